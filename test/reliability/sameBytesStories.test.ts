import assert from 'node:assert/strict';
import { rmSync, renameSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import { CONFIRMABLE_CODES } from '../../src/engine/errors.ts';
import { Library, reportText, tinyJpeg } from '../harness/library.ts';
import { Pool } from '../harness/pool.ts';
import { cutRun } from './crash/cutRun.ts';
import { useQuickDisk } from './crash/quickDisk.ts';

useQuickDisk();

const STORIES = 150;

/** Two of them have one name on the web, and few contents make twins common. */
const PATHS = ['Trip/a.jpg', 'Trip/b.jpg', 'Trip/x/a.jpg', 'Trip/x/day/a.jpg', 'Rome/a.jpg'] as const;
const ALBUMS = ['Trip', 'x (Trip)', 'Rome'] as const;
const CONTENTS = ['p', 'q', 'r'] as const;

type Change =
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'move'; readonly path: string; readonly to: string }
  | { readonly kind: 'take'; readonly album: string; readonly content: string }
  | { readonly kind: 'put'; readonly album: string; readonly content: string };

const oneOf = fc.constantFrom;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: oneOf('write' as const), path: oneOf(...PATHS), content: oneOf(...CONTENTS) }),
  fc.record({ kind: oneOf('remove' as const), path: oneOf(...PATHS) }),
  fc.record({ kind: oneOf('move' as const), path: oneOf(...PATHS), to: oneOf(...PATHS) }),
  fc.record({ kind: oneOf('take' as const), album: oneOf(...ALBUMS), content: oneOf(...CONTENTS) }),
  fc.record({ kind: oneOf('put' as const), album: oneOf(...ALBUMS), content: oneOf(...CONTENTS) }),
);

const story = fc.record({
  files: fc.dictionary(oneOf(...PATHS), oneOf(...CONTENTS)),
  changes: fc.array(change, { maxLength: 5 }),
  cutAt: fc.nat(80),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** A library with a pool, in step and then changed. */
function begin(t: TestContext, { files }: Pick<Story, 'files'>) {
  const library = new Library(t, files);
  const pool = new Pool();
  const between = (ports: object) => ({ ...ports, service: pool.open() }) as never;
  const run = (mode: string, host = {}, kind: 'sync' | 'undo' | 'preview' = 'sync') =>
    library.run({
      all: false,
      kind,
      confirmed: [...CONFIRMABLE_CODES],
      settings: { mode, allowDelete: 'both', maxDeletes: '100%', compare: ['hash'] },
      host: { between, ...host },
    });
  let days = 0;
  const make = (each: Change): void => {
    switch (each.kind) {
      case 'write':
        return library.write({ [each.path]: { text: each.content, at: `2025-01-01T00:${10 + ++days}:00Z` } });
      case 'remove':
        return rmSync(library.path(each.path), { force: true });
      case 'move':
        if (!existsSync(library.path(each.path)) || each.path === each.to) return;
        mkdirSync(path.dirname(library.path(each.to)), { recursive: true });
        return renameSync(library.path(each.path), library.path(each.to));
      case 'take':
        return pool.take(each.album, tinyJpeg(each.content));
      case 'put':
        return pool.put(each.album, 'web.jpg', tinyJpeg(each.content));
    }
  };
  return { library, pool, run, between, make };
}

/** What a person put into an album under a name that is there already is told and left alone. */
function withoutPut(there: string, here: string, changes: readonly Change[]): string {
  const put = new Set(changes.flatMap((each) => (each.kind === 'put' ? `${each.album} ${each.content}` : [])));
  const [lines, wanted] = [there, here].map((text) => text.split('\n').map((line) => line.split(': ')));
  return (lines ?? [])
    .map(([album = '', contents = ''], index) => {
      const left = contents
        .split(' ')
        .filter((content) => wanted?.[index]?.[1]?.includes(content) || !put.has(`${album} ${content}`));
      return `${album}: ${left.join(' ')}`;
    })
    .join('\n');
}

/** What is in each album, here and on the web, as contents: `Rome: p q`. */
function sides(library: Library, pool: Pool): readonly [here: string, there: string] {
  const files = PATHS.flatMap((file) => {
    const text = library.textOf(file);
    return text === undefined ? [] : [[albumOf(file), text] as const];
  });
  const here = ALBUMS.map(
    (album) => `${album}: ${words(files.filter(([name]) => name === album).map(([, text]) => text))}`,
  );
  const there = ALBUMS.map((album) => `${album}: ${words(pool.contentsOf(album))}`);
  return [here.join('\n'), there.join('\n')];
}

function albumOf(file: string): string {
  return file.startsWith('Trip/x/') ? 'x (Trip)' : (file.split('/')[0] ?? '');
}

function words(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join(' ');
}

test(`${STORIES} stories of files with the same bytes come to rest with the web as it shall be`, async (t) => {
  await fc.assert(
    fc.asyncProperty(story, oneOf('syncUpload', 'twoWay'), async (drawn, mode) => {
      const { library, pool, run, make } = begin(t, drawn);
      await run('upload');
      drawn.changes.forEach(make);
      const reports = [await run(mode), await run(mode)];
      const rest = reportText(await run(mode));
      assert.equal(rest.replaceAll(/^.*REPORT reported.*$/gm, '').trim(), '', reports.map(reportText).join('\n--\n'));
      if (mode === 'syncUpload') {
        const [here, there] = sides(library, pool);
        assert.equal(withoutPut(there, here, drawn.changes), here, reports.map(reportText).join('\n--\n'));
      }
    }),
    { numRuns: STORIES, seed: 1 },
  );
});

test(`${STORIES} runs that are killed anywhere are completed by the next ones`, async (t) => {
  await fc.assert(
    fc.asyncProperty(story, async (drawn) => {
      const { library, pool, run, between, make } = begin(t, drawn);
      await run('upload');
      drawn.changes.forEach(make);
      const cut = cutRun({ call: drawn.cutAt + 1, moment: 'before', then: 'dies' });
      await run('syncUpload', { between: (ports: object) => cut.host.between?.(between(ports)) });
      await run('syncUpload');
      await run('syncUpload');
      const [here, there] = sides(library, pool);
      assert.equal(withoutPut(there, here, drawn.changes), here);
      assert.doesNotMatch(reportText(await run('syncUpload')), /done|failed/);
    }),
    { numRuns: STORIES, seed: 2 },
  );
});

test(`an undo of ${STORIES} runs leaves the albums as they were`, async (t) => {
  await fc.assert(
    fc.asyncProperty(story, async (drawn) => {
      const { library, pool, run, make } = begin(t, drawn);
      await run('upload');
      drawn.changes.forEach(make);
      const [, before] = sides(library, pool);
      const report = await run('syncUpload');
      const undone = await run('syncUpload', {}, 'undo');
      const [, after] = sides(library, pool);
      const told = [report, undone].map(reportText).join('\n--\n');
      if (report.items.some(({ outcome }) => outcome === 'done')) assert.equal(after, before, told);
    }),
    { numRuns: STORIES, seed: 3 },
  );
});
