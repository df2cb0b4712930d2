import type { TestContext } from 'node:test';
import {
  startPhotosEmulator,
  type PhotosEmulator,
  type PhotosOptions,
} from '../../emulators/photos/startPhotosEmulator.ts';

export const ANNA = 'anna@example.com';
export const APP = '4711-app.apps.googleusercontent.com';
export const APPEND = scope('appendonly');
export const READ = scope('readonly.appcreateddata');
export const EDIT = scope('edit.appcreateddata');

/** Somebody who talks to the emulator with `fetch` and knows nothing of it but Google's documentation. */
export interface Caller {
  readonly token: string;
  /** The status, and the body as JSON where it is JSON. */
  call(method: string, path: string, body?: unknown): Promise<Told>;
  post(path: string, body: Uint8Array | undefined, headers: Readonly<Record<string, string>>): Promise<Response>;
  /** Uploads raw; gives the upload token. */
  upload(bytes: Uint8Array, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** Uploads and creates; gives the id of the item. */
  create(bytes: Uint8Array, fileName: string, albumId?: string): Promise<string>;
  createAlbum(title: string): Promise<string>;
}

export interface Told {
  readonly status: number;
  /** What is in it is checked by comparing text. */
  readonly body: Json;
  /** `400 INVALID_ARGUMENT: Request contains …`, or the status and the JSON without blanks. */
  readonly text: string;
}

export type Json = { readonly [name: string]: Json } & { readonly [index: number]: Json } & string & readonly Json[];

export async function startPhotos(t: TestContext, options: PhotosOptions = {}) {
  const emulator = await startPhotosEmulator(options);
  t.after(() => emulator.close());
  return { emulator, anna: caller(emulator, {}) };
}

export function caller(
  emulator: PhotosEmulator,
  who: { readonly account?: string; readonly clientId?: string; readonly scopes?: readonly string[] },
): Caller {
  const { account = ANNA, clientId = APP, scopes = [APPEND, READ, EDIT] } = who;
  const { token } = emulator.tokens.issue({ account, clientId, scopes });
  const authorization = { Authorization: `Bearer ${token}` };
  const call = async (method: string, path: string, body?: unknown): Promise<Told> => {
    const answer = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { ...authorization, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return told(answer);
  };
  const post = (path: string, body: Uint8Array | undefined, headers: Readonly<Record<string, string>>) =>
    fetch(path.startsWith('http') ? path : `${emulator.url}${path}`, {
      method: 'POST',
      headers: { ...authorization, 'Content-Type': 'application/octet-stream', ...headers },
      ...(body && { body: Buffer.from(body) }),
    });
  const upload = async (bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
    (await post('/v1/uploads', bytes, { 'X-Goog-Upload-Protocol': 'raw', ...headers })).text();
  return {
    token,
    call,
    post,
    upload,
    create: async (bytes, fileName, albumId) => {
      const newMediaItems = [{ simpleMediaItem: { uploadToken: await upload(bytes), fileName } }];
      const { body } = await call('POST', '/v1/mediaItems:batchCreate', { albumId, newMediaItems });
      return String(body['newMediaItemResults']?.[0]?.['mediaItem']?.['id']);
    },
    createAlbum: async (title) => String((await call('POST', '/v1/albums', { album: { title } })).body['id']),
  };
}

/** An answer as a line of text. */
export async function told(answer: Response): Promise<Told> {
  const said = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
  const body = (isJson ? JSON.parse(said) : {}) as Json;
  const { error } = body;
  const line = error ? `${error['status'] ?? ''}: ${error['message'] ?? ''}` : isJson ? JSON.stringify(body) : said;
  return { status: answer.status, body, text: `${String(answer.status)} ${line}` };
}

/** The text with ids and addresses of this run replaced by words. */
export function named(text: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce((sum, [value, name]) => sum.replaceAll(value, name), text);
}

function scope(name: string): string {
  return `https://www.googleapis.com/auth/photoslibrary.${name}`;
}
