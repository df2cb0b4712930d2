import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail } from '../../../src/engine/result.ts';
import { googleError, html, json, redirect } from '../../emulators/http/answers.ts';
import type { Answer } from '../../emulators/http/route.ts';
import type { Fault, FaultOrder } from '../../emulators/http/faults.ts';
import { photosLibrary } from '../../harness/googlePhotos.ts';
import { reportText } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';

const FILES: LibrarySpec = { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' };
const IN_STEP = 'Trip\n  a.jpg\n  b.jpg\n  c.jpg';
const MANY = { times: Infinity } as const;

function refused(code: number, message: string, status = 'INVALID_ARGUMENT'): Fault {
  return { kind: 'answer', answer: googleError({ code, message, status }) };
}

function answered(answer: Answer): Fault {
  return { kind: 'answer', answer };
}

/** What goes wrong once and is got over in the same run, so that nobody notices. */
const PASSING: readonly (readonly [what: string, order: FaultOrder])[] = [
  ['the list of albums fails once', { route: 'albums.list', fault: refused(503, 'Unavailable', 'UNAVAILABLE') }],
  ['the album is made and the answer is lost', { route: 'albums.create', fault: { kind: 'answerLost' } }],
  ['the answer to the new album is no JSON', { route: 'albums.create', fault: { kind: 'truncated', toBytes: 9 } }],
  ['the bytes arrive and the answer is lost', { route: 'uploads', fault: { kind: 'answerLost' }, times: 2 }],
  ['an upload breaks in the middle', { route: 'uploads', fault: { kind: 'requestCut', afterBytes: 60 } }],
  ['the server fails to take bytes', { route: 'uploads', fault: refused(500, 'Internal error', 'INTERNAL') }],
  ['the answer to the batch is lost', { route: 'mediaItems.batchCreate', fault: { kind: 'answerLost' }, times: 2 }],
  ['the batch is refused for a while', { route: 'mediaItems.batchCreate', fault: refused(503, 'Unavailable') }],
  [
    'writes come too fast',
    { route: 'mediaItems.batchCreate', fault: refused(429, "Quota exceeded for quota 'concurrent write request'") },
  ],
  [
    'one item of the batch fails',
    { route: 'mediaItems.batchCreate', fault: { kind: 'special', name: 'failItems', value: 2 } },
  ],
  [
    'the token has run out',
    { route: 'uploads', fault: refused(401, 'Request had invalid authentication credentials.', 'UNAUTHENTICATED') },
  ],
];

for (const [what, order] of PASSING) {
  test(`nobody notices that ${what}`, async (t) => {
    const { anna, emulator, run } = await photosLibrary(t, FILES);
    emulator.faults.order(order);
    const report = await run();
    assert.deepEqual([report.totals.outcomes.done, report.problems], [3, []]);
    assert.equal(sorted(anna.albumsText()), IN_STEP);
    assert.equal(reportText(await run({ settings: { mode: 'syncUpload', allowDelete: 'remote' } })), '');
  });
}

/** What ends a run early: its problems, how much it sent, and that the next run completes it. */
const ENDING: readonly (readonly [what: string, order: FaultOrder, code: string, uploads: number])[] = [
  ['the network is gone', { route: '*', fault: { kind: 'answerLost' }, ...MANY }, 'E_UNREACHABLE', 0],
  [
    'the network is gone in the middle',
    { route: '*', fault: { kind: 'answerLost' }, ...MANY, after: 2 },
    'E_UNREACHABLE',
    12,
  ],
  [
    'no batch is answered',
    { route: 'mediaItems.batchCreate', fault: { kind: 'answerLost' }, ...MANY },
    'E_UNREACHABLE',
    3,
  ],
  [
    'the day is used up',
    { route: 'uploads', fault: refused(429, "limit 'All requests per day'"), ...MANY },
    'E_QUOTA',
    3,
  ],
  [
    'the batch finds the day used up',
    { route: 'mediaItems.batchCreate', fault: refused(429, "limit 'All requests per day'"), ...MANY },
    'E_QUOTA',
    3,
  ],
  [
    'a long pause is asked for',
    {
      route: 'uploads',
      fault: answered({
        ...googleError({ code: 429, message: 'Slow down', status: 'RESOURCE_EXHAUSTED' }),
        headers: { 'Content-Type': 'application/json', 'Retry-After': '3600' },
      }),
      ...MANY,
    },
    'E_RATE_LIMIT',
    3,
  ],
  [
    'there is no room',
    {
      route: 'mediaItems.batchCreate',
      fault: refused(400, "The remaining storage in the user's account is not enough"),
      ...MANY,
    },
    'E_STORAGE_FULL',
    3,
  ],
  [
    'the API is off',
    {
      route: '*',
      fault: refused(403, 'Photos Library API has not been used in project 1 before', 'PERMISSION_DENIED'),
      ...MANY,
    },
    'E_API_DISABLED',
    0,
  ],
  [
    'a scope is missing',
    {
      route: 'uploads',
      fault: refused(403, 'Request had insufficient authentication scopes.', 'PERMISSION_DENIED'),
      ...MANY,
    },
    'E_SCOPE_MISSING',
    3,
  ],
  [
    'every token is refused',
    { route: '*', fault: refused(401, 'Request had invalid authentication credentials.', 'UNAUTHENTICATED'), ...MANY },
    'E_SIGN_IN',
    0,
  ],
  [
    'a page of HTML comes',
    { route: 'albums.list', fault: answered(html('<h1>Welcome to the hotel</h1>')), ...MANY },
    'E_LIST_PARTIAL',
    0,
  ],
  [
    'another server is named',
    { route: '*', fault: answered(redirect('https://example.com/')), ...MANY },
    'E_LIST_PARTIAL',
    0,
  ],
  ['an upload gives no token', { route: 'uploads', fault: answered(html(' ')), ...MANY }, 'E_SERVICE_ANSWER', 3],
  [
    'no result has an id',
    { route: 'mediaItems.batchCreate', fault: { kind: 'changedJson', change: withoutIds }, ...MANY },
    'E_SERVICE_ANSWER',
    3,
  ],
  [
    'results are of nobody',
    { route: 'mediaItems.batchCreate', fault: answered(json({ newMediaItemResults: [{}, null, 7] })), ...MANY },
    'E_SERVICE_ANSWER',
    3,
  ],
];

for (const [what, order, code, uploads] of ENDING) {
  test(`when ${what}, a run ends with ${code}, and the next one completes it with one copy of each`, async (t) => {
    const { anna, emulator, run } = await photosLibrary(t, FILES);
    emulator.faults.order(order);
    const report = await run();
    const codes = new Set(
      [...report.problems, ...report.items.flatMap(({ error }) => error ?? [])].map((each) => each.code),
    );
    assert.deepEqual([...codes], [code]);
    assert.equal(report.totals.outcomes.done, 0);
    assert.doesNotMatch(JSON.stringify(report), /ya29|CAIS|Bearer/);
    assert.ok(emulator.log.of('uploads').length <= uploads, emulator.log.text());
    emulator.faults.clear();
    assert.equal((await run()).totals.outcomes.failed, 0);
    assert.equal(sorted(anna.albumsText()), IN_STEP);
    assert.equal(anna.items().length, 3);
    assert.equal(reportText(await run()), '');
  });
}

test('when the sign-in ends in the middle, nothing more is asked, and nobody is asked twice', async (t) => {
  const many = Array.from({ length: 40 }, (_, index) => [`Trip/${index}.jpg`, `photo ${index}`] as const);
  const { emulator, host, run } = await photosLibrary(t, Object.fromEntries(many));
  const ended = refused(401, 'Request had invalid authentication credentials.', 'UNAUTHENTICATED');
  emulator.faults.order({ route: '*', fault: ended, times: Infinity, after: 12 });
  let asked = 0;
  const refresh = () => {
    asked++;
    return fail(problem('E_SIGN_IN', phrase`Token has been expired or revoked`));
  };
  const report = await run({ host: { googleAccess: host({ refresh }).googleAccess } });
  const codes = new Set(report.items.map(({ error }) => error?.code));
  assert.deepEqual([...codes], ['E_SIGN_IN']);
  // Four photos were on their way, and a batch waited.
  assert.ok(asked <= 5, `the sign-in was asked ${asked} times`);
  assert.ok(emulator.log.entries.length <= 12 + 5, emulator.log.text());
  emulator.faults.clear();
  assert.equal((await run()).totals.outcomes.done, 40);
});

function withoutIds(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(/"id":"[^"]*",?/g, '')) as unknown;
}

function sorted(albums: string): string {
  const [title = '', ...names] = albums.split('\n');
  return [title, ...names.toSorted()].join('\n');
}
