import { html, notFoundPage } from '../http/answers.ts';
import { escaped, pageHtml } from '../http/page.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import type { StoredItem } from './model.ts';
import type { Photos } from './photos.ts';

/** What a person sees in a browser: everything at `/`, and one album or photo where `productUrl` leads. */
export function pageRoutes(photos: Photos, shown: readonly string[]): readonly Route[] {
  const { library } = photos;
  const all = (): Answer => {
    const accounts = [...new Set([...shown, ...library.accounts()])];
    const text = accounts.map((account) => accountHtml(photos, account)).join('\n');
    return html(pageHtml('Google Photos (emulator)', text || '<p>No photos yet.</p>'));
  };
  const album = (call: Call): Answer => {
    const found = library.anyAlbum(call.params['albumId'] ?? '');
    return found ? html(pageHtml(found.title, albumHtml(photos, found))) : notFoundPage(call.url.pathname);
  };
  const photo = (call: Call): Answer => {
    const found = library.anyItem(call.params['itemId'] ?? '');
    return found ? html(pageHtml(found.filename, itemHtml(found))) : notFoundPage(call.url.pathname);
  };
  const picture = (call: Call): Answer => {
    const found = library.anyItem(call.params['itemId'] ?? '');
    if (found?.facts.kind !== 'photo') return notFoundPage(call.url.pathname);
    return { status: 200, headers: { 'Content-Type': found.facts.mimeType }, body: found.bytes };
  };
  return [
    { name: 'page', methods: ['GET'], path: '/', handle: all },
    { name: 'page.album', methods: ['GET'], path: '/lr/album/{albumId}', handle: album },
    { name: 'page.photo', methods: ['GET'], path: '/lr/photo/{itemId}', handle: photo },
    { name: 'page.picture', methods: ['GET'], path: '/lr/picture/{itemId}', handle: picture },
  ];
}

function accountHtml(photos: Photos, account: string): string {
  const albums = photos.library.allAlbums(account);
  const inAlbums = new Set(albums.flatMap(({ entries }) => entries.map(({ id }) => id)));
  const others = photos.library.allItems(account).filter(({ id }) => !inAlbums.has(id));
  const rest = others.length === 0 ? '' : `<h2>In no album</h2>${figures(others)}`;
  const all = albums.map((album) => albumHtml(photos, album)).join('\n') + rest;
  return `<section><h1>${escaped(account)}</h1>${all || '<p>No photos yet.</p>'}</section>`;
}

function albumHtml(
  { library }: Photos,
  { id, title, entries }: { readonly id: string; readonly title: string; readonly entries: readonly { id: string }[] },
): string {
  const items = entries.flatMap((entry) => library.anyItem(entry.id) ?? []);
  return `<h2><a href="/lr/album/${id}">${escaped(title)}</a></h2>${figures(items)}`;
}

function figures(items: readonly StoredItem[]): string {
  return `<div>${items.map(itemHtml).join('\n')}</div>`;
}

function itemHtml({ id, filename, description, facts }: StoredItem): string {
  const picture = facts.kind === 'photo' ? `<img src="/lr/picture/${id}" alt="" loading="lazy">` : '<b>▶</b>';
  const caption = description === '' ? '' : `<br><small>${escaped(description)}</small>`;
  return `<figure><a href="/lr/photo/${id}">${picture}</a><figcaption>${escaped(filename)}${caption}</figcaption></figure>`;
}
