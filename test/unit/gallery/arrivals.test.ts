import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rmdir, utimes, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileCopier } from '../../../src/local/copying/fileCopier.ts';
import { noteFiles, renameFiles } from '../../../src/local/copying/nameFiles.ts';
import { nameTogether } from '../../../src/local/copying/nameTogether.ts';
import { createGathering, gatherInTurn } from '../../../src/services/gallery/gathering.ts';
import { sha256 } from '../../harness/sizedFiles.ts';
import { bytesOf, CALL, detailsOf, must, sourceOf, type Sample } from '../../conformance/samples.ts';
import { galleryFolder } from './galleryFolder.ts';

test('jobs that come while others are worked on are worked on together, each with its own answer', async () => {
  const rounds: (readonly number[])[] = [];
  const ask = createGathering(async (jobs: readonly number[]) => {
    rounds.push(jobs);
    if (jobs.includes(4)) throw new Error('four');
    return jobs.map((job) => job * 10);
  });
  const first = ask(1);
  const second = ask(2);
  assert.deepEqual(await Promise.all([first, second]), [10, 20]);
  const failing = Promise.allSettled([ask(3), ask(4)]);
  assert.deepEqual(
    (await failing).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(await ask(5), 50);
  assert.deepEqual(rounds, [[1, 2], [3, 4], [5]]);
});

test('jobs of one turn of the event loop are worked on together, and those of the next one do not wait for them', async () => {
  const rounds: (readonly number[])[] = [];
  const { promise: release, resolve } = Promise.withResolvers<undefined>();
  const ask = gatherInTurn(async (jobs: readonly number[]) => {
    rounds.push(jobs);
    if (jobs.includes(1)) await release;
    if (jobs.includes(4)) throw new Error('four');
    return jobs.map((job) => job * 10);
  });
  const first = [ask(1), Promise.resolve().then(() => ask(2))];
  await nextTurn();
  assert.equal(await ask(3), 30);
  await assert.rejects(ask(4), /four/);
  resolve(undefined);
  assert.deepEqual(await Promise.all(first), [10, 20]);
  assert.deepEqual(rounds, [[1, 2], [3], [4]]);
});

interface Case {
  readonly what: string;
  readonly samples: readonly Sample[];
  readonly outcomes: readonly string[];
  /** Those in the album's folder, where their names do not depend on which of two comes first. */
  readonly files?: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'several photos',
    samples: [{ name: 'a.jpg' }, { name: 'b.jpg' }, { name: 'sub/c.jpg' }],
    outcomes: ['a.jpg', 'b.jpg', 'sub/c.jpg'],
    files: ['a.jpg', 'album.json', 'b.jpg', 'index.html', 'sub/c.jpg'],
  },
  {
    what: 'one photo twice',
    samples: [{ name: 'a.jpg' }, { name: 'a.jpg' }],
    outcomes: ['a.jpg', 'a.jpg'],
    files: ['a.jpg', 'album.json', 'index.html'],
  },
  {
    what: 'two photos of one name',
    samples: [
      { name: 'a.jpg', text: 'one' },
      { name: 'a.jpg', text: 'another' },
    ],
    outcomes: ['a.jpg', 'E_TARGET_CHANGED'],
    files: ['a.jpg', 'album.json', 'index.html'],
  },
  {
    what: 'names that are one on many disks',
    samples: [
      { name: 'a.jpg', text: 'one' },
      { name: 'A.JPG', text: 'another' },
    ],
    outcomes: ['a.jpg', 'A.JPG'],
  },
  {
    what: 'a photo in the place of a file of somebody else, between others',
    samples: [{ name: 'a.jpg' }, { name: 'taken.jpg' }, { name: 'b.jpg' }],
    outcomes: ['a.jpg', 'E_GALLERY_FOREIGN', 'b.jpg'],
    files: ['a.jpg', 'album.json', 'b.jpg', 'index.html', 'taken.jpg'],
  },
];

