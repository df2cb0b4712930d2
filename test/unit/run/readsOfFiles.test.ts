import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ApplyPorts } from '../../../src/engine/apply/apply.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';
import { Library } from '../../harness/library.ts';

const PHOTOS = ['Rome/a.jpg', 'Rome/b.jpg', 'Oslo/c.jpg'];

/** Counts how often a run opens each photo and each manifest, and what it writes into the ledger. */
async function counted(t: TestContext, library: Library, settings: RawSettings): Promise<string> {
  const opened: string[] = [];
  const note = (file: unknown) => {
    const name = typeof file === 'string' ? path.relative(library.folder, file).replaceAll(path.sep, '/') : '';
    const manifest = /^album-gallery\/albums\/(\w+)\/album\.json$/.exec(name)?.[1];
    if (manifest !== undefined) opened.push(`manifest of ${manifest}`);
    if (name.endsWith('.jpg')) opened.push(name);
  };
  let rows = 0;
  const mocks = [
    ...(['openSync', 'readFileSync'] as const).map((name) => watched(t, fs, name, note)),
    ...(['open', 'readFile'] as const).map((name) => watched(t, fs.promises, name, note)),
  ];
  syncBuiltinESMExports();
  const between = (ports: ApplyPorts): ApplyPorts => ({
    ...ports,
    ledger: new Proxy(ports.ledger, {
      get: (ledger, key) => {
        const value: unknown = Reflect.get(ledger, key);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (/^(remember|forget|learn|settle$)/.test(String(key))) rows += 1;
          return (value as (...all: unknown[]) => unknown).apply(ledger, args);
        };
      },
    }),
  });
  try {
    await library.run({ settings, host: { between } });
  } finally {
    for (const each of mocks) each.mock.restore();
    syncBuiltinESMExports();
  }
  const times = [...Map.groupBy(opened, (file) => file)].map(([file, all]) => `${file} ${all.length}`);
  return [...times.toSorted(), `${rows} rows`].join(', ');
}

type Functions<K extends string> = Readonly<Record<K, (...args: never[]) => unknown>>;

/** Puts a function in the place of one of a module that tells of its first argument. */
function watched<K extends string>(t: TestContext, module: Functions<K>, name: K, note: (file: unknown) => void) {
  const original = module[name] as (...args: unknown[]) => unknown;
  return t.mock.method(
    module as object as Record<string, (...args: unknown[]) => unknown>,
    name,
    (...args: unknown[]) => {
      note(args[0]);
      return original.apply(module, args);
    },
  );
}

async function settled(t: TestContext, settings: RawSettings): Promise<Library> {
  const library = new Library(t, Object.fromEntries(PHOTOS.map((photo) => [photo, photo])));
  // What was changed a moment ago may still be changing, and these files were.
  library.now = Date.now() + 10_000;
  for (let run = 0; run < 2; run++) await library.run({ settings });
  return library;
}

describe('a run reads and writes no more than it must', () => {
  const CASES: readonly [what: string, settings: RawSettings, change: (library: Library) => void, counts: string][] = [
    ['nothing changed, by date and size', {}, () => undefined, 'manifest of oslo 1, manifest of rome 1, 0 rows'],
    [
      'nothing changed, by content',
      { compare: ['hash'] },
      () => undefined,
      'manifest of oslo 1, manifest of rome 1, 0 rows',
    ],
    [
      'one photo changed',
      { mode: 'syncUpload' },
      (library) => library.write({ 'Rome/a.jpg': { text: 'edited', at: '2025-01-01T00:00:00Z' } }),
      // The lines of a manifest that is written anew are read once more, so that nobody keeps those of all albums meanwhile. And it is
      // held open while another one takes its name, but for Windows.
      `Rome/a.jpg 2, manifest of oslo 1, manifest of rome ${process.platform === 'win32' ? 2 : 3}, 2 rows`,
    ],
    [
      'all of it hashed without a ledger',
      { compare: ['hash'] },
      (library) => library.loseLedger(),
      'Oslo/c.jpg 2, Rome/a.jpg 2, Rome/b.jpg 2, manifest of oslo 1, manifest of rome 1, 7 rows',
    ],
  ];
  for (const [what, settings, change, counts] of CASES)
    test(what, async (t) => {
      const library = await settled(t, settings);
      change(library);
      assert.equal(await counted(t, library, settings), counts);
    });
});

test('a photo whose camera dated it years ahead is read like all others', async (t) => {
  const library = new Library(t, {
    'Rome/a.jpg': { text: 'a', at: '2099-01-01T00:00:00Z' },
    'Rome/b.jpg': 'b',
    'Oslo/c.jpg': 'c',
  });
  library.now = Date.now() + 10_000;
  for (let run = 0; run < 2; run++) await library.run({ settings: {} });
  assert.equal(await counted(t, library, {}), 'manifest of oslo 1, manifest of rome 1, 0 rows');
});

test('a gallery in which nothing changed costs some looks at each album, and none at a photo', async (t) => {
  const library = await settled(t, {});
  const looked: string[] = [];
  const note = (file: unknown) => {
    const name = typeof file === 'string' ? path.relative(library.folder, file).replaceAll(path.sep, '/') : '';
    if (/^album-gallery\/(albums|thumbs|\.journal)\//.test(name)) looked.push(name.slice('album-gallery/'.length));
  };
  const mock = watched(t, fs, 'lstatSync', note);
  syncBuiltinESMExports();
  try {
    await library.run({ all: false });
  } finally {
    mock.mock.restore();
    syncBuiltinESMExports();
  }
  assert.deepEqual([...new Set(looked)].toSorted(), [
    'albums/oslo',
    'albums/oslo/album.json',
    'albums/oslo/index.html',
    'albums/rome',
    'albums/rome/album.json',
    'albums/rome/index.html',
  ]);
  assert.equal(looked.length, 6);
});
