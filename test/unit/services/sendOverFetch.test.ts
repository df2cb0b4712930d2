import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { googleEndpoints } from '../../../src/services/google/endpoints.ts';
import type { Request } from '../../../src/services/http/send.ts';
import { sendOverFetch } from '../../../src/services/http/sendOverFetch.ts';
import { diskPieces } from '../../harness/diskPieces.ts';

const CALL = { method: 'POST', repeat: 'once', signal: new AbortController().signal } as const;

test('a body is streamed with its length, and the answer is read as JSON', async (t) => {
  const url = await serve(t, (request, response) => {
    let size = 0;
    request
      .on('data', (chunk: Buffer) => (size += chunk.length))
      .on('end', () => response.end(JSON.stringify({ size, length: request.headers['content-length'] })));
  });
  async function* stream() {
    for (let n = 0; n < 50; n++) yield new Uint8Array(1000);
  }
  const reply = await sendOverFetch({
    ...CALL,
    url,
    body: { kind: 'bytes', type: 'image/jpeg', size: 50_000, stream },
  });
  assert.ok(reply.ok);
  assert.deepEqual(await reply.value.json(), {
    ok: true,
    value: { size: 50_000, length: '50000' },
  });
});

test('a body arrives whole although each piece is in the memory of the one before', async (t) => {
  const bytes = randomBytes(8 * 1024 ** 2);
  const parts: Buffer[] = [];
  const url = await serve(t, (request, response) => {
    request.on('data', (chunk: Buffer) => parts.push(chunk)).on('end', () => response.end('{}'));
  });
  const stream = () => diskPieces(bytes, 1024 ** 2);
  const body = { kind: 'bytes', type: 'image/jpeg', size: bytes.length, stream } as const;
  assert.ok((await sendOverFetch({ ...CALL, url, body })).ok);
  assert.ok(Buffer.concat(parts).equals(bytes));
});

test('a long video is not kept in memory while it is sent', async (t) => {
  const url = await serve(t, (request, response) => request.resume().on('end', () => response.end('{}')));
  const piece = new Uint8Array(1024 ** 2);
  const pieces = 96;
  let held = 0;
  async function* stream() {
    for (let n = 0; n < pieces; n++) yield piece;
    collectGarbage();
    held = process.memoryUsage().arrayBuffers;
  }
  const before = process.memoryUsage().arrayBuffers;
  const body = { kind: 'bytes', type: 'video/mp4', size: pieces * piece.length, stream } as const;
  assert.ok((await sendOverFetch({ ...CALL, url, body })).ok);
  const kept = (held - before) / piece.length;
  assert.ok(kept < pieces / 2, `${Math.round(kept)} of ${pieces} pieces are still in memory`);
});

test('bytes in memory are sent in pieces, none of which is a copy', async (t) => {
  const parts = [Buffer.from('head'), randomBytes(2.5 * 1024 ** 2), Buffer.from('tail')];
  const pieces: Uint8Array[] = [];
  const url = 'http://127.0.0.1/';
  let length: string | null = null;
  t.mock.method(globalThis, 'fetch', async (_: string, init: RequestInit) => {
    length = new Headers(init.headers).get('content-length');
    for await (const piece of init.body as ReadableStream<Uint8Array>) pieces.push(piece);
    return new Response('{}');
  });
  assert.ok((await sendOverFetch({ ...CALL, url, body: { kind: 'memory', type: 'image/jpeg', parts } })).ok);
  assert.deepEqual([Buffer.concat(pieces).equals(Buffer.concat(parts)), length], [true, '2621448']);
  const memories = new Set(parts.map(({ buffer }) => buffer));
  assert.deepEqual(
    pieces.map((piece) => [piece.length, memories.has(piece.buffer as ArrayBuffer)]),
    [4, 1024 ** 2, 1024 ** 2, 512 * 1024, 4].map((size) => [size, true]),
  );
});