for (const { what, samples, outcomes, files } of cases) {
  test(`sent at once: ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const service = gallery.open();
    const album = must(await service.createAlbum('Trip', CALL));
    must(await service.listItems(album, CALL));
    if (outcomes.includes('E_GALLERY_FOREIGN')) await writeFile(gallery.path('albums/trip/taken.jpg'), 'of somebody');

    const sent = await Promise.all(
      samples.map((sample) => service.upload(album, detailsOf(sample), sourceOf(sample), CALL)),
    );
    // Which of two comes first, nobody knows.
    assert.deepEqual(
      sent.map((result) => (result.ok ? result.value.name : result.problem.code)).toSorted(),
      [...outcomes].toSorted(),
    );
    const listed = must(await gallery.open().listItems(album, CALL)).map(({ name }) => name);
    assert.deepEqual(
      listed.filter((name) => name !== 'taken.jpg').toSorted(),
      [...new Set(outcomes.filter((name) => !name.startsWith('E_')))].toSorted(),
    );
    await service.finish(CALL);
    if (files) assert.deepEqual(gallery.files('albums/trip'), files);
  });
}

for (const [what, text, outcome] of [
  ['is adopted where it holds the same bytes', 'a.jpg', 'a.jpg'],
  ['stays, and the journal does not speak of it', 'other', 'E_GALLERY_FOREIGN'],
] as const) {
  test(`a file that comes to stand at a place while the journal is flushed ${what}`, async (t) => {
    const gallery = await galleryFolder(t);
    const samples: readonly Sample[] = [{ name: 'a.jpg' }, { name: 'b.jpg' }];
    const late = bytesOf({ name: 'a.jpg', text });
    const place = gallery.path('albums/trip/a.jpg');
    const modified = new Date(detailsOf({ name: 'a.jpg' }).facts.modifiedMs);
    const copier: Partial<FileCopier> = {
      flush: async () => undefined,
      name: (namings) =>
        nameTogether(namings, {
          note: async (naming) => noteFiles(naming, 'now'),
          rename: async (job) => renameFiles(job),
          async flush(paths, flushed) {
            if (flushed === 'files' && !existsSync(place)) await writeFile(place, late);
            // It looks just like the photo of which the journal speaks.
            await utimes(place, modified, modified);
            return paths.map(() => undefined);
          },
        }),
    };
    const service = gallery.open({ copier: copier as FileCopier });
    const album = must(await service.createAlbum('Trip', CALL));
    const sent = await Promise.all(
      samples.map((sample) => service.upload(album, detailsOf(sample), sourceOf(sample), CALL)),
    );
    assert.deepEqual(
      sent.map((result) => (result.ok ? result.value.name : result.problem.code)),
      [outcome, 'b.jpg'],
    );
    assert.deepEqual(gallery.files('albums/trip'), ['a.jpg', 'b.jpg']);
    assert.deepEqual(await readFile(place), late);
    // The run ends here, and only the journal speaks.
    const listed = must(await gallery.open().listItems(album, CALL));
    assert.deepEqual(
      listed.map(({ name, hash }) => [name, hash]),
      samples.map((sample) => [sample.name, sha256(sample.name === 'a.jpg' ? late : bytesOf(sample))]),
    );
  });
}

test('photos that cannot be written down get no names and leave nothing behind', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  must(await service.listItems(album, CALL));
  const [journal, aside] = [gallery.path('.journal/trip.jsonl'), gallery.path('.journal/aside')];
  await rename(journal, aside);
  await mkdir(journal);
  const samples = [{ name: 'a.jpg' }, { name: 'b.jpg' }];
  const sent = await Promise.all(
    samples.map((sample) => service.upload(album, detailsOf(sample), sourceOf(sample), CALL)),
  );
  assert.deepEqual(
    sent.map((result) => (result.ok ? result.value.name : result.problem.code)),
    ['E_GALLERY_FOREIGN', 'E_GALLERY_FOREIGN'],
  );
  assert.deepEqual(gallery.files('albums/trip'), []);

  await rmdir(journal);
  await rename(aside, journal);
  must(await service.upload(album, detailsOf({ name: 'a.jpg' }), sourceOf({ name: 'a.jpg' }), CALL));
  assert.deepEqual(
    must(await service.listItems(album, CALL)).map(({ name }) => name),
    ['a.jpg'],
  );
});

test('a cancel in the middle leaves those without names that have none yet', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const cancel = new AbortController();
  const sent = await Promise.all([
    service.upload(album, detailsOf({ name: 'a.jpg' }), sourceOf({ name: 'a.jpg' }), CALL),
    service.upload(
      album,
      detailsOf({ name: 'b.jpg' }),
      {
        ...sourceOf({ name: 'b.jpg' }),
        verify: async () => {
          cancel.abort();
          return { ok: true, value: undefined };
        },
      },
      { signal: cancel.signal },
    ),
  ]);
  assert.deepEqual(
    sent.map((result) => (result.ok ? result.value.name : result.problem.code)),
    ['a.jpg', 'E_CANCELLED'],
  );
  assert.deepEqual(gallery.files('albums/trip'), ['a.jpg']);
});

test('a photo of which the gallery has the bytes makes room for the next one, whether it is new or replaces another', async (t) => {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  let made = 0;
  const call = { ...CALL, onSent: () => void made++ };
  const [before, after] = [{ name: 'a.jpg' }, { name: 'a.jpg', text: 'changed' }];
  const item = must(await service.upload(album, detailsOf(before), sourceOf(before), call));
  assert.equal(made, 1);
  must(await service.replace(item, detailsOf(after), sourceOf(after), call));
  assert.equal(made, 2);
});
