import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import type { ApplyPorts } from '../../../src/engine/apply/apply.ts';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail, ok } from '../../../src/engine/result.ts';
import { createImageTools } from '../../../src/local/images/imageTools.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { Library, reportText } from '../../harness/library.ts';
import { makePhoto } from '../../harness/photos.ts';

const host = {
  openImages: () =>
    createImageTools({ workerPath: path.resolve('src/imageWorker.ts'), processes: 1, timeoutMs: 30_000 }),
};
const settings = { shrink: 200 };

test('a shrunk copy is upright, keeps its format, EXIF and colours, and is SAME next time', async (t) => {
  const sideways = await makePhoto({
    width: 600,
    height: 400,
    orientation: 6,
    caption: 'A caption',
    capturedAt: '2020-05-06T07:08:09',
  });
  const profiled = await sharp(await makePhoto({ width: 300, height: 300 }))
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const small = await makePhoto({ width: 150, height: 100 });
  const library = new Library(t, {
    'Trip/sideways.jpg': { bytes: sideways },
    'Trip/profiled.png': { bytes: profiled },
    'Trip/small.jpg': { bytes: small },
    'Trip/raw.dng': { bytes: 'II*\0\x08\0\0\0 TIFF that nobody can decode' },
  });
  const report = await library.run({ settings, host });
  assert.equal(report.totals.outcomes.done, 4);
  const stored = (name: string) => readFileSync(library.path(`album-gallery/albums/trip/${name}`));
  const upright = await sharp(stored('sideways.jpg')).metadata();
  assert.deepEqual([upright.format, upright.width, upright.height, upright.orientation ?? 1], ['jpeg', 133, 200, 1]);
  assert.ok(upright.exif?.includes('2020:05:06 07:08:09'));
  const png = await sharp(stored('profiled.png')).metadata();
  assert.deepEqual([png.format, png.width, png.height, png.icc !== undefined], ['png', 200, 200, true]);
  assert.deepEqual(stored('small.jpg'), small);
  assert.deepEqual(stored('raw.dng'), readFileSync(library.path('Trip/raw.dng')));
  for (const compare of [['date', 'size'], ['hash']]) {
    assert.equal((await library.run({ settings: { ...settings, compare }, host })).totals.events.SAME, 4);
    assert.equal((await library.run({ settings: { compare }, host })).totals.events.SAME, 4);
  }
  library.loseLedger();
  assert.equal((await library.run({ settings: { compare: ['date', 'size', 'hash'] }, host })).totals.events.SAME, 4);
});

test('a shrunk copy that is downloaded is in step, and is never taken for the original', async (t) => {
  const library = new Library(t, {
    'Trip/a.jpg': { bytes: await makePhoto({ width: 600, height: 400 }) },
    'Trip/b.jpg': 'b',
  });
  await library.run({ settings, host });
  library.remove('Trip/a.jpg');
  const report = await library.run({ settings: { mode: 'sync' }, all: false });
  assert.equal(reportText(report), 'REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Trip/a.jpg');
  assert.equal((await sharp(readFileSync(library.path('Trip/a.jpg'))).metadata()).width, 200);
  for (const mode of ['sync', 'twoWay', 'syncUpload'])
    assert.equal(
      (await library.run({ settings: { mode, compare: ['date', 'size', 'hash'] } })).totals.events.SAME,
      2,
      mode,
    );
});

test('a service that stores something else than the shrunk copy is noticed by its hash', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': { bytes: await makePhoto({ width: 600, height: 400 }) } });
  const between = ({ service, ...ports }: ApplyPorts): ApplyPorts => {
    const upload: typeof service.upload = async (...call) => {
      const stored = await service.upload(...call);
      return stored.ok
        ? ok({ ...stored.value, size: undefined, stored: undefined, hash: `sha256:${'0'.repeat(64)}` })
        : stored;
    };
    return { ...ports, service: { ...service, upload } };
  };
  const report = await library.run({ settings, host: { ...host, between } });
  assert.equal(reportText(report), 'LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/a.jpg E_VERIFY');
});

test('a shrunk copy of what the file was is not told to be one of what the file is', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': { bytes: await makePhoto({ width: 600, height: 400 }) } });
  const changed = { ...settings, compare: ['hash'], overrides: { DIFFERENT: 'UPDATE_REMOTE_METADATA' } };
  await library.run({ settings, host });
  library.write({ 'Trip/a.jpg': { bytes: await makePhoto({ width: 500, height: 400 }) } });
  for (const kind of ['sync', 'sync'] as const)
    assert.equal(
      reportText(await library.run({ kind, settings: changed, host })),
      'DIFFERENT:localChanged UPDATE_REMOTE_METADATA failed Trip/a.jpg E_VERIFY',
    );
});

test('without an image library photos are sent as they are, and one line says so before and after', async (t) => {
  const bytes = await makePhoto({ width: 600, height: 400 });
  const library = new Library(t, { 'Trip/a.jpg': { bytes }, 'Trip/b.jpg': 'b' });
  const images = {
    ...NO_IMAGES,
    decoder: async () => fail(problem('E_IMAGE_LIBRARY', phrase`No module`)),
    thumbnail: async () => ({ kind: 'noDecoder', problem: problem('E_IMAGE_LIBRARY', phrase`No module`) }) as const,
  };
  const options = { settings: { ...settings, 'gallery.thumbnails': true }, host: { openImages: () => images } };
  for (const [kind, outcome] of [
    ['preview', 'planned'],
    ['sync', 'done'],
  ] as const)
    assert.equal(
      reportText(await library.run({ kind, ...options })),
      [
        `LOCAL_ONLY:new UPLOAD_LOCAL ${outcome} Trip/a.jpg`,
        `LOCAL_ONLY:new UPLOAD_LOCAL ${outcome} Trip/b.jpg`,
        '! E_IMAGE_LIBRARY',
      ].join('\n'),
    );
  assert.deepEqual(readFileSync(library.path('album-gallery/albums/trip/a.jpg')), bytes);
});
