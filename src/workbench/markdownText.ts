import type { MarkdownString } from 'vscode';

/**
 * Adds words as plain text, with blanks between which a line may break. `appendText` makes all blanks unbreakable, so that
 * a sentence would break within a word.
 */
export function appendWords(text: MarkdownString, words: string): MarkdownString {
  const before = text.value.length;
  text.appendText(words);
  text.value = text.value.slice(0, before) + text.value.slice(before).replaceAll(/(?<!&nbsp;)&nbsp;(?!&nbsp;)/g, ' ');
  return text;
}
