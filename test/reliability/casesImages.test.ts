import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createImageTools } from '../../src/local/images/imageTools.ts';
import { exitStatus } from '../../src/run/exitStatus.ts';
import { Library } from '../harness/library.ts';
import { hostilePictures, UNDECODABLE } from './hostile/pictures.ts';

const going = new AbortController().signal;

/** The real image processes, as the command line and the editor use them. */
const host = {
  openImages: () =>
    createImageTools({ workerPath: path.resolve('src/imageWorker.ts'), processes: 2, timeoutMs: 60_000 }),
};

const pictures = await hostilePictures();
const names = Object.keys(pictures);

/** A copy would have to keep the EXIF block, and no PNG writer takes ten megabytes of it. */
const UNSHRINKABLE = [...UNDECODABLE, 'large exif.png'];

/** Files that are named like photos and hold what a browser would run. */
const DRESSED_UP = {
  'page.jpg': '<!doctype html><script>alert(1)</script>',
  'drawing.jpg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  'program.jpg': '#!/bin/sh\nrm -rf ~\n',
};

test('case 39: hostile pictures are kept byte for byte, and those that cannot be shown are said', async (t) => {
  const library = new Library(t, {});
  for (const [name, bytes] of Object.entries({ ...pictures, ...DRESSED_UP }))
    library.write({ [`Trip/${name}`]: { bytes } });
  const settings = { 'gallery.thumbnails': true, since: '1990-01-01' };
  const report = await library.run({ settings, host });
  const item = (name: string) => report.items.find((each) => each.name === name);
  for (const name of names) assert.equal(item(name)?.outcome, 'done', name);
  for (const name of Object.keys(DRESSED_UP)) {
    assert.deepEqual([item(name)?.outcome, item(name)?.error?.code], ['skipped', 'E_FILE_TYPE']);
  }
  for (const name of names)
    assert.ok(
      readFileSync(library.path(`album-gallery/albums/trip/${name}`)).equals(pictures[name] ?? Buffer.alloc(0)),
    );
  const undecodable = report.problems.filter(({ code }) => code === 'E_IMAGE_DECODE').map((each) => each.path);
  assert.deepEqual(
    undecodable.sort(),
    UNDECODABLE.map((name) => `albums/trip/${name}`),
  );
  assert.equal(exitStatus(report, going), 0);
  const manifest = readFileSync(library.path('album-gallery/albums/trip/album.json'), 'utf8');
  assert.doesNotMatch(manifest, /"captureDate"|aaaaaaaaaa/);
  const again = await library.run({ settings, host, all: false });
  assert.deepEqual(
    again.items.filter(({ outcome }) => outcome !== 'skipped'),
    [],
  );
});

test('case 39: with shrink on, what cannot be decoded is sent as it is', async (t) => {
  const library = new Library(t, {});
  for (const [name, bytes] of Object.entries(pictures)) library.write({ [`Trip/${name}`]: { bytes } });
  const report = await library.run({ settings: { shrink: 100 }, host });
  assert.equal(report.totals.outcomes.done, names.length);
  for (const name of names) {
    const stored = statSync(library.path(`album-gallery/albums/trip/${name}`)).size;
    const original = pictures[name]?.length ?? 0;
    assert.equal(stored === original, UNSHRINKABLE.includes(name), name);
  }
});
