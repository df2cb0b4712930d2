import { html, notFoundPage } from '../http/answers.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import type { StoredItem } from './model.ts';
import type { Photos } from './photos.ts';

/** What a person sees in a browser: everything at `/`, and one album or photo where `productUrl` leads. */
export function pageRoutes(photos: Photos, shown: readonly string[]): readonly Route[] {
  const { library } = photos;
  const all = (): Answer => {
    const accounts = [...new Set([...shown, ...library.accounts()])];
    return html(page('Google Photos (emulator)', accounts.map((account) => accountHtml(photos, account)).join('\n')));
  };
  const album = (call: Call): Answer => {
    const found = library.anyAlbum(call.params['albumId'] ?? '');
    return found ? html(page(found.title, albumHtml(photos, found))) : notFoundPage(call.url.pathname);
  };
  const photo = (call: Call): Answer => {
    const found = library.anyItem(call.params['itemId'] ?? '');
    return found ? html(page(found.filename, itemHtml(found))) : notFoundPage(call.url.pathname);
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

function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <style>
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
      body { margin: 1rem 2rem; overflow-wrap: anywhere; }
      div { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; width: 12rem; }
      img { width: 100%; height: 9rem; object-fit: cover; }
    </style>
  </head>
  <body>
    ${body || '<p>No photos yet.</p>'}
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
