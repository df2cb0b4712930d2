import { fieldsOf } from '../http/fields.ts';

/** Google's own words, as one short line: they come from outside. */
export function shown(words: string): string {
  const line = words.replace(/[\p{C}\s]+/gu, ' ').trim();
  return (line.length > 200 ? `${line.slice(0, 199)}…` : line).replace(/\.$/, '');
}

/** What an error body of Google says; undefined for what is none, such as a page of HTML. */
export function messageIn(body: string): string | undefined {
  try {
    const { error } = fieldsOf(JSON.parse(body));
    const { message } = fieldsOf(error);
    return typeof message === 'string' && message !== '' ? message : undefined;
  } catch {
    // A page of HTML, or a picture.
    return undefined;
  }
}
