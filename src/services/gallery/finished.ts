import { createHash } from 'node:crypto';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import type { Layout } from './layout.ts';
import { stampOf } from './look.ts';
import { isRecord, parseJson } from './manifest.ts';
import { albumPage } from './pages/albumPage.ts';
import { indexPage } from './pages/indexPage.ts';
import type { AlbumCard, AlbumPageModel, AssetAddresses } from './pages/model.ts';

/** Which albums an earlier run finished and nobody touched since, so that nothing of them need be made anew. */
export interface FinishedAlbums {
  /** What the first page shows of an album whose manifest, page and thumbnails are as they were left. */
  recall(slug: string): AlbumCard | undefined;
  /** Notes that everything of an album is made. */
  remember(slug: string, card: AlbumCard): void;
  /** Forgets all albums but these. */
  keep(slugs: ReadonlySet<string>): void;
}

const PREFIX = 'gallery/finished/';

/** @param made tells what pages are made of and how; when it changes, all are made anew */
export function finishedAlbums(layout: Layout, state: ServiceState | undefined, made: string): FinishedAlbums {
  if (!state) return { recall: () => undefined, remember: () => undefined, keep: () => undefined };
  return {
    recall(slug) {
      const text = state.get(PREFIX + slug);
      const record = text === undefined ? undefined : parseJson(text);
      const isUntouched = isRecord(record) && record['made'] === made && record['looks'] === looksOf(layout, slug);
      // Nobody but `remember` writes it.
      return isUntouched ? (record['card'] as AlbumCard) : undefined;
    },
    remember: (slug, card) =>
      state.set(PREFIX + slug, JSON.stringify({ made, looks: looksOf(layout, slug), card } satisfies FinishedRecord)),
    keep(slugs) {
      for (const [key] of [...state.entries(PREFIX)]) if (!slugs.has(key.slice(PREFIX.length))) state.delete(key);
    },
  };
}

interface FinishedRecord {
  readonly made: string;
  readonly looks: string;
  readonly card: AlbumCard;
}

/**
 * Tells one way of making pages from another: what a page of every kind of item looks like is different whenever the
 * program that makes it is.
 */
export function wayOfMaking(assets: AssetAddresses, { thumbnails }: { readonly thumbnails: boolean }): string {
  const pages = [albumPage(SAMPLE, assets), indexPage(SAMPLE_CARDS, assets), String(thumbnails)];
  return createHash('sha256').update(pages.join('\n')).digest('hex').slice(0, 16);
}

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

/** How the files and folders look that `finish` makes or looks into. */
function looksOf(layout: Layout, slug: string): string {
  const places = [layout.album(slug), layout.manifest(slug), layout.albumPage(slug), layout.thumbs(slug)];
  const looks = places.map((place) => {
    const stamp = stampOf(place);
    return stamp ? [stamp.size, stamp.modifiedNs, stamp.changedNs, stamp.inode].join(' ') : 'nothing';
  });
  return looks.join(', ');
}
