import { ICONS } from './icons.ts';
import { markup, type Html } from './markup.ts';
import type { AlbumCard, AssetAddresses } from './model.ts';
import { page } from './page.ts';
import type { PageWords } from './words.ts';

/** The first page of a gallery: a cover, the title, the number of photos and the days of each album. */
export function indexPage(cards: readonly AlbumCard[], assets: AssetAddresses, words: PageWords): string {
  return page({
    title: words.labels.albums,
    assets,
    language: words.language,
    body: markup`<header class="head">
<h1>${words.labels.albums}</h1>
<p class="facts">${summary(cards, words)}</p>
</header>
<main>
<ul class="albums" role="list">
${cards.map((each) => card(each, words))}</ul>
</main>`,
  });
}

function summary(cards: readonly AlbumCard[], words: PageWords): string {
  if (cards.length === 0) return words.labels.noAlbums;
  const photos = sum(cards, (each) => each.counts?.photos);
  const videos = sum(cards, (each) => each.counts?.videos);
  return `${words.counted('album', cards.length)} · ${words.countInWords(photos, videos)}`;
}

function card({ title, address, counts, range, cover }: AlbumCard, words: PageWords): Html {
  const facts = [
    counts && words.countInWords(counts.photos, counts.videos),
    range && words.shortRangeInWords(...range),
  ];
  const lines = facts.map((fact) => fact !== undefined && markup`<span class="facts">${fact}</span>`);
  return markup`<li><a class="album" href="${address}">
<span class="cover">${cover ? picture(cover) : ICONS.picture}</span>
<span class="name">${title}</span>${lines}
</a></li>
`;
}

function picture({ picture, width, height }: NonNullable<AlbumCard['cover']>): Html {
  const size = width && height ? markup` width="${width}" height="${height}"` : undefined;
  return markup`<img src="${picture}"${size} alt="" loading="lazy" decoding="async">`;
}

function sum(cards: readonly AlbumCard[], count: (card: AlbumCard) => number | undefined): number {
  return cards.reduce((total, each) => total + (count(each) ?? 0), 0);
}
