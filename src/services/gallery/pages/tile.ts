import type { Group } from './groups.ts';
import { ICONS } from './icons.ts';
import type { Labels } from './labels.ts';
import { markup, type Html } from './markup.ts';
import type { PageItem } from './model.ts';
import { shapeClass } from './shapes.ts';
import type { PageWords } from './words.ts';

/** A photo, video or file of an album. Without a script it is a link to the original. */
export function tile(item: PageItem, heading: Group['kind'], words: PageWords): Html {
  const { name, address, kind, size, width, height } = item;
  const more = [
    kind === 'file' && markup` download`,
    size !== undefined && markup` data-size="${words.sizeInWords(size)}"`,
  ];
  return markup`<li class="${shapeClass(width, height)}"><a class="tile" href="${address}" id="${anchorOf(name)}" data-kind="${kind}"${more}>${content(item, words.labels)}${flag(item, words.labels)}${legend(item, heading, words)}</a></li>
`;
}

/** What follows `#` in the address of the page that opens this item; it cannot be the id of anything else. */
export function anchorOf(name: string): string {
  return `/${name}`;
}

function content({ kind, name, address, picture, width, height, caption, format }: PageItem, labels: Labels): Html {
  if (kind === 'video') {
    return markup`<video src="${address}#t=0.1" preload="none" muted playsinline tabindex="-1" aria-label="Video ${lastPart(name)}"></video><span class="badge">${ICONS.play}</span>`;
  }
  if (picture === undefined) {
    return markup`<span class="plain">${ICONS.file}<b>${format === '' ? labels.file : format}</b><span>${lastPart(name)}</span></span>`;
  }
  const size = width && height ? markup` width="${width}" height="${height}"` : undefined;
  // A caption stands beside the picture, so a reader hears it there.
  return markup`<img src="${picture}"${size} alt="${caption === undefined ? lastPart(name) : ''}" loading="lazy" decoding="async">`;
}

function flag({ tagged }: PageItem, labels: Labels): Html | false {
  return tagged && markup`<span class="flag">${ICONS.flag}<span class="unseen">${labels.marked}</span></span>`;
}

/** The caption, and as much of the date as the heading leaves open; the script takes the whole date from the title. */
function legend({ caption, capturedAt }: PageItem, heading: Group['kind'], words: PageWords): Html | undefined {
  if (caption === undefined && capturedAt === undefined) return undefined;
  return markup`<span class="words">${[
    caption !== undefined && markup`<span class="caption">${caption}</span>`,
    capturedAt !== undefined &&
      markup`<time datetime="${capturedAt}" title="${words.momentInWords(capturedAt)}">${words.dateUnder(heading, capturedAt)}</time>`,
  ]}</span>`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
