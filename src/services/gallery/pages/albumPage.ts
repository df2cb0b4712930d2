import { groupByDate, type Group } from './groups.ts';
import { ICONS } from './icons.ts';
import { markup, type Html } from './markup.ts';
import type { AlbumPageModel, AssetAddresses, PageItem } from './model.ts';
import { page } from './page.ts';
import { tile } from './tile.ts';
import { viewer } from './viewer.ts';
import { countInWords, rangeInWords } from './words.ts';

/** The page of one album: its tiles in the order of their dates, and the view of a single photo. */
export function albumPage(album: AlbumPageModel, assets: AssetAddresses): string {
  return page({
    title: album.title,
    assets,
    body: markup`<header class="head">
<nav><a class="up" href="../../index.html">${ICONS.back}Albums</a></nav>
<h1>${album.title}</h1>
<p class="facts">${factsOf(album.items)}</p>
</header>
<main>
${groupByDate(album.items).map(section)}</main>
${viewer()}`,
  });
}

function section(group: Group): Html {
  return markup`<section class="by-${group.kind}">
${group.kind !== 'none' && markup`<h2>${group.heading}</h2>\n`}<ul class="tiles" role="list">
${group.items.map((item) => tile(item, group.kind))}</ul>
</section>
`;
}

/** `40 photos · 12 – 14 May 2024 · 2 marked` */
function factsOf(items: readonly PageItem[]): string {
  const videos = items.filter((item) => item.kind === 'video').length;
  const marked = items.filter((item) => item.tagged).length;
  const dates = items.flatMap((item) => item.capturedAt ?? []);
  const [first, last] = [dates[0], dates.at(-1)];
  return [
    countInWords(items.length - videos, videos),
    ...(first !== undefined && last !== undefined ? [rangeInWords(first, last)] : []),
    ...(marked > 0 ? [`${marked} marked`] : []),
  ].join(' · ');
}
