import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import type { Capture } from '../../../src/engine/model.ts';
import { createHeadReader, type HeadReader } from '../../../src/local/heads/headReader.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import { NO_IMAGES } from '../../harness/gallery.ts';
import { Library, reportText, type LibrarySpec } from '../../harness/library.ts';
import { makePhoto } from '../../harness/photos.ts';

const HEADS = { workerPath: path.resolve('src/headWorker.ts'), threads: 1, timeoutMs: 30_000 };

async function library(): Promise<LibrarySpec> {
  const many = Array.from({ length: 20 }, (_, index): [string, string] => [`Oslo/${index}.jpg`, `${index}`]);
  return {
    'Rome/dated.jpg': { bytes: await makePhoto({ capturedAt: '2008-10-22T16:28:39', caption: 'Harbour' }) },
    'Rome/plain.jpg': 'plain',
    'Rome/false.jpg': { bytes: 'no photo' },
    'Rome/empty.jpg': { bytes: '' },
    'Rome/notes.txt': { bytes: 'notes' },
    'Rome/unnamed': { bytes: await makePhoto({}) },
    'Rome/sub/deeper.jpg': 'deeper',
    ...Object.fromEntries(many),
  };
}

const CASES: readonly {
  readonly what: string;
  readonly kind: RunRequest['kind'];
  readonly heads: boolean;
  /** How many files threads are asked for, and the image process for what they say of themselves. */
  readonly asked: { readonly threads: number; readonly images: number };
}[] = [
  { what: 'a sync asks threads for all', kind: 'sync', heads: true, asked: { threads: 27, images: 0 } },
  { what: 'a preview for the types of many', kind: 'preview', heads: true, asked: { threads: 20, images: 0 } },
  { what: 'without them the run reads', kind: 'sync', heads: false, asked: { threads: 0, images: 24 } },
];

for (const { what, kind, heads, asked } of CASES)
  test(`of a new library, ${what}, and finds the same`, async (t) => {
    const here = new Library(t, await library());
    // What was changed a moment ago may still be changing.
    here.now = Date.now() + 10_000;
    const count = { threads: 0, images: 0 };
    const counted = (reader: HeadReader): HeadReader => ({
      ...reader,
      read: (job, signal) => {
        count.threads += job.paths.length;
        return reader.read(job, signal);
      },
    });
    const report = await here.run({
      kind,
      host: {
        ...(heads && { openHeads: () => counted(createHeadReader(HEADS)) }),
        openImages: () => ({
          ...NO_IMAGES,
          capture: async (): Promise<Capture> => {
            count.images += 1;
            return {};
          },
        }),
      },
    });
    assert.equal(reportText(report), reportText(await new Library(t, await library()).run({ kind })));
    assert.deepEqual(count, asked);
  });

/** A reader, and how many of the 20 photos the thread of the run looks at itself. */
const READERS: readonly (readonly [what: string, open: () => HeadReader, looks: number])[] = [
  ['the threads that read new photos look at them', () => createHeadReader(HEADS), 0],
  [
    'new photos are looked at here, where threads do not tell how they look',
    () => withoutLooks(createHeadReader(HEADS)),
    20,
  ],
  ['new photos are looked at here, where no thread answers', () => ({ ...NO_READER, read: async () => [] }), 20],
];

const NO_READER = { prepare: () => undefined, dispose: () => undefined };

for (const [what, open, looks] of READERS)
  test(what, async (t) => {
    const here = new Library(t, await library());
    const look = t.mock.method(fs, 'lstatSync');
    syncBuiltinESMExports();
    t.after(() => {
      look.mock.restore();
      syncBuiltinESMExports();
    });
    const report = await here.run({ kind: 'preview', host: { openHeads: open } });
    const seen = look.mock.calls.map(({ arguments: [file] }) => String(file));
    assert.equal(seen.filter((file) => /Oslo.\d+\.jpg$/.test(file)).length, looks);
    assert.equal(reportText(report), reportText(await new Library(t, await library()).run({ kind: 'preview' })));
  });

function withoutLooks(reader: HeadReader): HeadReader {
  return { ...reader, read: ({ paths, wants }, signal) => reader.read({ paths, wants }, signal) };
}

test('what threads found out is known to the next run', async (t) => {
  const here = new Library(t, await library());
  here.now = Date.now() + 10_000;
  await here.run({ host: { openHeads: () => createHeadReader(HEADS) } });
  const read: string[] = [];
  const reader: HeadReader = {
    read: async ({ paths }) => {
      read.push(...paths);
      return [];
    },
    prepare: () => undefined,
    dispose: () => undefined,
  };
  await here.run({ kind: 'preview', all: true, host: { openHeads: () => reader } });
  assert.deepEqual(read, []);
});
