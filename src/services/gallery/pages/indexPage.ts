import { ICONS } from './icons.ts';
import { markup, type Html } from './markup.ts';
import type { AlbumCard, AssetAddresses } from './model.ts';
import { page } from './page.ts';
import { countInWords, shortRangeInWords } from './words.ts';

/** The first page of a gallery: a cover, the title, the number of photos and the days of each album. */
export function indexPage(cards: readonly AlbumCard[], assets: AssetAddresses): string {
  return page({
    title: 'Albums',
    assets,
    body: markup`<header class="head">
<h1>Albums</h1>
<p class="facts">${summary(cards)}</p>
</header>
<main>
<ul class="albums" role="list">
${cards.map(card)}</ul>
</main>`,
  });
}

function summary(cards: readonly AlbumCard[]): string {
  if (cards.length === 0) return 'No albums yet';
  const photos = sum(cards, (each) => each.counts?.photos);
  const videos = sum(cards, (each) => each.counts?.videos);
  return `${cards.length} ${cards.length === 1 ? 'album' : 'albums'} · ${countInWords(photos, videos)}`;
}

function card({ title, address, counts, range, cover }: AlbumCard): Html {
  const facts = [counts && countInWords(counts.photos, counts.videos), range && shortRangeInWords(...range)];
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
