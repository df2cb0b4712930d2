import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptUploads } from '../../../src/accounts/keptUploads.ts';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail } from '../../../src/engine/result.ts';
import type { GoogleAccount } from '../../../src/services/google/access.ts';
import { DAY_MS, stoppedClock } from '../../emulators/http/clock.ts';
import { memorySecretStore } from '../../harness/memorySecretStore.ts';

const ANNA: GoogleAccount = { id: '1234', email: 'anna@example.com', clientId: 'app', scopes: [] };
const UPLOAD = { key: 'file', content: 'abcd' };
const ADDRESS = 'https://www.googleapis.com/upload?upload_id=secret';
const NAME = 'albumSync.uploads.googleDrive';

/** Secrets with one upload, and whoever comes later. */
async function begun() {
  const clock = stoppedClock();
  const kept = new Map<string, string>();
  const open = () => keptUploads({ secrets: memorySecretStore(kept), now: () => clock.now() });
  await open()('googleDrive', ANNA).keep(UPLOAD, ADDRESS);
  return { clock, kept, open };
}

type Begun = Awaited<ReturnType<typeof begun>>;

const FINDINGS: readonly (readonly [
  who: string,
  find: (there: Begun) => Promise<string | undefined>,
  found: string | undefined,
])[] = [
  ['the same upload', ({ open }) => open()('googleDrive', ANNA).find(UPLOAD), ADDRESS],
  ['another file', ({ open }) => open()('googleDrive', ANNA).find({ ...UPLOAD, key: 'other' }), undefined],
  ['another content', ({ open }) => open()('googleDrive', ANNA).find({ ...UPLOAD, content: 'ef01' }), undefined],
  ['another person', ({ open }) => open()('googleDrive', { ...ANNA, id: '5678' }).find(UPLOAD), undefined],
  ['another client', ({ open }) => open()('googleDrive', { ...ANNA, clientId: 'other' }).find(UPLOAD), undefined],
  ['another service', ({ open }) => open()('googlePhotos', ANNA).find(UPLOAD), undefined],
  [
    'whoever comes after a week',
    ({ clock, open }) => {
      clock.advance(7 * DAY_MS);
      return open()('googleDrive', ANNA).find(UPLOAD);
    },
    undefined,
  ],
  [
    'whoever comes after the clock was put back by a year',
    ({ clock, open }) => {
      clock.advance(-365 * DAY_MS);
      return open()('googleDrive', ANNA).find(UPLOAD);
    },
    undefined,
  ],
];

for (const [who, find, found] of FINDINGS)
  test(`an address that was kept is ${found === undefined ? 'not ' : ''}found by ${who}`, async () => {
    assert.equal(await find(await begun()), found);
  });

const BROKEN: readonly (readonly [what: string, text: string])[] = [
  ['no JSON', '{"version":1,"upl'],
  ['no object', 'null'],
  ['of another version', '{"version":2,"uploads":{}}'],
  ['without uploads', '{"version":1,"uploads":null}'],
  ['of uploads that are none', '{"version":1,"uploads":{"app 1234 file":{"address":7},"x":null}}'],
  ['without a time', `{"version":1,"uploads":{"app 1234 file":{"address":"${ADDRESS}","content":"abcd"}}}`],
];

for (const [what, text] of BROKEN)
  test(`a secret that is ${what} has no uploads, and is written over`, async () => {
    const { kept, open } = await begun();
    const whole = kept.get(NAME);
    kept.set(NAME, text);
    const uploads = open()('googleDrive', ANNA);
    assert.equal(await uploads.find(UPLOAD), undefined);
    await uploads.keep(UPLOAD, ADDRESS);
    assert.equal(kept.get(NAME), whole);
  });

test('uploads at the same time are all kept, and each is forgotten alone', async () => {
  const { kept, open } = await begun();
  const uploads = open()('googleDrive', ANNA);
  const all = ['1', '2', '3', '4'].map((key) => ({ ...UPLOAD, key }));
  await Promise.all(all.map((upload) => uploads.keep(upload, ADDRESS + upload.key)));
  const addresses = await Promise.all([UPLOAD, ...all].map((upload) => uploads.find(upload)));
  assert.deepEqual(addresses, [ADDRESS, ...all.map(({ key }) => ADDRESS + key)]);
  await Promise.all(all.map((upload) => uploads.forget(upload)));
  assert.equal(await uploads.find(UPLOAD), ADDRESS);
  await uploads.forget(UPLOAD);
  assert.deepEqual([...kept], []);
});

test('of many uploads the last ones are kept, and no address that is none', async () => {
  const { clock, open } = await begun();
  const uploads = open()('googleDrive', ANNA);
  for (let count = 0; count < 50; count++) {
    clock.advance(1000);
    await uploads.keep({ ...UPLOAD, key: String(count) }, ADDRESS);
  }
  await uploads.keep({ ...UPLOAD, key: 'long' }, ADDRESS.padEnd(5000, 'x'));
  const found = ['file', '0', '49', 'long'].map((key) => uploads.find({ ...UPLOAD, key }));
  assert.deepEqual(await Promise.all(found), [undefined, ADDRESS, ADDRESS, undefined]);
});

test('what is old is swept out, and a store in which nothing is old is not written', async () => {
  const { clock, kept } = await begun();
  const writes: string[] = [];
  const secrets = {
    ...memorySecretStore(kept),
    set: async (key: string) => {
      writes.push(key);
      return fail(problem('E_SECRETS', phrase`full`));
    },
  };
  const uploads = keptUploads({ secrets, now: () => clock.now() })('googleDrive', ANNA);
  await uploads.sweep();
  clock.advance(6 * DAY_MS);
  await uploads.sweep();
  assert.equal(kept.size, 1);
  await uploads.forget({ ...UPLOAD, key: 'other' });
  clock.advance(DAY_MS);
  // An upload of another account is swept out too.
  await keptUploads({ secrets, now: () => clock.now() })('googleDrive', { ...ANNA, id: '5678' }).sweep();
  assert.deepEqual([[...kept], writes], [[], []]);
});
