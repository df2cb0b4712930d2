import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import type { AlbumLook } from './albumLook.ts';
import { albumRecords } from './albumRecords.ts';
import type { AlbumState } from './albumState.ts';
import type { Entry } from './entry.ts';
import { INDEX_PAGE, type Layout } from './layout.ts';
import { stampOf, stampText } from './look.ts';
import { isRecord, linesIn, parseJson } from './manifest.ts';
import { albumPage } from './pages/albumPage.ts';
import { indexPage } from './pages/indexPage.ts';
import type { AlbumCard, AlbumPageModel, AssetAddresses } from './pages/model.ts';
import type { PageWords } from './pages/words.ts';

/** Which albums an earlier run finished and nobody touched since, so that nothing of them need be made anew. */
export interface FinishedAlbums {
  /** Title and date of an album whose manifest, page and thumbnails are as they were left, so that none is read. */
  head(slug: string): FinishedHead | undefined;
  /**
   * What the first page shows of such an album.
   * @param made tells what pages are made of and how; when it changes, all are made anew
   */
  recall(slug: string, made: string): AlbumCard | undefined;
  /**
   * What was made of an album before it was changed, where that was made in the same way of the manifest that was read then.
   */
  madeOf(state: AlbumState, made: string): MadeBefore | undefined;
  /** What is remembered of an album, however it looks now. */
  recordOf(slug: string): FinishedRecord | undefined;
  /** Notes that everything of an album is made. */
  remember(slug: string, made: string, album: FinishedHead & { readonly card: AlbumCard }): void;
  /** Forgets all albums but these. */
  keep(slugs: ReadonlySet<string>): void;
  /** Whether the first page is as it was left, and was made of the same. */
  hasFirstPage(made: string): boolean;
  /** Notes that the first page is made. */
  rememberFirstPage(made: string): void;
}

export interface MadeBefore {
  readonly title: string;
  /** What the first page shows of it. */
  readonly card: AlbumCard;
  /** Whether the page of the album is as it was left. */
  readonly hasPage: boolean;
  /** See `formatManifest`. */
  readonly lineOf: ReadonlyMap<Entry, string> | undefined;
}

const PREFIX = 'gallery/finished/';
const FIRST_PAGE = 'gallery/firstPage';

export type FinishedHead = Pick<AlbumState, 'title' | 'date'>;

export interface FinishedOptions {
  /** How an album looks, as this run saw it. */
  readonly look: (slug: string) => AlbumLook | undefined;
  /** Whether it was seen together with all others that this is the look that an album had when it was finished. */
  readonly isFinishedLook?: (slug: string, look: AlbumLook) => boolean;
  /** See `albumRecords`. */
  readonly onChange?: () => void;
}

export function finishedAlbums(
  layout: Layout,
  state: ServiceState | undefined,
  { look, isFinishedLook = () => false, onChange = () => undefined }: FinishedOptions,
): FinishedAlbums {
  if (!state) return NOTHING_FINISHED;
  const records = albumRecords(state, PREFIX, onChange);
  /** How everything looks that `finish` makes or looks into. */
  const looksOf = (slug: string): string => {
    const stamps = [layout.albumPage(slug), layout.thumbs(slug)].map((place) => stampText(stampOf(place)));
    return [look(slug)?.digest, ...stamps].join(BETWEEN_LOOKS);
  };
  const recordOf = (slug: string): FinishedRecord | undefined => {
    const text = records.get(slug);
    const record = text === undefined ? undefined : parseJson(text);
    // Nobody but `remember` writes it; an earlier version wrote no title.
    return isRecord(record) && 'title' in record ? (record as unknown as FinishedRecord) : undefined;
  };
  const found = new Map<string, { readonly look: AlbumLook; readonly record: FinishedRecord }>();
  const untouched = (slug: string): FinishedRecord | undefined => {
    const before = found.get(slug);
    // What somebody does to a page while a run is on is seen by the next one.
    if (before && before.look === look(slug)) return before.record;
    const record = recordOf(slug);
    // Of an album of which nothing is remembered, no file has to be looked at to know it.
    if (!record) return undefined;
    const seen = look(slug);
    if (!(seen && isFinishedLook(slug, seen)) && record.looks !== looksOf(slug)) return undefined;
    if (seen) found.set(slug, { look: seen, record });
    return record;
  };
  const lookOf = (place: string): string => stampText(stampOf(place));
  return {
    recordOf,
    head(slug) {
      const record = untouched(slug);
      return record && { title: record.title, date: record.date };
    },
    recall(slug, made) {
      const record = untouched(slug);
      return record?.made === made ? record.card : undefined;
    },
    madeOf({ slug, manifest, replacedManifest, untouched }, made) {
      const record = recordOf(slug);
      if (!record || record.made !== made || !manifest || record.manifest !== manifest.stamp) return undefined;
      if (lookOf(layout.manifest(slug)) !== (replacedManifest ?? manifest.stamp)) return undefined;
      const { title, card, page } = record;
      const hasPage = page === lookOf(layout.albumPage(slug));
      const lineOf = manifest.entries
        ? linesIn(readFileSync(layout.manifest(slug), 'utf8'), manifest.entries)
        : untouched?.lineOf;
      return { title, card, hasPage, lineOf };
    },
    remember(slug, made, { title, date, card }) {
      const manifest = lookOf(layout.manifest(slug));
      const page = lookOf(layout.albumPage(slug));
      const record: FinishedRecord = { made, looks: looksOf(slug), manifest, page, title, date, card };
      records.set(slug, JSON.stringify(record));
      found.delete(slug);
    },
    keep: (slugs) => records.keep(slugs),
    hasFirstPage: (made) => state.get(FIRST_PAGE) === firstPageOf(layout, made),
    rememberFirstPage: (made) => state.set(FIRST_PAGE, firstPageOf(layout, made)),
  };
}