test('308 to a body that was to be the last one says that nobody knows how much of it has arrived', async (t) => {
  const url = await serve(t, (request, response) =>
    request.resume().on('end', () => response.writeHead(308, { Range: 'bytes=0-1' }).end()),
  );
  async function* stream() {
    yield new Uint8Array(9);
  }
  const reply = await sendOverFetch({ ...CALL, url, body: { kind: 'bytes', type: 'video/mp4', size: 9, stream } });
  assert.equal(reply.ok ? 'ok' : reply.problem.code, 'E_UNREACHABLE');
});

const ANSWERS: readonly (readonly [string, RequestListener, string])[] = [
  ['HTML', (_, response) => response.end('<!doctype html>'), 'E_SERVICE_ANSWER'],
  [
    'a redirect',
    (_, response) => response.writeHead(302, { Location: 'https://example.org/' }).end(),
    'E_SERVICE_ANSWER',
  ],
  ['half an answer', (_, response) => halfAnswer(response), 'E_UNREACHABLE'],
  ['a cut connection', (request) => request.socket.destroy(), 'E_UNREACHABLE'],
  ['more than anybody asked for', (_, response) => endless(response), 'E_SERVICE_ANSWER'],
];

for (const [what, listener, code] of ANSWERS) {
  test(`${what} for an answer is ${code}`, async (t) => {
    const reply = await sendOverFetch({ ...CALL, url: await serve(t, listener) });
    const read = reply.ok ? await reply.value.json() : reply;
    assert.equal(read.ok ? 'ok' : read.problem.code, code);
  });
}

test('308 without an address is an answer like any other', async (t) => {
  const url = await serve(t, (_, response) => response.writeHead(308, { Range: 'bytes=0-41' }).end());
  const reply = await sendOverFetch({ ...CALL, url });
  assert.ok(reply.ok);
  assert.deepEqual([reply.value.status, reply.value.headers.get('range')], [308, 'bytes=0-41']);
});

test('what the source of the bytes throws is not the fault of the network', async (t) => {
  const url = await serve(t, (request) => request.resume());
  const broken = new Error('EIO');
  // eslint-disable-next-line require-yield -- the first read fails
  async function* stream(): AsyncGenerator<Uint8Array> {
    throw broken;
  }
  const request: Request = { ...CALL, url, body: { kind: 'bytes', type: 'image/jpeg', size: 9, stream } };
  await assert.rejects(sendOverFetch(request), broken);
});

test('a cancel ends a request that waits', async (t) => {
  const controller = new AbortController();
  const url = await serve(t, () => controller.abort());
  const reply = await sendOverFetch({ ...CALL, url, signal: controller.signal });
  assert.equal(reply.ok ? 'ok' : reply.problem.code, 'E_CANCELLED');
});

const ADDRESSES: readonly (readonly [string, string])[] = [
  ['http://127.0.0.1:4567', 'http://127.0.0.1:4567'],
  ['http://localhost:4567/', 'http://localhost:4567'],
  ['http://[::1]:4567', 'http://[::1]:4567'],
  ['', 'https://www.googleapis.com'],
  ['http://127.0.0.1.example.org', 'E_ENDPOINT'],
  ['http://user@127.0.0.1:1', 'E_ENDPOINT'],
  ['http://127.0.0.1:1/path', 'E_ENDPOINT'],
  ['https://example.org', 'E_ENDPOINT'],
  ['http://0.0.0.0:80', 'E_ENDPOINT'],
  ['file:///etc', 'E_ENDPOINT'],
  ['nonsense', 'E_ENDPOINT'],
];

for (const [address, expected] of ADDRESSES) {
  test(`the address “${address}” of an emulator is ${expected}`, () => {
    const endpoints = googleEndpoints({ ALBUM_SYNC_GOOGLE_DRIVE_URL: address });
    assert.equal(endpoints.ok ? endpoints.value.drive : endpoints.problem.code, expected);
  });
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
}

function halfAnswer(response: Parameters<RequestListener>[1]): void {
  response.writeHead(200, { 'Content-Length': '100' });
  response.write('{"a":', () => response.destroy());
}

function endless(response: Parameters<RequestListener>[1]): void {
  const block = Buffer.alloc(1 << 20, ' ');
  const more = () => {
    if (!response.destroyed) response.write(block, more);
  };
  more();
}
