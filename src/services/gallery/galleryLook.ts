import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { NUMBERS } from '../../local/fingerprint.ts';
import { digestOf } from '../../local/folderLook.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import { withinADay } from '../../local/withinADay.ts';
import type { AlbumLook } from './albumLook.ts';
import { errorCode } from './fileProblem.ts';
import { looksIn, type FinishedHead, type FinishedRecord } from './finished.ts';
import { JOURNAL, THUMBS, type Layout } from './layout.ts';
import { stampText } from './look.ts';
import { isRecord, parseJson } from './manifest.ts';
import { stampsOfOutside } from './outsideLook.ts';
import type { LookRecord } from './rememberedLooks.ts';

/**
 * All that is remembered of the albums, drawn together: while every one of them looks as it did when it was finished, one row
 * of the ledger says so, and what each has is not read.
 */
export interface GalleryLook {
  /**
   * What is remembered of all albums; undefined where one of them looks different, or came or went.
   * @param folders the names of all folders of albums, whoever made them
   * @param now ms since 1970 UTC
   */
  recall(folders: readonly string[], now: number): RecalledGallery | undefined;
  /**
   * Draws together what is remembered of all albums there are, where something is remembered of each.
   * @param folders see `recall`
   */
  remember(folders: readonly string[], remembered: RememberedGallery): void;
  /** What is remembered of an album becomes something else. */
  forget(): void;
}

export interface RecalledGallery {
  readonly albums: ReadonlyMap<string, RecalledAlbum>;
  /** The folders that are no albums: of somebody else, such as those that the indexer of a NAS makes. */
  readonly others: ReadonlySet<string>;
  /** How all of them were made, where that was the same way; see `FinishedAlbums.recall`. */
  readonly made: string | undefined;
  readonly firstPage: string;
}

/** What an album is known to be; the object itself stands for the look that it had then. */
export interface RecalledAlbum extends AlbumLook, FinishedHead {
  readonly slug: string;
}

/** What is remembered one by one. */
export interface RememberedGallery {
  /** The folders that are albums. */
  readonly albums: ReadonlySet<string>;
  /** What is remembered of an album. */
  readonly recordOf: (slug: string) => AlbumRecord | undefined;
  /** What the first page was made of. */
  readonly firstPage: string;
}

/** What is remembered of one album. */
export interface AlbumRecord {
  readonly look: LookRecord;
  readonly finished: FinishedRecord;
}

const KEY = 'gallery/together';

export function galleryLook(layout: Layout, state: ServiceState | undefined): GalleryLook {
  let isThere = true;
  return {
    recall(folders, now) {
      const record = readRecord(state?.get(KEY));
      if (record?.folders !== folders.join(BETWEEN_NAMES)) return undefined;
      if (!record.at.every((at) => withinADay(at, now))) return undefined;
      const others = new Set(record.others?.flatMap((index) => folders[index] ?? []));
      const slugs = others.size > 0 ? folders.filter((name) => !others.has(name)) : folders;
      if (looksOf({ slugs, others }, layout, record) !== record.looks) return undefined;
      const { titles, dates, digests, made, firstPage } = record;
      const albums = slugs.map((slug, index): [string, RecalledAlbum] => {
        const [title = slug, date] = [titles[index], dates[index] ?? undefined];
        return [slug, { slug, title, date, digest: digests[index] ?? '', isSteady: true, outside: undefined }];
      });
      return { albums: new Map(albums), others, made, firstPage };
    },
    remember(folders, remembered) {
      const record = drawTogether(folders, remembered);
      const text = record && JSON.stringify(record);
      // A ledger that was written to is looked through by the next run.
      if (text !== undefined && text !== state?.get(KEY)) state?.set(KEY, text);
      isThere = true;
    },
    forget() {
      if (isThere) state?.delete(KEY);
      isThere = false;
    },
  };
}

interface GalleryRecord {
  /** When the first and the last of them were looked at, ms since 1970 UTC. */
  readonly at: readonly [first: number, last: number];
  /** The names of all folders of albums. */
  readonly folders: string;
  /** Places in `folders` of those that are no albums, where there are some. */
  readonly others?: readonly number[] | undefined;
  /** Stands for how everything looks of which `looksOf` asks. */
  readonly looks: string;
  /** Whether there are any thumbnails. */
  readonly hasThumbs: boolean;
  /** By the place of an album the folders in its folder, where there are some; see `OutsideLook.folders`. */
  readonly within: Within;
  readonly titles: readonly string[];
  readonly dates: readonly (string | null)[];
  /** See `AlbumLook.digest`. */
  readonly digests: readonly string[];
  readonly made: string | undefined;
  readonly firstPage: string;
}

type Within = readonly (readonly [index: number, folders: readonly string[]])[];

/** No name has it. */
const BETWEEN_NAMES = '/';

