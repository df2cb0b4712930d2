import { readFileSync } from 'node:fs';
import type { MediaType } from '../../engine/model.ts';
import { once } from '../../engine/once.ts';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { stillTickingAt, type StillTicking } from '../../local/fingerprint.ts';
import { decodeName, pathKey } from '../../local/safeName.ts';
import { typeByContent } from '../../local/mediaType.ts';
import { SNIFF_BYTES } from '../../local/readHead.ts';
import { hashFile, readChunks } from '../../local/safeWrite.ts';
import type { ImageTools } from '../../local/images/imageTools.ts';
import { createAlbumItems, type AlbumItems } from './albumItems.ts';
import { capturedIn, isShrunk, looksUntouched, storedHash, type Entry } from './entry.ts';
import { errorCode } from './fileProblem.ts';
import { readJournal, type JournalLine } from './journal.ts';
import type { Layout } from './layout.ts';
import { stampOf, stampText } from './look.ts';
import { parseManifest, type Manifest } from './manifest.ts';
import { titleOfPage } from './ownPage.ts';
import type { UntouchedAlbum } from './untouchedAlbum.ts';
import { walkAlbum, type AlbumFile } from './walkAlbum.ts';

/** One album as it is: the manifest, the journal and the folder, of which the folder has the last word. */
export interface AlbumState {
  readonly slug: string;
  title: string;
  date: string | undefined;
  readonly items: AlbumItems;
  /** Whether the manifest on the disk says all of this. */
  isWritten: boolean;
  /** What the journal says of items, which the manifest is going to say in the same words; kept of an album that was made just now. */
  readonly lines?: Map<Entry, string> | undefined;
  /** How the files of the items looked when they were read; missing for an album that was made just now. */
  readonly stamps?: Stamps | undefined;
  /** What its manifest said when it was read; missing where a journal said more. */
  readonly manifest?: ManifestRead | undefined;
  /** How the manifest looks that this run has put in the place of that one, together with photos. */
  replacedManifest?: string | undefined;
  /** Where nobody had touched it since it was finished. */
  readonly untouched?: UntouchedAlbum | undefined;
}

/** A manifest as it was found. */
export interface ManifestRead {
  /** Missing where they are still lines. */
  readonly entries?: readonly Entry[] | undefined;
  /** How its file looked before it was read. */
  readonly stamp: string;
}

/** How files looked. */
export interface Stamps {
  /** At the moment when they were looked at. */
  readonly isTicking: StillTicking;
  readonly byEntry: ReadonlyMap<Entry, Fingerprint>;
}

/**
 * How the file of an item looked when it was read, while nothing was done about the item since. Undefined where it must be looked
 * at anew, also because it could have changed right after that look and look the same.
 */
export function stampAtReading({ items, stamps, untouched }: AlbumState, path: string): Fingerprint | undefined {
  if (untouched) return untouched.stampAtReading(path);
  const entry = items.at(path);
  const stamp = entry && stamps?.byEntry.get(entry);
  return stamp && stamps && !stamps.isTicking(stamp.modifiedNs, stamp.changedNs) ? stamp : undefined;
}

/** An album that cannot be understood; what is in it must not be touched. */
export interface DamagedAlbum {
  readonly slug: string;
  readonly title: string;
  readonly damaged: true;
}

export interface LoadTools {
  readonly layout: Layout;
  readonly images: ImageTools;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** What this program learnt of the album before; it saves reading files again. */
  readonly known: Iterable<Entry>;
}

/** The title and the date of an album, without its items; undefined when the folder is no album. */
export async function readAlbum(slug: string, layout: Layout): Promise<AlbumHead | DamagedAlbum | undefined> {
  const stamp = stampText(stampOf(layout.manifest(slug)));
  // The journal is read first: what moves from it to the manifest meanwhile is then in both and not in neither.
  const journal = readJournal(layout.journal(slug));
  const text = readText(layout.manifest(slug));
  const manifest = text === undefined ? undefined : parseManifest(text);
  const pageTitle = manifest ? undefined : titleOfPage(layout.albumPage(slug));
  const title = journal.album.title ?? manifest?.title ?? pageTitle;
  if (text !== undefined && !manifest) return { slug, title: title ?? slug, damaged: true };
  if (title === undefined) return undefined;
  const isWritten = manifest !== undefined && journal.isEmpty;
  return {
    slug,
    title,
    date: journal.album.date ?? manifest?.date,
    candidates: remembered([...(manifest?.entries ?? []), ...journal.lines]),
    isWritten,
    manifest: isWritten ? { entries: manifest.entries, stamp } : undefined,
  };
}