const NOTHING_FINISHED: FinishedAlbums = {
  recordOf: () => undefined,
  head: () => undefined,
  recall: () => undefined,
  madeOf: () => undefined,
  remember: () => undefined,
  keep: () => undefined,
  hasFirstPage: () => false,
  rememberFirstPage: () => undefined,
};

function firstPageOf({ root }: Layout, made: string): string {
  return [made, stampText(stampOf(path.join(root, INDEX_PAGE)))].join(', ');
}

/** As it is kept. */
export interface FinishedRecord extends FinishedHead {
  readonly made: string;
  readonly looks: string;
  /** How the manifest looks that it was made of, and the page; an earlier version wrote neither. */
  readonly manifest?: string;
  readonly page?: string;
  readonly card: AlbumCard;
}

const BETWEEN_LOOKS = ', ';

/** The digest of the album's look, and how its page and its thumbnails looked, each as a `stampText`. */
export function looksIn({ looks }: Pick<FinishedRecord, 'looks'>): readonly string[] {
  return looks.split(BETWEEN_LOOKS);
}

/**
 * Tells one way of making pages from another: with the version of this program, and with what a page of every kind of item
 * looks like, which is different while somebody works on the program.
 */
export function wayOfMaking(
  assets: AssetAddresses,
  { thumbnails, words: { language, labels } }: { readonly thumbnails: boolean; readonly words: PageWords },
): string {
  const words: PageWords = { ...BARE_WORDS, language, labels };
  const pages = [albumPage(SAMPLE, assets, words), indexPage(SAMPLE_CARDS, assets, words)];
  return digestOf([manifest.version, thumbnails, labels, ...pages]);
}

/** Stands for all that the first page is made of. */
export function makingOfFirstPage(way: string, cards: readonly AlbumCard[]): string {
  return digestOf([way, ...cards]);
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** Without the formatters of the platform, which take tens of milliseconds to load: a run in which nothing changed needs none. */
const BARE_WORDS: Omit<PageWords, 'language' | 'labels'> = {
  dayInWords: (day) => day,
  monthInWords: (month) => month,
  momentInWords: (moment) => moment,
  dateUnder: (heading, moment) => `${heading} ${moment}`,
  rangeInWords: (first, last) => `${first} ${last}`,
  shortRangeInWords: (first, last) => `${first} ${last}`,
  counted: (what, count) => `${what} ${count}`,
  countInWords: (photos, videos) => `${photos} ${videos}`,
  sizeInWords: (bytes) => `${bytes}`,
};

const PHOTO = {
  name: 'a.jpg',
  address: 'a.jpg',
  kind: 'photo',
  picture: 'a.webp',
  width: 3,
  height: 2,
  caption: 'A photo',
  capturedAt: '2024-05-12T16:28:39',
  size: 1_000_000,
  format: 'JPG',
  tagged: true,
} as const;

const SAMPLE: AlbumPageModel = {
  title: 'Album',
  items: [
    PHOTO,
    { ...PHOTO, name: 'b.jpg', picture: undefined, tagged: false },
    { ...PHOTO, name: 'c.mp4', kind: 'video', capturedAt: undefined, format: 'MP4' },
    { name: 'd.nef', address: 'd.nef', kind: 'file', format: 'NEF', tagged: false },
  ],
};

const SAMPLE_CARDS: readonly AlbumCard[] = [
  { title: 'Damaged', address: 'albums/damaged/index.html' },
  {
    title: 'Album',
    address: 'albums/album/index.html',
    counts: { photos: 2, videos: 1 },
    range: ['2024-05-12T16:28:39', '2024-05-14T10:00:00'],
    cover: { picture: 'thumbs/album/a.webp', width: 3, height: 2 },
  },
];
