/** Where old content is: a file in the bin, or an earlier revision of a file. */
export type Place =
  | { readonly kind: 'bin'; readonly id: string }
  | { readonly kind: 'revision'; readonly id: string; readonly revision: string };

/** What the engine keeps of a file that was put into the bin. */
export function binMark(id: string): string {
  return `bin ${id}`;
}

export function revisionMark(id: string, revision: string): string {
  return `revision ${id} ${revision}`;
}

/** Undefined for what no mark of ours is. */
export function readMark(mark: string): Place | undefined {
  const [, kind, id = '', revision] = /^(bin|revision) ([\w-]+)(?: ([\w-]+))?$/.exec(mark) ?? [];
  if (kind === 'bin' && revision === undefined) return { kind, id };
  return kind === 'revision' && revision !== undefined ? { kind, id, revision } : undefined;
}
