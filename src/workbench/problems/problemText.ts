import { env, l10n } from 'vscode';
import { ERROR_SENTENCES } from '../../engine/errors.ts';
import type { Problem } from '../../engine/model.ts';
import type { Phrase, PhraseValue } from '../../engine/phrase.ts';

/** What a problem says, in the language of the editor: the setting, what the case is about, the sentence of the code. */
export function problemText({ code, about, setting }: Pick<Problem, 'code' | 'about' | 'setting'>): string {
  const sentence = spoken(ERROR_SENTENCES[code]);
  if (about === undefined) return sentence;
  return `${setting === undefined ? '' : `${setting}: `}${phraseText(about)}. ${sentence}`;
}

/** A phrase in the language of the editor. Its values are put in last, so that no place in one of them is filled. */
export function phraseText({ words, values }: Phrase): string {
  return spoken(words, values);
}

/** The same problem in the language of the editor. */
export function translated<P extends Pick<Problem, 'code' | 'message' | 'about' | 'setting'>>(problem: P): P {
  return { ...problem, message: problemText(problem) };
}

/** The one call for words of the engine: they are literals there, where the test of the translations finds them. */
function spoken(words: string, values: readonly PhraseValue[] = []): string {
  return l10n.t(words, ...values.map(valueText));
}

function valueText(value: PhraseValue): string {
  if (typeof value === 'object') return phraseText(value);
  return typeof value === 'number' ? value.toLocaleString(env.language) : value;
}
