import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileSecretStore } from '../../src/accounts/fileSecretStore.ts';
import type { SyncReport } from '../../src/engine/report.ts';
import { startDriveEmulator } from '../emulators/drive/startDriveEmulator.ts';
import { createRequestLog } from '../emulators/http/requestLog.ts';
import { Library, reportText } from '../harness/library.ts';
import { ANNA, signedIn } from '../harness/signedIn.ts';
import { syncInChild } from './crash/commandLine.ts';

const MEGABYTE = 1024 ** 2;
const ARRIVED = 3 * MEGABYTE;
const VIDEO = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), randomBytes(8 * MEGABYTE)]);

test('a command line that is killed in the middle of a long upload sends only the rest the next time', async (t) => {
  const who = await signedIn(t, { services: ['googleDrive'] });
  const arrived = Promise.withResolvers<unknown>();
  const dead = Promise.withResolvers<unknown>();
  const log = createRequestLog(({ route }) => (route === 'uploads.session' ? arrived.resolve(undefined) : undefined));
  const drive = await startDriveEmulator({ clock: who.clock, tokens: who.oauth.tokens, log });
  t.after(() => drive.close());
  const library = new Library(t, { 'Trip/long.mp4': { bytes: VIDEO } });
  const state = path.join(library.home, 'state');
  const secrets = fileSecretStore(state, process.platform);
  for (const [key, value] of who.kept) assert.ok((await secrets.set(key, value)).ok);
  const request = {
    settings: { service: 'googleDrive', formats: 'both' },
    folders: [],
    env: { ...who.env, ALBUM_SYNC_GOOGLE_DRIVE_URL: drive.url },
  };
  drive.faults.order({ route: 'uploads.session', fault: { kind: 'requestCut', afterBytes: ARRIVED } });
  // Whatever comes before the program is dead has no effect.
  drive.faults.order({ route: 'uploads.session', fault: { kind: 'heldBefore', until: dead.promise }, times: 2 });
  const killed = await syncInChild(library, { ...request, disturb: { signal: 'SIGKILL', when: arrived.promise } });
  assert.equal(killed.signal, 'SIGKILL');
  drive.faults.clear();
  dead.resolve(undefined);
  const kept = await secrets.get('albumSync.uploads.googleDrive');
  const [, address = ''] = /"(http[^"]+)"/.exec((kept.ok && kept.value) || '') ?? [];
  const secret = new URL(address).searchParams.get('upload_id') ?? '';
  assert.ok(secret.length > 20, 'no address was kept');
  assert.deepEqual(whereverIs(state, secret), ['uploads.json']);
  log.clear();

  const next = await syncInChild(library, request);
  const report = JSON.parse(next.stdout) as SyncReport;
  assert.equal(`${reportText(report)} ${next.status}`, 'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/long.mp4 0');
  assert.deepEqual(
    ['uploads.start', 'uploads.session'].map((route) => log.of(route).map(({ requestBytes }) => requestBytes)),
    [[], [0, VIDEO.length - ARRIVED]],
  );
  const anna = drive.person(ANNA.email);
  assert.equal(anna.treeText(), 'Album Sync/\n  Trip/\n    long.mp4');
  const video = anna.files().find(({ name }) => name === 'long.mp4');
  assert.ok(video?.revisions.at(-1)?.bytes.equals(VIDEO));
  assert.deepEqual(whereverIs(state, secret), []);
  for (const { stdout, stderr } of [killed, next]) assert.ok(![stdout, stderr].join().includes(secret));
  assert.ok(!JSON.stringify(log.entries).includes(secret));
});

/** The files of a directory that hold a text, relative to it. */
function whereverIs(directory: string, text: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text))
    .map((file) => path.relative(directory, file));
}
