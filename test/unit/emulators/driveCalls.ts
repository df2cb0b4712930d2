import type { TestContext } from 'node:test';
import { startDriveEmulator, type DriveEmulator, type DriveOptions } from '../../emulators/drive/startDriveEmulator.ts';

export const ANNA = 'anna@example.com';
export const BERT = 'bert@example.com';
export const APP = '4711-app.apps.googleusercontent.com';
export const FOLDER = 'application/vnd.google-apps.folder';
export const FILES = '/drive/v3/files';
export const UPLOAD = '/upload/drive/v3/files';

/** Somebody who talks to the emulator with `fetch` and knows nothing of it but Google's documentation. */
export interface Caller {
  readonly token: string;
  /** The status, and the body as JSON where it is JSON. */
  call(method: string, path: string, body?: unknown): Promise<Told>;
  /** Any request, signed in. */
  send(
    method: string,
    path: string,
    headers?: Readonly<Record<string, string>>,
    body?: Uint8Array | string,
  ): Promise<Response>;
  /** Creates with metadata only; gives the id. */
  make(metadata: Readonly<Record<string, unknown>>): Promise<string>;
  makeFolder(name: string, parent?: string): Promise<string>;
  /** Creates in one request of two parts. */
  upload(metadata: Readonly<Record<string, unknown>>, bytes: Uint8Array | string, query?: string): Promise<Told>;
}

export interface Told {
  readonly status: number;
  /** What is in it is checked by comparing text. */
  readonly body: Json;
  /** `403 userRateLimitExceeded: User Rate …`, or the status and the JSON without blanks. */
  readonly text: string;
}

export type Json = { readonly [name: string]: Json } & { readonly [index: number]: Json } & string & readonly Json[];

export async function startDrive(t: TestContext, options: DriveOptions = {}) {
  const emulator = await startDriveEmulator(options);
  t.after(() => emulator.close());
  return { emulator, anna: caller(emulator, {}) };
}

export function caller(
  emulator: DriveEmulator,
  who: { readonly account?: string; readonly clientId?: string; readonly scopes?: readonly string[] },
): Caller {
  const { account = ANNA, clientId = APP, scopes = ['drive.file'] } = who;
  const { token } = emulator.tokens.issue({ account, clientId, scopes: scopes.map(scope) });
  const send: Caller['send'] = (method, path, headers = {}, body) =>
    fetch(path.startsWith('http') ? path : `${emulator.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      ...(body !== undefined && { body: Buffer.from(body) }),
    });
  const call: Caller['call'] = async (method, path, body) =>
    told(
      await send(
        method,
        path,
        { 'Content-Type': 'application/json' },
        body === undefined ? undefined : JSON.stringify(body),
      ),
    );
  const make: Caller['make'] = async (metadata) => String((await call('POST', FILES, metadata)).body['id']);
  return {
    token,
    call,
    send,
    make,
    makeFolder: (name, parent) => make({ name, mimeType: FOLDER, ...(parent !== undefined && { parents: [parent] }) }),
    upload: async (metadata, bytes, query = '') => {
      const type = 'multipart/related; boundary=border';
      return told(
        await send(
          'POST',
          `${UPLOAD}?uploadType=multipart${query}`,
          { 'Content-Type': type },
          related(metadata, bytes),
        ),
      );
    },
  };
}

/** A body of two parts with the boundary `border`. */
export function related(metadata: unknown, bytes: Uint8Array | string, contentType = 'image/jpeg'): Buffer {
  const head = `--border\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n`;
  return Buffer.concat([
    Buffer.from(`${head}--border\r\nContent-Type: ${contentType}\r\n\r\n`),
    Buffer.from(bytes),
    Buffer.from('\r\n--border--\r\n'),
  ]);
}

/** An answer as a line of text. */
export async function told(answer: Response): Promise<Told> {
  const said = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
  const body = (isJson ? JSON.parse(said) : {}) as Json;
  const { error } = body;
  const line = error
    ? `${error['errors']?.[0]?.['reason'] ?? ''}: ${error['message'] ?? ''}`
    : isJson
      ? JSON.stringify(body)
      : said;
  return { status: answer.status, body, text: `${String(answer.status)} ${line}` };
}

/** Names of the files of a list, sorted, since a list is in no order. */
export function namesOf({ body, text }: Told): string {
  return body['files']
    ? body['files']
        .map((file) => String(file['name']))
        .sort()
        .join(',')
    : text;
}

function scope(name: string): string {
  return `https://www.googleapis.com/auth/${name}`;
}
