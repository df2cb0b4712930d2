import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { createFileCopier } from '../../../src/local/copying/fileCopier.ts';
import type { HeadReader } from '../../../src/local/heads/headReader.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import { Library, type LibrarySpec } from '../../harness/library.ts';
import { PLAIN_HASHER } from '../../harness/plainHasher.ts';

/** Tells nothing of any file, which is then read without it. */
const NO_HEADS: HeadReader = {
  read: ({ paths }) => Promise.resolve(paths.map(() => undefined)),
  prepare: () => undefined,
  dispose: () => undefined,
};
const COPYING = { workerPath: path.resolve('src/copyWorker.ts'), threads: 1 };

const CASES: readonly {
  readonly what: string;
  readonly kind: RunRequest['kind'];
  /** How many runs brought both sides in step before. */
  readonly before: number;
  readonly changed: LibrarySpec;
  readonly prepared: readonly string[];
}[] = [
  { what: 'nothing changed', kind: 'sync', before: 2, changed: {}, prepared: [] },
  {
    what: 'a photo was changed',
    kind: 'sync',
    before: 2,
    changed: { 'Rome/a.jpg': 'changed' },
    prepared: ['heads', 'copier', 'hasher'],
  },
  {
    what: 'two photos were changed',
    kind: 'sync',
    before: 2,
    changed: { 'Rome/a.jpg': 'changed', 'Oslo/c.jpg': 'changed' },
    prepared: ['heads', 'copier', 'hasher'],
  },
  {
    what: 'a photo was changed, but a preview sends nothing',
    kind: 'preview',
    before: 2,
    changed: { 'Rome/a.jpg': 'changed' },
    prepared: [],
  },
  {
    what: 'a first sync, which hashes nothing of which it knows nothing',
    kind: 'sync',
    before: 0,
    changed: {},
    prepared: ['heads', 'copier'],
  },
];

for (const { what, kind, before, changed, prepared } of CASES)
  test(`what takes long to start is started while the folders are looked at, if it will be needed: ${what}`, async (t) => {
    const library = new Library(t, { 'Rome/a.jpg': 'a', 'Rome/b.jpg': 'b', 'Oslo/c.jpg': 'c' });
    // What was changed a moment ago may still be changing, and these files were.
    library.now = Date.now() + 10_000;
    for (let run = 0; run < before; run++) await library.run({ all: false });
    library.write(changed);
    const seen: string[] = [];
    const note = (name: string) => () => void seen.push(name);
    await library.run({
      kind,
      all: false,
      host: {
        openHeads: () => ({ ...NO_HEADS, prepare: note('heads') }),
        openCopier: () => ({ ...createFileCopier(COPYING), prepare: note('copier') }),
        openHasher: () => ({ ...PLAIN_HASHER, prepare: note('hasher') }),
      },
    });
    assert.deepEqual([...new Set(seen)], prepared);
  });
