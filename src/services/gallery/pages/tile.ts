import type { Group } from './groups.ts';
import { ICONS } from './icons.ts';
import { markup, type Html } from './markup.ts';
import type { PageItem } from './model.ts';
import { shapeClass } from './shapes.ts';
import { dateUnder, momentInWords, sizeInWords } from './words.ts';

/** A photo, video or file of an album. Without a script it is a link to the original. */
export function tile(item: PageItem, heading: Group['kind']): Html {
  const { name, address, kind, size, width, height } = item;
  const more = [kind === 'file' && markup` download`, size !== undefined && markup` data-size="${sizeInWords(size)}"`];
  return markup`<li class="${shapeClass(width, height)}"><a class="tile" href="${address}" id="${anchorOf(name)}" data-kind="${kind}"${more}>${content(item)}${flag(item)}${words(item, heading)}</a></li>
`;
}

/** What follows `#` in the address of the page that opens this item; it cannot be the id of anything else. */
export function anchorOf(name: string): string {
  return `/${name}`;
}

function content({ kind, name, address, picture, width, height, caption, format }: PageItem): Html {
  if (kind === 'video') {
    return markup`<video src="${address}#t=0.1" preload="none" muted playsinline tabindex="-1" aria-label="Video ${lastPart(name)}"></video><span class="badge">${ICONS.play}</span>`;
  }
  if (picture === undefined) {
    return markup`<span class="plain">${ICONS.file}<b>${format}</b><span>${lastPart(name)}</span></span>`;
  }
  const size = width && height ? markup` width="${width}" height="${height}"` : undefined;
  // A caption stands beside the picture, so a reader hears it there.
  return markup`<img src="${picture}"${size} alt="${caption === undefined ? lastPart(name) : ''}" loading="lazy" decoding="async">`;
}

function flag({ tagged }: PageItem): Html | false {
  return tagged && markup`<span class="flag">${ICONS.flag}<span class="unseen">Marked</span></span>`;
}

/** The caption, and as much of the date as the heading leaves open; the script takes the whole date from the title. */
function words({ caption, capturedAt }: PageItem, heading: Group['kind']): Html | undefined {
  if (caption === undefined && capturedAt === undefined) return undefined;
  return markup`<span class="words">${[
    caption !== undefined && markup`<span class="caption">${caption}</span>`,
    capturedAt !== undefined &&
      markup`<time datetime="${capturedAt}" title="${momentInWords(capturedAt)}">${dateUnder(heading, capturedAt)}</time>`,
  ]}</span>`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
