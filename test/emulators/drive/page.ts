import { html, notFoundPage } from '../http/answers.ts';
import { escaped, pageHtml } from '../http/page.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import type { Drive } from './drive.ts';
import { makeThumbnail } from './store/media.ts';
import { FOLDER, type StoredFile } from './store/model.ts';

/** What a person sees in a browser: everything at `/`, and one folder or file where `webViewLink` leads. */
export function pageRoutes(drive: Drive, shown: readonly string[]): readonly Route[] {
  const { store } = drive;
  const one = (call: Call): StoredFile | undefined => store.get(call.params['fileId'] ?? call.query.get('id') ?? '');
  const all = (): Answer => {
    const accounts = [...new Set([...shown, ...store.all().map(({ owner }) => owner)])];
    const text = accounts.map((account) => accountHtml(drive, account)).join('\n');
    return html(pageHtml('Google Drive (emulator)', text || '<p>No files yet.</p>'));
  };
  const folder = (call: Call): Answer => {
    const found = one(call);
    return found ? html(pageHtml(found.name, folderHtml(drive, found, [found.name]))) : notFoundPage(call.url.pathname);
  };
  const file = (call: Call): Answer => {
    const found = one(call);
    return found ? html(pageHtml(found.name, fileHtml(found))) : notFoundPage(call.url.pathname);
  };
  const thumbnail = async (call: Call): Promise<Answer> => {
    const bytes = one(call)?.revisions.at(-1)?.bytes;
    const picture = bytes && (await makeThumbnail(bytes, 400));
    return picture
      ? { status: 200, headers: { 'Content-Type': 'image/jpeg' }, body: picture }
      : notFoundPage(call.url.pathname);
  };
  return [
    { name: 'page', methods: ['GET'], path: '/', handle: all },
    { name: 'page.folder', methods: ['GET'], path: '/drive/folders/{fileId}', handle: folder },
    { name: 'page.file', methods: ['GET'], path: '/file/d/{fileId}/view', handle: file },
    { name: 'page.thumbnail', methods: ['GET'], path: '/file/d/{fileId}/thumbnail', handle: thumbnail },
    { name: 'page.download', methods: ['GET'], path: '/uc', handle: (call) => download(call, one(call)) },
  ];
}

function accountHtml(drive: Drive, account: string): string {
  const text = folderHtml(drive, drive.store.root(account), []);
  return `<section><h1>${escaped(account)}</h1>${text || '<p>No files yet.</p>'}</section>`;
}

/** A folder under its path, and after it those in it. */
function folderHtml(drive: Drive, folder: StoredFile, path: readonly string[]): string {
  const children = drive.store
    .children(folder.id)
    .filter(({ trashedMs }) => trashedMs === undefined)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const files = children.filter(({ mimeType }) => mimeType !== FOLDER);
  const below = children
    .filter(({ mimeType }) => mimeType === FOLDER)
    .map((child) => folderHtml(drive, child, [...path, child.name]));
  const title =
    path.length === 0 ? '' : `<h2><a href="/drive/folders/${folder.id}">${path.map(escaped).join(' › ')}</a></h2>`;
  const figures = files.length === 0 ? '' : `<div>${files.map(fileHtml).join('\n')}</div>`;
  return [title, figures, ...below].join('\n').trim();
}

function fileHtml({ id, name, description, revisions }: StoredFile): string {
  const hasPicture = revisions.at(-1)?.media !== undefined;
  const picture = hasPicture ? `<img src="/file/d/${id}/thumbnail" alt="" loading="lazy">` : '<b>▢</b>';
  const caption = description === undefined ? '' : `<br><small>${escaped(description)}</small>`;
  return `<figure><a href="/uc?id=${id}">${picture}</a><figcaption>${escaped(name)}${caption}</figcaption></figure>`;
}

/** Always to be saved: a page or drawing that somebody uploaded is not to run here. */
function download(call: Call, file: StoredFile | undefined): Answer {
  const bytes = file?.revisions.at(-1)?.bytes;
  if (!file || !bytes) return notFoundPage(call.url.pathname);
  const name = encodeURIComponent(file.name);
  const headers = {
    'Content-Type': 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
  };
  return { status: 200, headers, body: bytes };
}
