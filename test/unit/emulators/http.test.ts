import assert from 'node:assert/strict';
import test from 'node:test';
import { json, text } from '../../emulators/http/answers.ts';
import type { Fault } from '../../emulators/http/faults.ts';
import type { Route } from '../../emulators/http/route.ts';
import { startServer } from '../../emulators/http/startServer.ts';

const ROUTES: readonly Route[] = [
  {
    name: 'albums.add',
    methods: ['POST'],
    path: '/v1/albums/{albumId}:add',
    handle: async (call) => json({ album: call.params['albumId'], bytes: (await call.body.all()).length }),
  },
  {
    name: 'albums.download',
    methods: ['GET'],
    path: '/v1/albums/{albumId}',
    query: { alt: 'media' },
    handle: () => text('bytes'),
  },
  { name: 'albums.get', methods: ['GET', 'HEAD'], path: '/v1/albums/{albumId}', handle: (call) => json(call.params) },
  { name: 'pages', methods: ['GET'], path: '/pages/{+rest}', handle: (call) => text(call.params['rest'] ?? '') },
];

test('an address finds its route, and anything else is answered in HTML', async (t) => {
  const server = await startServer({ routes: ROUTES });
  t.after(() => server.close());
  const told: string[] = [];
  for (const [method, path] of [
    ['POST', '/v1/albums/a1:add'],
    ['GET', '/v1/albums/a%20b'],
    ['GET', '/v1/albums/a1?alt=media'],
    ['GET', '/v1/albums/a1?alt=json'],
    ['GET', '/v1/albums/a1:add'],
    ['GET', '/pages/one/two.html'],
    ['DELETE', '/v1/albums/a1'],
    ['GET', '//evil.example/x'],
  ] as const) {
    const answer = await fetch(`${server.url}${path}`, { method });
    const body = (await answer.text()).replaceAll(/\s+/g, ' ').slice(0, 40);
    told.push(
      `${method} ${path} -> ${String(answer.status)} ${answer.headers.get('content-type') ?? ''} ${body.trim()}`,
    );
  }
  assert.deepEqual(told, [
    'POST /v1/albums/a1:add -> 200 application/json; charset=UTF-8 { "album": "a1", "bytes": 0 }',
    'GET /v1/albums/a%20b -> 200 application/json; charset=UTF-8 { "albumId": "a b" }',
    'GET /v1/albums/a1?alt=media -> 200 text/plain; charset=utf-8 bytes',
    'GET /v1/albums/a1?alt=json -> 200 application/json; charset=UTF-8 { "albumId": "a1" }',
    'GET /v1/albums/a1:add -> 404 text/html; charset=UTF-8 <!DOCTYPE html> <html lang=en> <meta cha',
    'GET /pages/one/two.html -> 200 text/plain; charset=utf-8 one/two.html',
    'DELETE /v1/albums/a1 -> 404 text/html; charset=UTF-8 <!DOCTYPE html> <html lang=en> <meta cha',
    'GET //evil.example/x -> 404 text/html; charset=UTF-8 <!DOCTYPE html> <html lang=en> <meta cha',
  ]);
});

test('the log has a line for each request, and no secret', async (t) => {
  const server = await startServer({ routes: ROUTES });
  t.after(() => server.close());
  await fetch(`${server.url}/v1/albums/a1?access_token=ya29.secret&fields=id`);
  await fetch(`${server.url}/v1/albums/a1:add`, { method: 'POST', body: 'four' });
  assert.equal(server.log.text(), 'GET /v1/albums/a1?access_token=***&fields=id 200\nPOST /v1/albums/a1:add 200');
  assert.equal(server.log.of('albums.add')[0]?.requestBytes, 4);
});

const FAULTS: readonly { name: string; fault: Fault; client: string; log: string }[] = [
  { name: 'an answer instead', fault: { kind: 'answer', answer: text('no', 503) }, client: '503 no', log: '503 of 0' },
  { name: 'the answer lost', fault: { kind: 'answerLost' }, client: 'no answer', log: 'cut of 8' },
  { name: 'the request cut', fault: { kind: 'requestCut', afterBytes: 3 }, client: 'no answer', log: 'cut of 3' },
  { name: 'the answer cut', fault: { kind: 'answerCut', afterBytes: 5 }, client: '200, broken', log: '200 of 8' },
  { name: 'truncated', fault: { kind: 'truncated', toBytes: 1 }, client: '200 {', log: '200 of 8' },
  { name: 'slow', fault: { kind: 'slow', ms: 1 }, client: '200 {"album":"a1","bytes":8}', log: '200 of 8' },
  {
    name: 'held',
    fault: { kind: 'held', until: Promise.resolve() },
    client: '200 {"album":"a1","bytes":8}',
    log: '200 of 8',
  },
  {
    name: 'changed JSON',
    fault: { kind: 'changedJson', change: (body) => ({ ...(body as object), bytes: 'many' }) },
    client: '200 {"album":"a1","bytes":"many"}',
    log: '200 of 8',
  },
  {
    name: 'a huge answer',
    fault: { kind: 'huge', bytes: 70_000, contentType: 'text/plain' },
    client: '200 70000 blanks',
    log: '200 of 8',
  },
];

for (const { name, fault, client, log } of FAULTS) {
  test(`fault: ${name}`, async (t) => {
    const server = await startServer({ routes: ROUTES });
    t.after(() => server.close());
    server.faults.order({ route: 'albums.add', fault });
    assert.equal(await told(`${server.url}/v1/albums/a1:add`), client);
    const [entry] = server.log.entries;
    assert.equal(`${entry?.status ?? 'cut'} of ${entry?.requestBytes ?? ''}`, log);
    assert.equal(await told(`${server.url}/v1/albums/a1:add`), '200 {"album":"a1","bytes":8}', 'it strikes once');
  });
}

test('a fault can let calls pass, strike several, and belong to one route', async (t) => {
  const server = await startServer({ routes: ROUTES });
  t.after(() => server.close());
  server.faults.order({ route: 'pages', fault: { kind: 'answer', answer: text('down', 500) }, after: 1, times: 2 });
  const statuses: number[] = [];
  for (const path of ['/pages/1', '/v1/albums/1', '/pages/2', '/pages/3', '/pages/4'])
    statuses.push((await fetch(`${server.url}${path}`)).status);
  assert.deepEqual(statuses, [200, 200, 500, 500, 200]);
});

/** What a client that knows nothing of the emulator sees. */
async function told(address: string): Promise<string> {
  const answer = await fetch(address, { method: 'POST', body: '12345678' }).catch(() => undefined);
  if (!answer) return 'no answer';
  const body = await answer.text().catch(() => undefined);
  if (body === undefined) return `${String(answer.status)}, broken`;
  const short = body.trim() === '' ? `${String(body.length)} blanks` : body.replaceAll(/\s+/g, '');
  return `${String(answer.status)} ${short}`;
}
