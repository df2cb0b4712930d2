import { groupByDate, type Group } from './groups.ts';
import { ICONS } from './icons.ts';
import { markup, type Html } from './markup.ts';
import type { AlbumPageModel, AssetAddresses, PageItem } from './model.ts';
import { page } from './page.ts';
import { tile } from './tile.ts';
import { viewer } from './viewer.ts';
import type { PageWords } from './words.ts';

/** The page of one album: its tiles in the order of their dates, and the view of a single photo. */
export function albumPage(album: AlbumPageModel, assets: AssetAddresses, words: PageWords): string {
  return page({
    title: album.title,
    assets,
    language: words.language,
    body: markup`<header class="head">
<nav><a class="up" href="../../index.html">${ICONS.back}${words.labels.albums}</a></nav>
<h1>${album.title}</h1>
<p class="facts">${factsOf(album.items, words)}</p>
</header>
<main>
${groupByDate(album.items, words).map((group) => section(group, words))}</main>
${viewer(words.labels)}`,
  });
}

function section(group: Group, words: PageWords): Html {
  return markup`<section class="by-${group.kind}">
${group.kind !== 'none' && markup`<h2>${group.heading}</h2>\n`}<ul class="tiles" role="list">
${group.items.map((item) => tile(item, group.kind, words))}</ul>
</section>
`;
}

/** `40 photos · 12 – 14 May 2024 · 2 marked` */
function factsOf(items: readonly PageItem[], words: PageWords): string {
  const videos = items.filter((item) => item.kind === 'video').length;
  const marked = items.filter((item) => item.tagged).length;
  const dates = items.flatMap((item) => item.capturedAt ?? []);
  const [first, last] = [dates[0], dates.at(-1)];
  return [
    words.countInWords(items.length - videos, videos),
    ...(first !== undefined && last !== undefined ? [words.rangeInWords(first, last)] : []),
    ...(marked > 0 ? [`${marked} ${words.labels.marked}`] : []),
  ].join(' · ');
}
