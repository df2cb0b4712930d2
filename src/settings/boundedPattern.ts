import vm from 'node:vm';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import { parseReplacement } from '../engine/naming/substitution.ts';
import type { ReplacementPiece, Substitute, Substitution } from '../engine/naming/substitution.ts';
import { once } from '../engine/once.ts';
import { fail, ok } from '../engine/result.ts';

/** Longer than any honest pattern needs for a folder name, short enough that nobody waits. */
const LIMIT_MS = 500;

/**
 * Replaces matches with the regular expressions of JavaScript, in a context that is ended after half a second: nothing
 * else stops a pattern such as `(a+)+$`.
 */
export const substituteInTime: Substitute = (substitution, text) => {
  const { pattern, setting } = substitution;
  const matches = findAll(pattern, text);
  if (matches === 'late') {
    return fail(problem('E_SETTINGS', phrase`"${pattern}" runs too long on "${text}"`, { setting }));
  }
  const pieces = parseReplacement(substitution.replacement);
  let result = '';
  let end = 0;
  for (const match of matches) {
    result += text.slice(end, match.index) + pieces.map((piece) => fill(piece, match)).join('');
    end = match.index + match.text.length;
  }
  return ok(result + text.slice(end));
};

/** What is wrong with a pattern or its replacement, or undefined. */
export function patternFault({ pattern, replacement }: Substitution): Phrase | undefined {
  const compiled = compile(pattern);
  if (typeof compiled === 'string') return phrase`"${pattern}" is not a regular expression: ${compiled}`;
  // An alternative that matches nothing makes the pattern tell how many groups and which names it has.
  const probe = new RegExp(`${compiled.source}|`, compiled.flags.replace('g', '')).exec('');
  const groups = new Set([
    ...Object.keys(probe?.groups ?? {}),
    ...Array.from(probe ?? [], (_, index) => String(index)),
  ]);
  const missing = parseReplacement(replacement).find((piece) => 'group' in piece && !groups.has(piece.group));
  return missing && 'group' in missing
    ? phrase`"${replacement}" names group ${missing.group}, which "${pattern}" does not have`
    : undefined;
}

interface Match {
  readonly index: number;
  readonly text: string;
  readonly numbered: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

const findAllScript = once(
  () =>
    new vm.Script(
      `[...text.matchAll(new RegExp(source, flags))].map((match) => (
    { index: match.index, text: match[0], numbered: [...match], named: { ...match.groups } }))`,
    ),
);

function findAll(pattern: string, text: string): readonly Match[] | 'late' {
  const compiled = compile(pattern);
  if (typeof compiled === 'string') return [];
  try {
    const context = vm.createContext({ text, source: compiled.source, flags: compiled.flags });
    return findAllScript().runInContext(context, { timeout: LIMIT_MS }) as Match[];
  } catch {
    return 'late';
  }
}

/** Compiles a pattern; of Python's spelling, which picasawebsync's users know, named groups and `\A`, `\Z` are taken. */
function compile(pattern: string): RegExp | string {
  const source = pattern.replaceAll('(?P<', '(?<').replaceAll('\\A', '^').replaceAll('\\Z', '$');
  for (const flags of ['gu', 'g']) {
    try {
      return new RegExp(source, flags);
    } catch (error) {
      // Without `u` more escapes are allowed, such as a needless `\-`.
      if (flags === 'g') return error instanceof Error ? error.message : String(error);
    }
  }
  return 'not understood';
}

function fill(piece: ReplacementPiece, match: Match): string {
  if ('text' in piece) return piece.text;
  return (/^\d+$/.test(piece.group) ? match.numbered[Number(piece.group)] : match.named[piece.group]) ?? '';
}
