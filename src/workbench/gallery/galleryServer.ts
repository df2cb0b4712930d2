import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Shows gallery folders to a browser that cannot open files of this machine: read-only, on the loopback interface, below
 * an address that nobody can guess, since other users of this machine reach the port too.
 */
export interface GalleryServer {
  /** The address of a folder, with `/` at its end. Starts the server when it is first asked for. */
  addressOf(folder: string): Promise<string>;
  close(): void;
}

export function galleryServer(): GalleryServer {
  const folders = new Map<string, string>();
  let started: Promise<Server> | undefined;
  const start = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((request, response) => {
        void answer(request, response, folders);
      });
      server.on('error', reject).listen(0, '127.0.0.1', () => resolve(server));
    });
  return {
    async addressOf(folder) {
      started ??= start();
      const { port } = (await started).address() as AddressInfo;
      const known = [...folders].find(([, served]) => served === folder)?.[0];
      const token = known ?? randomBytes(18).toString('base64url');
      folders.set(token, folder);
      return `http://127.0.0.1:${String(port)}/${token}/`;
    },
    close() {
      void started?.then((server) => {
        server.close();
        server.closeAllConnections();
      });
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folders: ReadonlyMap<string, string>,
): Promise<void> {
  const refuse = (status: number): void => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end();
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  try {
    const file = await fileOf(request.url ?? '/', folders);
    if (file === undefined) return refuse(404);
    const part = partOf(request.headers.range, file.size);
    if (part === 'outside') return refuse(416);
    const { start, end } = part ?? { start: 0, end: Math.max(0, file.size - 1) };
    response.writeHead(part === undefined ? 200 : 206, {
      'content-type': CONTENT_TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
      'content-length': file.size === 0 ? 0 : end - start + 1,
      ...(part === undefined ? {} : { 'content-range': `bytes ${String(start)}-${String(end)}/${String(file.size)}` }),
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file.path, { start, end }), response);
  } catch {
    // The browser went away or the file cannot be read; either way there is nobody to tell.
    if (response.headersSent) response.destroy();
    else refuse(404);
  }
}

/**
 * The one part of a file that a browser asks for when somebody jumps in a video (RFC 9110, section 14). Undefined for the
 * whole file, which may be the answer to any other wish.
 */
function partOf(range: string | undefined, size: number): { start: number; end: number } | 'outside' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? 'outside' : { start, end };
}

/** The regular file that an address means; undefined when there is none, or when it is not inside the folder. */
async function fileOf(
  url: string,
  folders: ReadonlyMap<string, string>,
): Promise<{ readonly path: string; readonly size: number } | undefined> {
  const [, token = '', ...parts] = url.split(/[?#]/, 1).join('').split('/').map(decodeURIComponent);
  const folder = folders.get(token);
  // No page of the gallery asks for a part with a separator in it, for `..`, or for what is hidden, such as `.trash`.
  if (folder === undefined || parts.some((part) => part.startsWith('.') || /[/\\\0]/.test(part))) return undefined;
  const root = await realpath(folder);
  const asked = join(root, ...parts, ...(parts.at(-1) === '' || parts.length === 0 ? ['index.html'] : []));
  const path = await realpath(asked);
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
  const found = await stat(path);
  return found.isFile() ? { path, size: found.size } : undefined;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.heic': 'image/heic',
  '.heif': 'image/heif',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.bmp': 'image/bmp',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
};
