import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RemoteAlbum, RemoteItem } from '../../src/engine/model.ts';
import type { ContentSink } from '../../src/engine/ports/albumService.ts';
import { ok } from '../../src/engine/result.ts';
import { Library, reportText, tinyJpeg } from '../harness/library.ts';
import { useQuickDisk } from './crash/quickDisk.ts';
import { hostWith } from '../harness/between.ts';
import { hostileName, hostileTitle } from './hostile/names.ts';

useQuickDisk();

/** Albums with the names of their items. */
type Names = readonly { readonly title: string; readonly names: readonly string[] }[];

/** Reasons for which an item may stay where it is; each of them is said. */
const SAID = new Set(['E_NAME', 'E_REMOTE_DUPLICATE', 'E_LEFT_ALONE']);

const someNames: fc.Arbitrary<Names> = fc.array(
  fc.record({ title: hostileTitle, names: fc.uniqueArray(hostileName, { maxLength: 12 }) }),
  { minLength: 1, maxLength: 8 },
);

test('whatever names come from the web, every download stays in its root and keeps its name', async (t) => {
  let done = 0;
  let said = 0;
  await fc.assert(
    fc.asyncProperty(someNames, async (albums) => {
      const library = new Library(t, { 'photos/own/own.jpg': 'own' });
      const host = hostWith({ service: () => serviceWith(albums) });
      const settings = { folders: ['photos'], mode: 'download' };
      const report = await library.run({ settings, host });
      checkContainment(library);
      const fetched = report.items.filter(({ action, outcome }) => action === 'DOWNLOAD_REMOTE' && outcome === 'done');
      const left = report.items.filter(({ outcome, event }) => event === 'REMOTE_ONLY' && outcome !== 'done');
      for (const item of left) assert.ok(item.error && SAID.has(item.error.code), reportText(report));
      for (const item of fetched) assert.equal(library.textOf(item.path ?? ''), textFor(item.remoteId ?? ''));
      // The same web items are the same files at the next run, under the same names.
      const again = await library.run({ settings, host });
      checkContainment(library);
      const pairs = (items: typeof report.items) =>
        items.map(({ album, name, path: file }) => JSON.stringify([album, name, file])).sort();
      assert.deepEqual(pairs(again.items.filter(({ outcome }) => outcome === 'silent')), pairs(fetched));
      done += fetched.length;
      said += left.length;
    }),
    { numRuns: 60, seed: 2026 },
  );
  assert.ok(done > 1000 && said < done / 10, `${done} items were fetched and ${said} were not`);
});

/** A service that has these albums and nothing else. */
function serviceWith(albums: Names) {
  const listed = albums.map(({ title }, index): RemoteAlbum => ({ id: `album${index}`, title }));
  const itemsOf = (id: string): RemoteItem[] =>
    (albums[Number(id.slice('album'.length))]?.names ?? []).map((name, index) => {
      const itemId = `${id}/${index}`;
      const type = { kind: 'photo', mime: 'image/jpeg' } as const;
      return { id: itemId, albumId: id, name, type, size: tinyJpeg(textFor(itemId)).length, modifiedMs: 1.7e12 };
    });
  return {
    listAlbums: async () => ok(listed),
    listItems: async ({ id }: RemoteAlbum) => ok(itemsOf(id)),
    download: (item: RemoteItem, sink: ContentSink) => sink(once(tinyJpeg(textFor(item.id)))),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function textFor(id: string): string {
  return `the content of ${id}`;
}

/** Nothing is anywhere but in the root, and nothing in it is hidden or unfinished. */
function checkContainment(library: Library): void {
  assert.deepEqual(readdirSync(path.dirname(library.folder)).sort(), ['home', 'my photos']);
  assert.deepEqual(readdirSync(library.folder), ['photos']);
  const all = readdirSync(library.path('photos'), { recursive: true, encoding: 'utf8' });
  assert.deepEqual(
    all.filter((file) => path.basename(file).startsWith('.')),
    [],
  );
}
