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
   * What is remembered of all these albums; undefined where one of them looks different, or came or went.
   * @param now ms since 1970 UTC
   */
  recall(slugs: readonly string[], now: number): RecalledGallery | undefined;
  /**
   * Draws together what is remembered of all albums there are, where something is remembered of each.
   * @param firstPage what the first page was made of
   */
  remember(slugs: readonly string[], recordOf: (slug: string) => AlbumRecord | undefined, firstPage: string): void;
  /** What is remembered of an album becomes something else. */
  forget(): void;
}

export interface RecalledGallery {
  readonly albums: ReadonlyMap<string, RecalledAlbum>;
  /** How all of them were made, where that was the same way; see `FinishedAlbums.recall`. */
  readonly made: string | undefined;
  readonly firstPage: string;
}

/** What an album is known to be; the object itself stands for the look that it had then. */
export interface RecalledAlbum extends AlbumLook, FinishedHead {
  readonly slug: string;
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
    recall(slugs, now) {
      const record = readRecord(state?.get(KEY));
      if (record?.slugs !== slugs.join(BETWEEN_SLUGS)) return undefined;
      if (!record.at.every((at) => withinADay(at, now))) return undefined;
      if (looksOf(slugs, layout, record) !== record.looks) return undefined;
      const { titles, dates, digests, made, firstPage } = record;
      const albums = slugs.map((slug, index): [string, RecalledAlbum] => {
        const [title = slug, date] = [titles[index], dates[index] ?? undefined];
        return [slug, { slug, title, date, digest: digests[index] ?? '', isSteady: true, outside: undefined }];
      });
      return { albums: new Map(albums), made, firstPage };
    },
    remember(slugs, recordOf, firstPage) {
      const record = drawTogether(slugs, recordOf, firstPage);
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
  readonly slugs: string;
  /** Stands for how everything looks of which `looksOf` asks. */
  readonly looks: string;
  /** Whether there are any thumbnails. */
  readonly hasThumbs: boolean;
  /** By the place of an album the folders in its folder, where there are some; see `OutsideLook.folders`. */
  readonly folders: Folders;
  readonly titles: readonly string[];
  readonly dates: readonly (string | null)[];
  /** See `AlbumLook.digest`. */
  readonly digests: readonly string[];
  readonly made: string | undefined;
  readonly firstPage: string;
}

type Folders = readonly (readonly [index: number, folders: readonly string[]])[];

/** No name has it. */
const BETWEEN_SLUGS = '/';

/** Nobody but `remember` writes it; what is damaged says nothing. */
function readRecord(text: string | undefined): GalleryRecord | undefined {
  const record = text === undefined ? undefined : parseJson(text);
  return isRecord(record) ? (record as unknown as GalleryRecord) : undefined;
}

/** How all albums look now; undefined where a journal or a thumbnail is there that was not, or the disk throws. */
function looksOf(
  slugs: readonly string[],
  layout: Layout,
  { hasThumbs, folders }: Pick<GalleryRecord, 'hasThumbs' | 'folders'>,
): string | undefined {
  try {
    // One look for all albums.
    if (!isBare(path.join(layout.root, JOURNAL))) return undefined;
    if (!hasThumbs && !isBare(path.join(layout.root, THUMBS))) return undefined;
    const within = new Map(folders);
    const places = slugs.flatMap((slug, index) => [
      layout.manifest(slug),
      layout.album(slug),
      layout.albumPage(slug),
      ...(hasThumbs ? [layout.thumbs(slug)] : []),
      ...(within.get(index) ?? []),
    ]);
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
  slugs: readonly string[],
  recordOf: (slug: string) => AlbumRecord | undefined,
  firstPage: string,
): GalleryRecord | undefined {
  if (slugs.length === 0) return undefined;
  const albums: AlbumRecord[] = [];
  const stamps: AlbumStamps[] = [];
  for (const slug of slugs) {
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
  const [made, ...others] = new Set(albums.map(({ finished }) => finished.made));
  const at = albums.map(({ look }) => look.at);
  return {
    at: [at.reduce((a, b) => Math.min(a, b)), at.reduce((a, b) => Math.max(a, b))],
    slugs: slugs.join(BETWEEN_SLUGS),
    looks: digestOfLooks(all, numbersIn),
    hasThumbs,
    folders: albums.flatMap(({ look: { outside } }, index) =>
      outside.folders.length > 0 ? [[index, outside.folders] as const] : [],
    ),
    titles: albums.map(({ finished }) => finished.title),
    dates: albums.map(({ finished }) => finished.date ?? null),
    digests: albums.map(({ look }) => look.digest),
    made: others.length === 0 ? made : undefined,
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
