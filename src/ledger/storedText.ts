/** Marks a text that stands as JSON; no name begins with it, because Unicode has no such character. */
export const MARK = '\uFFFF';

/**
 * A text as the database takes it. UTF-8 has no lone surrogates, so SQLite would take every one of them for the same
 * character, and two names for one; a name from the web may hold them all the same.
 */
export function toStoredText(text: string): string {
  return text.isWellFormed() && !text.startsWith(MARK) ? text : MARK + JSON.stringify(text);
}

/** What `toStoredText` stored. */
export function fromStoredText(stored: string): string {
  return stored.startsWith(MARK) ? (JSON.parse(stored.slice(MARK.length)) as string) : stored;
}
