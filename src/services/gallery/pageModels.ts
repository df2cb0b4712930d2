import { once } from '../../engine/once.ts';
import type { AlbumState } from './albumState.ts';
import type { Entry } from './entry.ts';
import { ALBUMS, THUMBS } from './layout.ts';
import type { AlbumCard, AlbumPageModel, PageItem } from './pages/model.ts';
import type { PageWords } from './pages/words.ts';
import { addressOf } from './pages/addresses.ts';

/** File name of an item's thumbnail, or undefined. */
type ThumbnailOf = (entry: Entry) => string | undefined;

/** What every current browser shows in an `<img>`. */
const SHOWN_BY_BROWSERS = /^image\/(jpeg|png|apng|gif|webp|avif|bmp)$/u;

/** What the page of an album shows. */
export function albumPageModel(state: AlbumState, thumbnailOf: ThumbnailOf): AlbumPageModel {
  return {
    title: state.title,
    items: sorted(state.items.all()).map((entry) => pageItem(state.slug, entry, thumbnailOf(entry))),
  };
}

/** What the first page shows of an album. */
export function albumCard(state: AlbumState, thumbnailOf: ThumbnailOf): AlbumCard {
  const entries = sorted(state.items.all());
  const videos = entries.filter((entry) => entry.type?.kind === 'video').length;
  const dates = entries.flatMap((entry) => entry.capture.capturedAt ?? []);
  const [first, last] = [dates[0], dates.at(-1)];
  return {
    title: state.title,
    address: `${ALBUMS}/${addressOf(state.slug)}/index.html`,
    counts: { photos: entries.length - videos, videos },
    range: first === undefined || last === undefined ? undefined : [first, last],
    ...coverOf(state.slug, entries, thumbnailOf),
  };
}

/** The newest album first; those without a date after them, by title. */
export function sortedCards(cards: readonly AlbumCard[]): readonly AlbumCard[] {
  const last = (card: AlbumCard) => card.range?.[1] ?? '';
  return cards.toSorted(
    (a, b) => compare(last(b), last(a)) || compare(a.title, b.title) || compare(a.address, b.address),
  );
}

function pageItem(slug: string, entry: Entry, thumbnail: string | undefined): PageItem {
  const address = addressOf(entry.path);
  const isShown = SHOWN_BY_BROWSERS.test(entry.type?.mime ?? '');
  const fromThumbs = thumbnail === undefined ? undefined : `../../${THUMBS}/${addressOf(slug)}/${thumbnail}`;
  return {
    name: entry.name,
    address,
    kind: entry.type?.kind === 'video' ? 'video' : isShown ? 'photo' : 'file',
    picture: fromThumbs ?? (isShown ? address : undefined),
    width: entry.width,
    height: entry.height,
    caption: entry.capture.caption,
    capturedAt: entry.capture.capturedAt,
    size: entry.file.size,
    format: formatOf(entry),
    tagged: entry.tagged === true,
  };
}

function coverOf(slug: string, entries: readonly Entry[], thumbnailOf: ThumbnailOf): Pick<AlbumCard, 'cover'> {
  for (const entry of entries) {
    const thumbnail = thumbnailOf(entry);
    const { width, height } = entry;
    if (thumbnail !== undefined) {
      return { cover: { picture: `${THUMBS}/${addressOf(slug)}/${thumbnail}`, width, height } };
    }
    if (SHOWN_BY_BROWSERS.test(entry.type?.mime ?? '')) {
      return { cover: { picture: `${ALBUMS}/${addressOf(slug)}/${addressOf(entry.path)}`, width, height } };
    }
  }
  return {};
}

/** What an item was, and what it is. */
export type Pair = readonly [before: Entry, now: Entry | undefined];

/**
 * The items of an album as they were before anything was done about it, with what they are now; undefined where there were not as
 * many, or nobody knows. Of those that are what they were some may be missing.
 */
export function pairsOf({ items, manifest, untouched }: AlbumState): readonly Pair[] | undefined {
  if (untouched) return untouched.replaced && [...untouched.replaced.values()].map(({ before, now }) => [before, now]);
  const { entries } = manifest ?? {};
  return entries?.length === items.size ? entries.map((entry) => [entry, items.at(entry.path)]) : undefined;
}

/** Whether the page of an album and its card, both without thumbnails, show the same of it as before. */
export function showsTheSame(
  slug: string,
  pairs: readonly Pair[],
  { sizeInWords }: Pick<PageWords, 'sizeInWords'>,
): boolean {
  const textOf = (entry: Entry) => {
    const { size, ...shown } = pageItem(slug, entry, undefined);
    return JSON.stringify([shown, size === undefined ? undefined : sizeInWords(size), entry.path]);
  };
  return pairs.every(([before, now]) => now === before || (now !== undefined && textOf(now) === textOf(before)));
}

/** By capture date, then those without one, each by name as a person counts: `IMG_9` before `IMG_10`. */
function sorted(entries: readonly Entry[]): readonly Entry[] {
  const date = (entry: Entry) => entry.capture.capturedAt ?? '~';
  return entries.toSorted(
    (a, b) => compare(date(a), date(b)) || byName().compare(a.name, b.name) || compare(a.path, b.path),
  );
}

const byName = once(() => new Intl.Collator('en', { numeric: true }));

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function formatOf(entry: Entry): string {
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(entry.name)?.[1];
  return (extension ?? entry.type?.mime.replace(/^.*\/(x-)?/u, '') ?? '').toUpperCase();
}
