import { l10n } from 'vscode';
import { ERROR_SENTENCES } from '../../engine/errors.ts';
import type { Problem } from '../../engine/model.ts';

/**
 * What a problem says, in the language of the editor. The engine and the command line speak English: the sentence of the
 * code, perhaps after what this case is about. A message that is in the language of the editor already stays as it is.
 */
export function problemText({ code, message }: Pick<Problem, 'code' | 'message'>): string {
  const sentence = ERROR_SENTENCES[code];
  return message.endsWith(sentence) ? message.slice(0, -sentence.length) + l10n.t(sentence) : message;
}

/** The same problem in the language of the editor. */
export function translated<P extends Pick<Problem, 'code' | 'message'>>(problem: P): P {
  return { ...problem, message: problemText(problem) };
}
