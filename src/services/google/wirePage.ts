/** A page of a list of Google's, and the token of the next one. */
export interface WirePage<T> {
  readonly entries: readonly T[];
  readonly next?: string | undefined;
}

/** Undefined where an entry or the token is not what it should be: then nobody knows what is missing from the page. */
export function readWirePage<T>(
  { list, next }: { readonly list: unknown; readonly next: unknown },
  read: (entry: unknown) => T | undefined,
): WirePage<T> | undefined {
  if (!Array.isArray(list) || (next !== undefined && typeof next !== 'string')) return undefined;
  const entries = list.map((entry: unknown) => read(entry)).filter((entry) => entry !== undefined);
  if (entries.length < list.length) return undefined;
  return { entries, next: next === '' ? undefined : next };
}
