import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { RemoteAlbum, RemoteItem } from '../../src/engine/model.ts';
import type { AlbumService, Call, Upload } from '../../src/engine/ports/albumService.ts';
import type { Result } from '../../src/engine/result.ts';
import { fileSource } from '../../src/local/contentSource.ts';
import { readFingerprint } from '../../src/local/fingerprint.ts';
import { PLAIN_HASHER } from '../harness/plainHasher.ts';
import { temporaryFolder } from '../harness/temporaryFolder.ts';
import type { MakeAccount } from './conformance.ts';
import { accountText, bytesOf, CALL, CANCELLED, detailsOf, must, sampleText, send, type Sample } from './samples.ts';

/** More than go with one message to a thread, so that the answers have to be put in order. */
const MANY = 150;

/** What is promised of photos that are sent together holds as well where a service takes each by itself. */
export function togetherBehaviour(makeAccount: MakeAccount): void {
  describe('uploads that go together', () => {
    test('all arrive, and are answered in their order', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const samples = Array.from({ length: MANY }, (_, index): Sample => ({ name: `day ${index % 3}/${index}.jpg` }));
      const sent = await sendTogether(service, album, samples.map(uploadIn(t)));
      // Not every service knows folders in names.
      assert.deepEqual(
        sent.map((each) => path.posix.basename(must(each).name)),
        samples.map(({ name }) => path.posix.basename(name)),
      );
      const listed = (await accountText(account.open())).split('\n').slice(1);
      assert.deepEqual(
        listed.map((line) => line.trim()).toSorted(),
        samples.map((sample) => sampleText(service, sample)).toSorted(),
      );
    });

    test('what is there already stays as it is, and the others arrive', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const first = must(await send(service, album, { name: 'a.jpg' }));
      const sent = await sendTogether(service, album, [{ name: 'a.jpg' }, { name: 'b.jpg' }].map(uploadIn(t)));
      assert.equal(must(sent[0] ?? missing()).id, first.id);
      const lines = ['a.jpg', 'b.jpg'].map((name) => `  ${sampleText(service, { name })}`);
      assert.equal(await accountText(account.open()), ['Trip', ...lines].join('\n'));
    });

    test('one that changed or is gone does not arrive, and the others do', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const uploads = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'].map((name) => uploadIn(t)({ name }));
      writeFileSync(uploads[1]?.source.filePath ?? '', bytesOf({ name: 'b.jpg', text: 'changed' }));
      rmSync(uploads[2]?.source.filePath ?? '');
      const sent = await sendTogether(service, album, uploads);
      const codes = sent.map((each) => (each.ok ? 'arrived' : each.problem.code));
      assert.deepEqual([codes[0], codes[3]], ['arrived', 'arrived']);
      assert.match(codes[1] ?? '', /^E_(SOURCE_CHANGED|VERIFY)$/u);
      assert.match(codes[2] ?? '', /^E_(SOURCE_CHANGED|FILE_UNREADABLE)$/u);
      const lines = ['a.jpg', 'd.jpg'].map((name) => `  ${sampleText(service, { name })}`);
      assert.equal(await accountText(account.open()), ['Trip', ...lines].join('\n'));
    });

    test('after a cancel none arrives', async (t) => {
      const account = await makeAccount(t);
      const service = account.open();
      const album = must(await service.createAlbum('Trip', CALL));
      const uploads = [{ name: 'a.jpg' }, { name: 'b.jpg' }].map(uploadIn(t));
      const sent = await sendTogether(service, album, uploads, CANCELLED);
      assert.deepEqual(
        sent.map((each) => !each.ok && each.problem.code),
        ['E_CANCELLED', 'E_CANCELLED'],
      );
      assert.equal(await accountText(account.open()), 'Trip');
    });
  });
}

async function sendTogether(
  service: AlbumService,
  album: RemoteAlbum,
  uploads: readonly Upload[],
  call: Call = CALL,
): Promise<readonly Result<RemoteItem>[]> {
  if (service.uploadTogether) return service.uploadTogether(album, uploads, call);
  return Promise.all(uploads.map(({ details, source }) => service.upload(album, details, source, call)));
}

/** Photos as files of this computer, as a scan finds them. */
function uploadIn(t: TestContext): (sample: Sample) => Upload {
  const folder = temporaryFolder(t);
  return (sample) => {
    const file = path.join(folder, encodeURIComponent(sample.name));
    writeFileSync(file, bytesOf(sample));
    const details = detailsOf(sample);
    const { size, modifiedMs } = details.facts;
    const local = { path: sample.name, root: '.', pathInRoot: sample.name, size, modifiedMs, type: details.type };
    return { details, source: fileSource(file, local, readFingerprint(file), PLAIN_HASHER) };
  };
}

function missing(): never {
  throw new Error('An upload was not answered');
}
