/** Markup that is safe to put into a page: made by `markup`, which escapes every value that is not markup itself. */
export interface Html {
  readonly text: string;
}

type Value = Html | string | number | undefined | false | readonly Value[];

/**
 * The one way to make markup. Text becomes text, also inside a quoted attribute; markup stays markup; a list is joined;
 * `undefined` and `false` are nothing. Attributes must be quoted in the template. (It is not called `html`, because the
 * formatter would then move the blanks inside it, and on a page they count.)
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  // By a plain loop, because a page has ten thousands of these.
  let text = parts[0] ?? '';
  for (let index = 0; index < values.length; index++) text += render(values[index]) + (parts[index + 1] ?? '');
  return { text };
}

function render(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('text' in value) return value.text;
  // Not joined: each part is copied once, when the page is written.
  let text = '';
  for (const each of value) text += render(each);
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // They stand between dates. Without them most pages have letters of one byte alone, and take half of the memory.
  '\u2013': '&ndash;',
  '\u2009': '&thinsp;',
};

function escapeHtml(text: string): string {
  // Most have nothing of it, and then nothing is made.
  if (!/[&<>"'\u2013\u2009]/u.test(text)) return text;
  return text.replace(/[&<>"'\u2013\u2009]/gu, (character) => ESCAPES[character] ?? character);
}