/** What is left when everything that was to be forgotten is. */
function remembered(lines: readonly JournalLine[]): readonly Entry[] {
  const forgotten = new Map(lines.flatMap((line, index) => ('forget' in line ? [[line.forget, index] as const] : [])));
  return lines.filter((line, index): line is Entry => !('forget' in line) && index > (forgotten.get(line.path) ?? -1));
}

/** What the gallery's own files say of an album, before its folder is looked at. */
export interface AlbumHead extends Omit<Manifest, 'entries'> {
  readonly slug: string;
  /** What may be true of the files, the newest last. */
  readonly candidates: readonly Entry[];
  readonly isWritten: boolean;
  /** See `AlbumState.manifest`. */
  readonly manifest: ManifestRead | undefined;
}

/** Looks at the folder of an album and reads what changed in it. Throws what the disk or the signal throws. */
export async function loadItems(head: AlbumHead, tools: LoadTools): Promise<AlbumState> {
  const at = tools.now().getTime();
  const files = await walkAlbum(tools.layout.album(head.slug), tools.signal);
  const byEntry = new Map<Entry, Fingerprint>();
  const candidates = candidateIndex([...tools.known, ...head.candidates], files);
  const items = createAlbumItems();
  for (const file of files) {
    const all = candidates(file);
    const found = all.findLast((each) => looksUntouched(each, file)) ?? (await readItem(head, file, all.at(-1), tools));
    if (!found) continue;
    const entry = found.path === file.path ? found : { ...found, path: file.path };
    items.put(entry);
    byEntry.set(entry, file.stamp);
  }
  const written = new Set(head.isWritten ? head.candidates : []);
  const isWritten = head.isWritten && written.size === items.size && items.all().every((each) => written.has(each));
  const { slug, title, date, manifest } = head;
  return { slug, title, date, items, isWritten, stamps: { isTicking: stillTickingAt(at), byEntry }, manifest };
}

/** Finds the entries that may describe a file: those of its path, or of its path on a disk that ignores case. */
function candidateIndex(entries: readonly Entry[], files: readonly AlbumFile[]) {
  const byPath = Map.groupBy(entries, ({ path }) => path);
  // Nearly every file has an entry of its own.
  const others = once(() => {
    const paths = new Set(files.map((file) => file.path));
    return Map.groupBy(
      entries.filter(({ path }) => !paths.has(path)),
      ({ path }) => pathKey(path),
    );
  });
  return ({ path }: AlbumFile): readonly Entry[] => byPath.get(path) ?? others().get(pathKey(path)) ?? [];
}

/** Reads a file that somebody changed or put there; undefined when it is no photo or video. */
async function readItem(
  { slug }: AlbumHead,
  file: AlbumFile,
  before: Entry | undefined,
  { layout, images, signal }: LoadTools,
): Promise<Entry | undefined> {
  const absolute = layout.item(slug, file.path);
  const isHidden = file.path.split('/').some((part) => part.startsWith('.'));
  const type = before || !isHidden ? await mediaTypeOf(absolute) : undefined;
  if (!before && !type) return undefined;
  const hash = await hashFile(absolute, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    // A file that cannot be read is still an item; its hash is not known.
    return undefined;
  });
  const look = { size: file.size, modifiedMs: file.modifiedMs };
  if (before && hash !== undefined && hash === storedHash(before)) {
    // Only its date was changed. That of a shrunk copy says nothing of the original.
    return {
      ...before,
      path: file.path,
      facts: isShrunk(before) ? before.facts : { ...look, hash },
      file: { ...before.file, ...look },
    };
  }
  return {
    name: before?.name ?? decodeName(file.path),
    path: file.path,
    facts: { ...look, hash },
    file: look,
    type: type ?? before?.type,
    ...capturedIn(await images.capture(absolute, { signal }), { isOriginal: true }),
    tagged: before?.tagged,
    isFound: before === undefined ? true : undefined,
  };
}

/** The type of a photo or video by its first bytes; undefined for anything else and for what cannot be read. */
async function mediaTypeOf(file: string): Promise<MediaType | undefined> {
  try {
    for await (const chunk of readChunks(file)) return await typeByContent(file, chunk.subarray(0, SNIFF_BYTES));
  } catch {
    // Nothing is known of a file that cannot be read.
  }
  return undefined;
}

/** By a plain call: what it takes to understand a manifest is longer than to read it, and there may be hundreds. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
