import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../emulators/http/clock.ts';
import { ANNA, APP, BERT, caller, FILES, startDrive, told, UPLOAD, type Caller, type Told } from './driveCalls.ts';

test('a token that is unknown, too old or revoked', async (t) => {
  const { emulator, anna } = await startDrive(t);
  const refused = /^401 authError: Request had invalid authentication credentials\./;
  const nobody = await fetch(`${emulator.url}${FILES}`);
  assert.equal(nobody.headers.get('www-authenticate'), 'Bearer realm="https://accounts.google.com/"');
  assert.match((await told(nobody)).text, refused);
  emulator.clock.advance(HOUR_MS);
  assert.match((await anna.call('GET', FILES)).text, refused);
  const again = caller(emulator, {});
  assert.equal((await again.call('GET', FILES)).status, 200);
  emulator.tokens.revokeGrant(ANNA, APP);
  assert.match((await again.call('GET', FILES)).text, refused);
});

const MISSING = '403 insufficientPermissions';
const NOT_OF_APP = '403 appNotAuthorizedToFile';

/** What an app may do with a file that another one made: read its metadata, read its bytes, change it. */
const SCOPES: readonly [scopes: readonly string[], metadata: string, bytes: string, change: string][] = [
  [[], MISSING, MISSING, MISSING],
  [['photoslibrary.appendonly'], MISSING, MISSING, MISSING],
  [['drive.file'], '404 notFound', '404 notFound', '404 notFound'],
  [['drive.metadata.readonly'], '200', MISSING, MISSING],
  [['drive.readonly'], '200', '200', MISSING],
  [['drive.metadata.readonly', 'drive.file'], '200', NOT_OF_APP, NOT_OF_APP],
  [['drive.readonly', 'drive.file'], '200', '200', NOT_OF_APP],
  [['drive'], '200', '200', '200'],
];

for (const [scopes, ...expected] of SCOPES) {
  test(`what may be done with a file of another app with ${scopes.join(' and ') || 'nothing'}`, async (t) => {
    const { emulator, anna } = await startDrive(t);
    const id = String((await anna.upload({ name: 'a.jpg' }, 'abc')).body['id']);
    const other = caller(emulator, { clientId: 'other', scopes });
    const answers = [
      await other.call('GET', `${FILES}/${id}`),
      await other.call('GET', `${FILES}/${id}?alt=media`),
      await other.call('PATCH', `${FILES}/${id}`, { starred: true }),
    ];
    assert.deepEqual(
      answers.map(({ text }) => (text.startsWith('200') ? '200' : text.slice(0, text.indexOf(':')))),
      expected,
    );
  });
}

test('a project that has not switched the API on', async (t) => {
  const { anna } = await startDrive(t, { disabledClients: [APP] });
  assert.match((await anna.call('GET', FILES)).text, /^403 accessNotConfigured: .* in project 4711 /);
});

test('an error stands in the envelope of Drive', async (t) => {
  const { anna } = await startDrive(t);
  assert.deepEqual((await anna.call('GET', `${FILES}/x`)).body, {
    error: {
      code: 404,
      message: 'File not found: x.',
      errors: [
        {
          message: 'File not found: x.',
          domain: 'global',
          reason: 'notFound',
          location: 'fileId',
          locationType: 'parameter',
        },
      ],
    },
  });
});

test('a missing scope names the method', async (t) => {
  const { emulator } = await startDrive(t);
  const { body } = await caller(emulator, { scopes: [] }).call('GET', FILES);
  assert.deepEqual(body['error']?.['details'], [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      domain: 'googleapis.com',
      metadata: { service: 'drive.googleapis.com', method: 'google.apps.drive.v3.DriveFiles.List' },
    },
  ]);
});

type Limited = readonly [
  what: string,
  limits: Record<string, number>,
  act: (who: Caller) => Promise<Told>,
  answer: string,
  freeAfterMs: number,
];

const list = (who: Caller) => who.call('GET', FILES);
const upload = (who: Caller) => who.upload({ name: 'a' }, 'abc');

/** The second time is once too often, until some time has gone. */
const LIMITED: readonly Limited[] = [
  ['units of a person', { unitsPerMinutePerUser: 150 }, list, '403 usageLimits userRateLimitExceeded', MINUTE_MS],
  ['units of a project', { unitsPerMinute: 150 }, list, '403 usageLimits rateLimitExceeded', MINUTE_MS],
  ['units of a day', { unitsPerDay: 150 }, list, '403 usageLimits dailyLimitExceeded', DAY_MS],
  ['bytes of a day', { uploadBytesPerDay: 5 }, upload, '403 usageLimits userRateLimitExceeded', DAY_MS],
  ['storage', { storageBytes: 5 }, upload, '403 global storageQuotaExceeded', Infinity],
  [
    'items of an account',
    { accountItems: 2 },
    (who) => who.call('POST', FILES, {}),
    '403 global activeItemCreationLimitExceeded',
    Infinity,
  ],
];

for (const [what, limits, act, answer, freeAfterMs] of LIMITED) {
  test(`a limit: ${what}`, async (t) => {
    const { emulator, anna } = await startDrive(t, { limits });
    await act(anna);
    const { body } = await act(anna);
    const [first] = body['error']?.['errors'] ?? [];
    assert.equal(
      `${String(body['error']?.['code'])} ${String(first?.['domain'])} ${String(first?.['reason'])}`,
      answer,
    );
    if (freeAfterMs === Infinity) return;
    emulator.clock.advance(freeAfterMs);
    assert.equal((await act(caller(emulator, {}))).status, 200);
  });
}

test('a folder can be full, and too deep', async (t) => {
  const { anna } = await startDrive(t, { limits: { folderItems: 1, folderDepth: 2 } });
  const trip = await anna.makeFolder('Trip');
  const rome = await anna.makeFolder('Rome', trip);
  assert.match((await anna.call('POST', FILES, { parents: [trip] })).text, /^403 numChildrenInNonRootLimitExceeded/);
  const mimeType = 'application/vnd.google-apps.folder';
  const deep = await anna.call('POST', FILES, { parents: [rome], mimeType });
  assert.match(deep.text, /^403 myDriveHierarchyDepthLimitExceeded/);
});

test('an upload in parts that cannot be stored is refused before its bytes', async (t) => {
  const { anna } = await startDrive(t, { limits: { storageBytes: 5 } });
  const headers = { 'X-Upload-Content-Length': '6' };
  const answer = await anna.send('POST', `${UPLOAD}?uploadType=resumable`, headers, '{}');
  assert.match((await told(answer)).text, /^403 storageQuotaExceeded/);
});

test('the trash counts as storage until it is emptied', async (t) => {
  const { emulator, anna } = await startDrive(t, { limits: { storageBytes: 5 } });
  const id = String((await upload(anna)).body['id']);
  await anna.call('PATCH', `${FILES}/${id}`, { trashed: true });
  assert.equal((await upload(anna)).status, 403);
  await caller(emulator, { scopes: ['drive'] }).call('DELETE', `${FILES}/trash`);
  assert.equal((await upload(anna)).status, 200);
  assert.equal((await upload(caller(emulator, { account: BERT }))).status, 200);
});
