import type { Result } from '../result.ts';
import { phrase, type Phrase } from '../phrase.ts';

/** `pattern|replacement` of `naming.extract` and `naming.replace`, taken apart. */
export interface Substitution {
  readonly pattern: string;
  readonly replacement: string;
  /** The setting it came from, for messages. */
  readonly setting: string;
}

/**
 * Replaces all matches of a substitution in a text, in bounded time: a pattern that runs too long is a settings error.
 * A port, because nothing in the language can stop a regular expression.
 */
export type Substitute = (substitution: Substitution, text: string) => Result<string>;

/** Splits `pattern|replacement` at its one bar; `\|` is a bar inside the pattern or the replacement. */
export function parseSubstitution(
  text: string,
  setting: string,
): { readonly substitution: Substitution } | { readonly fault: Phrase } {
  const [pattern, replacement, ...more] = splitAtBars(text);
  if (pattern === undefined || replacement === undefined)
    return { fault: phrase`"${text}" has no bar; write pattern|replacement` };
  if (more.length > 0)
    return {
      fault: phrase`"${text}" has more than one bar; write pattern|replacement, and \\| for a bar inside the pattern`,
    };
  return { substitution: { pattern, replacement: replacement.replaceAll('\\|', '|'), setting } };
}

function splitAtBars(text: string): string[] {
  const pieces = [''];
  for (const token of text.match(/\\[^]|[^]/g) ?? []) {
    if (token === '|') pieces.push('');
    else pieces[pieces.length - 1] += token;
  }
  return pieces;
}

/** One piece of a replacement: text as it is, or a group of the match by number or name. */
export type ReplacementPiece = { readonly text: string } | { readonly group: string };

/** Reads a replacement in which `\1`, `$1`, `\g<1>` and `\g<name>` name a group and `\\` is a backslash. */
export function parseReplacement(replacement: string): readonly ReplacementPiece[] {
  const pieces: ReplacementPiece[] = [];
  for (const match of replacement.matchAll(/[\\$](\d{1,2})|\\g<(\w+)>|\\([^])|([^\\$]+|[\\$])/g)) {
    const group = match[1] ?? match[2];
    pieces.push(group === undefined ? { text: match[3] ?? match[4] ?? '' } : { group: group.replace(/^0(?=\d)/, '') });
  }
  return pieces;
}
