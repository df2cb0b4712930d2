import type { Capture, ContentFacts, MediaType, RemoteItem } from '../../engine/model.ts';
import { itemId, type Layout } from './layout.ts';
import { addressOf } from './pages/addresses.ts';

/** How a file looks without being read. */
export interface FileState {
  readonly size: number;
  readonly modifiedMs: number;
}

/** What the gallery knows of one item. The facts are the original's, the file may hold a shrunk copy of it. */
export interface Entry {
  readonly name: string;
  /** Path in the album's folder, with `/`. */
  readonly path: string;
  readonly facts: ContentFacts;
  /**
   * How the file looked when the facts were learnt; while it looks so still, they hold and it need not be read. What is
   * missing, in a manifest that somebody else wrote, looks like anything. `hash` is that of stored bytes which are not
   * the original's.
   */
  readonly file: {
    readonly size?: number | undefined;
    readonly modifiedMs?: number | undefined;
    readonly hash?: string | undefined;
  };
  readonly type?: MediaType | undefined;
  readonly capture: Capture;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly tagged?: boolean | undefined;
  /** Set when nothing but the file itself speaks of it: a person put it there, or a crash came before its record. */
  readonly isFound?: true | undefined;
}

/** Whether a file still looks as it did when the entry was made. Disks keep dates in different steps, all below 1 ms. */
export function looksUntouched(entry: Entry, file: FileState): boolean {
  const { size = file.size, modifiedMs = file.modifiedMs } = entry.file;
  return size === file.size && Math.abs(modifiedMs - file.modifiedMs) < 1;
}

/** Whether an entry is about the same content as an item that somebody was told of, perhaps in an earlier run. */
export function isSameContent(entry: Entry, item: RemoteItem): boolean {
  const known = item.stored ?? item;
  const hash = storedHash(entry);
  if (known.hash !== undefined && hash !== undefined) return known.hash === hash;
  return known.size === undefined || entry.file.size === undefined || known.size === entry.file.size;
}

/** The hash of the stored bytes, where it is known. */
export function storedHash(entry: Entry): string | undefined {
  return entry.file.hash ?? (isShrunk(entry) ? undefined : entry.facts.hash);
}

/** What a photo says about itself, as an entry has it. The size is that of the stored bytes, if these are the original. */
export function capturedIn(
  { dimensions, ...capture }: Capture,
  { isOriginal }: { readonly isOriginal: boolean },
): Pick<Entry, 'capture' | 'width' | 'height'> {
  return { capture, ...(isOriginal && dimensions) };
}

/** Whether the stored bytes are known not to be the original's. */
export function isShrunk(entry: Entry): boolean {
  if (entry.file.hash !== undefined) return entry.file.hash !== entry.facts.hash;
  const { size = entry.file.size } = entry.facts;
  return size !== entry.file.size;
}

/** The item as the engine sees it. */
export function toRemoteItem(slug: string, entry: Entry, layout: Layout): RemoteItem {
  return {
    id: itemId(slug, entry.path),
    albumId: slug,
    name: entry.name,
    ...entry.facts,
    ...entry.capture,
    type: entry.type,
    ...(isShrunk(entry) ? { stored: { size: entry.file.size, hash: entry.file.hash } } : {}),
    tagged: entry.tagged,
    url: `${layout.albumUrl(slug)}#/${addressOf(entry.name)}`,
    file: layout.item(slug, entry.path),
  };
}
