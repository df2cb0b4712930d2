import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail } from '../../../src/engine/result.ts';
import { googleError, html, redirect } from '../../emulators/http/answers.ts';
import type { Answer } from '../../emulators/http/route.ts';
import type { Fault, FaultOrder } from '../../emulators/http/faults.ts';
import { driveLibrary } from '../../harness/googleDrive.ts';
import { reportText } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';

const FILES: LibrarySpec = { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' };
const IN_STEP = 'Album Sync/\n  Trip/\n    a.jpg\n    b.jpg\n    c.jpg';
const SYNC_UPLOAD = { settings: { mode: 'syncUpload', allowDelete: 'remote' } };
const MANY = { times: Infinity } as const;

function refused(code: number, reason: string, message = reason): Fault {
  return answered(googleError({ code, message, errors: [{ domain: 'global', reason, message }] }));
}

function answered(answer: Answer): Fault {
  return { kind: 'answer', answer };
}

/** What goes wrong once and is got over in the same run, so that nobody notices. */
const PASSING: readonly (readonly [what: string, order: FaultOrder])[] = [
  ['the list fails once', { route: 'files.list', fault: answered(html('<h1>503</h1>', 503)) }],
  ['the answer of the list is cut', { route: 'changes.getStartPageToken', fault: { kind: 'answerLost' } }],
  ['no ids are given at first', { route: 'files.generateIds', fault: refused(500, 'internalError') }],
  ['the folder is made and the answer is lost', { route: 'files.create', fault: { kind: 'answerLost' } }],
  ['the album is made and the answer is lost', { route: 'files.create', fault: { kind: 'answerLost' }, after: 1 }],
  ['the answer to the album is no JSON', { route: 'files.create', fault: { kind: 'truncated', toBytes: 9 }, times: 2 }],
  ['a photo arrives and the answer is lost', { route: 'uploads.multipart', fault: { kind: 'answerLost' }, times: 2 }],
  ['no upload is ever answered', { route: 'uploads.multipart', fault: { kind: 'answerLost' }, ...MANY }],
  ['an upload breaks in the middle', { route: 'uploads.multipart', fault: { kind: 'requestCut', afterBytes: 60 } }],
  ['half of an answer comes', { route: 'uploads.multipart', fault: { kind: 'truncated', toBytes: 30 } }],
  ['the server fails', { route: 'uploads.multipart', fault: answered(html('<h1>502</h1>', 502)), times: 3 }],
  ['photos come too fast', { route: 'uploads.multipart', fault: refused(403, 'userRateLimitExceeded'), times: 4 }],
  ['all comes too fast', { route: '*', fault: refused(429, 'rateLimitExceeded'), times: 2, after: 1 }],
  ['the token has run out', { route: 'uploads.multipart', fault: refused(401, 'authError') }],
];

for (const [what, order] of PASSING) {
  test(`nobody notices that ${what}`, async (t) => {
    const { anna, emulator, run } = await driveLibrary(t, FILES);
    emulator.faults.order(order);
    const report = await run();
    assert.deepEqual([report.totals.outcomes.done, report.problems], [3, []]);
    assert.equal(anna.treeText(), IN_STEP);
    assert.equal(anna.files().length, 5);
    assert.equal(reportText(await run(SYNC_UPLOAD)), '');
  });
}

/** What ends a run early: its problem, how many photos were tried, and that the next run completes it. */
const ENDING: readonly (readonly [what: string, order: FaultOrder, code: string, uploads: number])[] = [
  ['the network is gone', { route: '*', fault: { kind: 'answerLost' }, ...MANY }, 'E_UNREACHABLE', 0],
  [
    'the network is gone in the middle',
    { route: '*', fault: { kind: 'answerLost' }, ...MANY, after: 5 },
    'E_UNREACHABLE',
    18,
  ],
  [
    'the day is used up',
    { route: 'uploads.multipart', fault: refused(403, 'dailyLimitExceeded'), ...MANY },
    'E_QUOTA',
    3,
  ],
  [
    '750 GB were sent',
    { route: 'uploads.multipart', fault: refused(403, 'userRateLimitExceeded', 'User rate limit exceeded.'), ...MANY },
    'E_QUOTA',
    3,
  ],
  [
    'a long pause is asked for',
    {
      route: 'uploads.multipart',
      fault: answered({
        ...googleError({ code: 429, message: 'Slow down' }),
        headers: { 'Content-Type': 'application/json', 'Retry-After': '3600' },
      }),
      ...MANY,
    },
    'E_RATE_LIMIT',
    3,
  ],
  [
    'it stays too fast',
    { route: 'uploads.multipart', fault: refused(403, 'rateLimitExceeded'), ...MANY },
    'E_RATE_LIMIT',
    18,
  ],
  [
    'there is no room',
    { route: 'uploads.multipart', fault: refused(403, 'storageQuotaExceeded'), ...MANY },
    'E_STORAGE_FULL',
    3,
  ],
  ['the API is off', { route: '*', fault: refused(403, 'accessNotConfigured'), ...MANY }, 'E_API_DISABLED', 0],
  [
    'a scope is missing',
    { route: 'uploads.multipart', fault: refused(403, 'insufficientPermissions'), ...MANY },
    'E_SCOPE_MISSING',
    3,
  ],
  ['every token is refused', { route: '*', fault: refused(401, 'authError'), ...MANY }, 'E_SIGN_IN', 0],
  [
    'a page of HTML comes',
    { route: 'files.list', fault: answered(html('<h1>Welcome to the hotel</h1>')), ...MANY },
    'E_LIST_PARTIAL',
    0,
  ],
  [
    'the list is said to be incomplete',
    { route: 'files.list', fault: { kind: 'changedJson', change: incomplete }, ...MANY },
    'E_LIST_PARTIAL',
    0,
  ],
  [
    'another server is named',
    { route: '*', fault: answered(redirect('https://example.com/')), ...MANY },
    'E_SERVICE_ANSWER',
    0,
  ],
];

for (const [what, order, code, uploads] of ENDING) {
  test(`when ${what}, a run ends with ${code}, and the next one completes it with one copy of each`, async (t) => {
    const { anna, emulator, run } = await driveLibrary(t, FILES);
    emulator.faults.order(order);
    const report = await run();
    const codes = new Set(
      [...report.problems, ...report.items.flatMap(({ error }) => error ?? [])].map((each) => each.code),
    );
    assert.deepEqual([...codes], [code]);
    assert.equal(report.totals.outcomes.done, 0);
    assert.doesNotMatch(JSON.stringify(report), /ya29|upload_id|Bearer/);
    assert.ok(emulator.log.of('uploads.multipart').length <= uploads, emulator.log.text());
    emulator.faults.clear();
    assert.equal((await run()).totals.outcomes.failed, 0);
    assert.equal(anna.treeText(), IN_STEP);
    assert.equal(anna.files().length, 5);
    assert.equal(reportText(await run(SYNC_UPLOAD)), '');
  });
}

test('when the sign-in ends in the middle, nothing more is asked', async (t) => {
  const many = Array.from({ length: 40 }, (_, index) => [`Trip/${index}.jpg`, `photo ${index}`] as const);
  const { emulator, host, run } = await driveLibrary(t, Object.fromEntries(many));
  emulator.faults.order({ route: '*', fault: refused(401, 'authError'), times: Infinity, after: 12 });
  const refresh = () => fail(problem('E_SIGN_IN', phrase`Token has been expired or revoked`));
  const report = await run({ host: { googleAccess: host({ refresh }).googleAccess } });
  const codes = new Set(report.items.flatMap(({ error }) => error?.code ?? []));
  assert.deepEqual([...codes], ['E_SIGN_IN']);
  // Four photos were on their way.
  assert.ok(emulator.log.entries.length <= 12 + 4, emulator.log.text());
  emulator.faults.clear();
  assert.equal((await run()).totals.outcomes.failed, 0);
  assert.equal((await run()).totals.events.SAME, 40);
});

/** What is wrong with the changes since the last run, of which none may be believed then. */
const DOUBTFUL: readonly (readonly [what: string, order: FaultOrder, says: string])[] = [
  ['the token of the changes is refused', { route: 'changes.list', fault: refused(400, 'invalid') }, ''],
  ['the token of the changes is forgotten', { route: 'changes.list', fault: refused(404, 'notFound') }, ''],
  ['the token of the changes is gone', { route: 'changes.list', fault: refused(410, 'gone') }, ''],
  ['the changes break off', { route: 'changes.list', fault: { kind: 'truncated', toBytes: 40 } }, '! E_LIST_PARTIAL'],
  ['the changes are a page of HTML', { route: 'changes.list', fault: answered(html('Hello')) }, '! E_LIST_PARTIAL'],
];

for (const [what, order, says] of DOUBTFUL) {
  test(`when ${what}, all is listed anew, or nothing is compared`, async (t) => {
    const { emulator, run } = await driveLibrary(t, FILES);
    await run();
    emulator.faults.order(order);
    assert.equal(reportText(await run(SYNC_UPLOAD)), says);
    assert.equal(reportText(await run(SYNC_UPLOAD)), '');
  });
}

function incomplete(body: unknown): unknown {
  return { ...(body as object), incompleteSearch: true };
}
