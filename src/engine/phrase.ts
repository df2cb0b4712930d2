/**
 * Words with places, and what stands in them. Plain data, so that it may cross threads and be said in another language.
 * Only `phrase` makes one, so that its words are a literal in the source, where the test of the translations finds them.
 */
export interface Phrase {
  /** In English, with `{0}`, `{1}` for the values. */
  readonly words: string;
  readonly values: readonly PhraseValue[];
}

/**
 * What is the same in every language, such as a path or what a disk says; an amount, which every language writes in its
 * own way; or a phrase again.
 */
export type PhraseValue = string | number | Phrase;

/** Tags a template: its literal parts are the words, what stands in `${}` are the values. */
export function phrase(literals: TemplateStringsArray, ...values: readonly PhraseValue[]): Phrase {
  return { words: literals.reduce((words, literal, place) => `${words}{${place - 1}}${literal}`), values };
}

/** A phrase for the command line, logs and programs. */
export function inEnglish(said: Phrase): string {
  return said.words.replace(/\{(\d+)\}/g, (_, place: string) => {
    const value = said.values[Number(place)] ?? '';
    if (typeof value === 'object') return inEnglish(value);
    return typeof value === 'number' ? withCommas(value) : value;
  });
}

/** Without `Intl`, whose loading a program would feel that starts for a short while. */
function withCommas(amount: number): string {
  return String(amount).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}