/** Nobody but `remember` writes it; what is damaged says nothing. */
function readRecord(text: string | undefined): GalleryRecord | undefined {
  const record = text === undefined ? undefined : parseJson(text);
  return isRecord(record) ? (record as unknown as GalleryRecord) : undefined;
}

/** How all albums look now; undefined where a journal or a thumbnail is there that was not, or the disk throws. */
function looksOf(
  { slugs, others }: { readonly slugs: readonly string[]; readonly others: ReadonlySet<string> },
  layout: Layout,
  { hasThumbs, within }: Pick<GalleryRecord, 'hasThumbs' | 'within'>,
): string | undefined {
  try {
    // One look for all albums.
    if (!isBare(path.join(layout.root, JOURNAL))) return undefined;
    if (!hasThumbs && !isBare(path.join(layout.root, THUMBS))) return undefined;
    const foldersOf = new Map(within);
    const places = slugs.flatMap((slug, index) => [
      layout.manifest(slug),
      layout.album(slug),
      layout.albumPage(slug),
      ...(hasThumbs ? [layout.thumbs(slug)] : []),
      ...(foldersOf.get(index) ?? []),
    ]);
    // It is an album once it has a manifest.
    for (const name of others) places.push(layout.manifest(name));
    return digestOfLooks(places, numbersAt);
  } catch {
    return undefined;
  }
}

/** Whether nothing is in a folder, or it is not there. Throws what the disk throws. */
function isBare(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
}

/** Undefined where there are none, or one of them would not be recognised by what is remembered of it alone. */
function drawTogether(
  folders: readonly string[],
  { albums: slugs, recordOf, firstPage }: RememberedGallery,
): GalleryRecord | undefined {
  if (slugs.size === 0) return undefined;
  const others = folders.flatMap((name, index) => (slugs.has(name) ? [] : [index]));
  const albums: AlbumRecord[] = [];
  const stamps: AlbumStamps[] = [];
  for (const slug of folders) {
    if (!slugs.has(slug)) continue;
    const record = recordOf(slug);
    const known = record && stampsIn(record);
    // One that was just changed is not looked at before the next run.
    if (!known) return undefined;
    albums.push(record);
    stamps.push(known);
  }
  const hasThumbs = stamps.some(({ thumbs }) => thumbs !== stampText(undefined));
  const all = stamps.flatMap(({ outside, page, thumbs, within }) => {
    return [...outside, page, ...(hasThumbs ? [thumbs] : []), ...within];
  });
  const [made, ...otherwise] = new Set(albums.map(({ finished }) => finished.made));
  const at = albums.map(({ look }) => look.at);
  return {
    at: [at.reduce((a, b) => Math.min(a, b)), at.reduce((a, b) => Math.max(a, b))],
    folders: folders.join(BETWEEN_NAMES),
    others: others.length > 0 ? others : undefined,
    looks: digestOfLooks([...all, ...others.map(() => stampText(undefined))], numbersIn),
    hasThumbs,
    within: albums.flatMap(({ look: { outside } }, index) =>
      outside.folders.length > 0 ? [[index, outside.folders] as const] : [],
    ),
    titles: albums.map(({ finished }) => finished.title),
    dates: albums.map(({ finished }) => finished.date ?? null),
    digests: albums.map(({ look }) => look.digest),
    made: otherwise.length === 0 ? made : undefined,
    firstPage,
  };
}

/** How everything looks that one album is recognised by, each as a `stampText`. */
interface AlbumStamps {
  /** Manifest and folder. */
  readonly outside: readonly string[];
  readonly page: string;
  readonly thumbs: string;
  /** The folders in its folder. */
  readonly within: readonly string[];
}

function stampsIn({ look, finished }: AlbumRecord): AlbumStamps | undefined {
  const [journal, manifest, album, ...within] = stampsOfOutside(look.outside);
  const [digest, page, thumbs] = looksIn(finished);
  if (manifest === undefined || album === undefined || page === undefined || thumbs === undefined) return undefined;
  if (journal !== stampText(undefined) || digest !== look.digest) return undefined;
  return { outside: [manifest, album], page, thumbs, within };
}

/** Stands for how places look, of which no text is made: there may be very many. */
function digestOfLooks<Place>(places: readonly Place[], numbersOf: (place: Place) => readonly bigint[]): string {
  const numbers = new BigInt64Array(NUMBERS * places.length);
  for (const [index, place] of places.entries()) numbers.set(numbersOf(place), NUMBERS * index);
  return digestOf('', numbers);
}

/** Throws what the disk throws. */
function numbersAt(place: string): readonly bigint[] {
  const stats = whatIsAt(place);
  return stats ? [stats.size, stats.mtimeNs, stats.ctimeNs, stats.ino] : ABSENT;
}

/** The same of what a `stampText` says. */
function numbersIn(stamp: string): readonly bigint[] {
  return stamp === stampText(undefined) ? ABSENT : stamp.split(' ').map(BigInt);
}

/** No place has such a size. */
const ABSENT: readonly bigint[] = [-1n, 0n, 0n, 0n];
