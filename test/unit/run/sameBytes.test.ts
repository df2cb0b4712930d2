import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { Library, lines, reportText, tinyJpeg } from '../../harness/library.ts';
import type { LibrarySpec, RunOptions } from '../../harness/library.ts';
import { Pool } from '../../harness/pool.ts';

/** A library whose web albums are in a pool, and what was in step before the test began. */
async function inStep(t: TestContext, spec: LibrarySpec): Promise<{ library: Library; pool: Pool; run: Run }> {
  const library = new Library(t, spec);
  const pool = new Pool();
  const host = { between: (ports: object) => ({ ...ports, service: pool.open() }) as never };
  const run: Run = async (options = {}) => reportText(await library.run({ all: false, ...options, host }));
  await run();
  return { library, pool, run };
}

type Run = (options?: RunOptions) => Promise<string>;

const SYNC_UPLOAD = { settings: { mode: 'syncUpload', allowDelete: 'remote' } };
const TWO_WAY = { settings: { mode: 'twoWay', allowDelete: 'both' } };
const REPAIR = { settings: { mode: 'repairUpload' } };
const TWINS: LibrarySpec = { 'Trip/a.jpg': 'same', 'Trip/b.jpg': 'same' };

test('two names of the same bytes are one item, and both are in step', async (t) => {
  const { pool, run } = await inStep(t, { ...TWINS, 'Rome/c.jpg': 'same' });
  assert.equal(pool.text(), 'Rome\n  same\nTrip\n  same');
  for (const options of [{}, SYNC_UPLOAD, TWO_WAY]) assert.equal(await run(options), '');
});

test('an item keeps the name that the ledger has', async (t) => {
  const { run } = await inStep(t, { 'Trip/2019/May/day 1/a.jpg': 'one', 'Trip/2019/May/day 2/a.jpg': 'two' });
  for (const options of [{}, SYNC_UPLOAD, TWO_WAY]) assert.equal(await run(options), '');
});

for (const options of [SYNC_UPLOAD, TWO_WAY]) {
  test(`deleting one of two names leaves the item to the other: ${options.settings.mode}`, async (t) => {
    const { library, pool, run } = await inStep(t, TWINS);
    library.remove('Trip/a.jpg');
    assert.equal(await run(options), 'REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg');
    assert.deepEqual(pool.contents(), ['same']);
    assert.equal(await run(options), '');
    library.remove('Trip/b.jpg');
    library.write({ 'Trip/other.jpg': 'other' });
    await run(options);
    assert.equal(pool.text(), 'Trip\n  other');
  });

  test(`deleting both names takes the item out of its album: ${options.settings.mode}`, async (t) => {
    const { library, pool, run } = await inStep(t, { ...TWINS, 'Trip/c.jpg': 'other', 'Rome/d.jpg': 'same' });
    library.remove('Trip/a.jpg');
    library.remove('Trip/b.jpg');
    await run(options);
    assert.equal(pool.text(), 'Rome\n  same\nTrip\n  other');
  });

  test(`a renamed file finds its item again: ${options.settings.mode}`, async (t) => {
    const { library, pool, run } = await inStep(t, { 'Trip/a.jpg': 'one', 'Trip/b.jpg': 'two' });
    library.remove('Trip/a.jpg');
    library.write({ 'Trip/z.jpg': 'one' });
    assert.equal(
      await run(options),
      lines`
        LOCAL_ONLY:new UPLOAD_LOCAL done Trip/z.jpg
        REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/a.jpg`,
    );
    assert.equal(pool.text(), 'Trip\n  one\n  two');
    assert.equal(await run(options), '');
  });

  test(`changing one of two names leaves the old content to the other: ${options.settings.mode}`, async (t) => {
    const { library, pool, run } = await inStep(t, TWINS);
    library.write({ 'Trip/a.jpg': { text: 'changed', at: '2025-01-01T00:00:00Z' } });
    assert.equal(await run(options), 'REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg');
    assert.deepEqual(pool.contents(), ['changed', 'same']);
    assert.equal(await run(options), '');
  });

  test(`changing both of two names takes the old content away: ${options.settings.mode}`, async (t) => {
    const { library, pool, run } = await inStep(t, TWINS);
    const at = '2025-01-01T00:00:00Z';
    library.write({ 'Trip/a.jpg': { text: 'one', at }, 'Trip/b.jpg': { text: 'two', at } });
    await run(options);
    assert.deepEqual(pool.contents(), ['one', 'two']);
    assert.equal(await run(options), '');
  });

  test(`two files that swap their contents keep both: ${options.settings.mode}`, async (t) => {
    const { library, pool, run } = await inStep(t, { 'Trip/a.jpg': 'one', 'Trip/b.jpg': 'two' });
    library.write({
      'Trip/a.jpg': { text: 'two', at: '2025-01-01T00:00:00Z' },
      'Trip/b.jpg': { text: 'one', at: '2025-01-01T00:00:00Z' },
    });
    await run(options);
    assert.deepEqual(pool.contents(), ['one', 'two']);
    assert.equal(await run(options), '');
  });
}

const UNDONE: readonly (readonly [what: string, change: (library: Library) => void, left: readonly string[]])[] = [
  ['a second name', (library) => library.write({ 'Trip/c.jpg': 'one' }), ['one', 'two']],
  ['a new photo', (library) => library.write({ 'Trip/c.jpg': 'three' }), ['one', 'two']],
  [
    'two names of a new photo',
    (library) => library.write({ 'Trip/c.jpg': 'three', 'Trip/d.jpg': 'three' }),
    ['one', 'two'],
  ],
  ['a deletion', (library) => library.remove('Trip/a.jpg'), ['one', 'two']],
  [
    'a change',
    (library) => library.write({ 'Trip/a.jpg': { text: 'three', at: '2025-01-01T00:00:00Z' } }),
    ['one', 'two'],
  ],
  [
    'a change to what is there',
    (library) => library.write({ 'Trip/a.jpg': { text: 'two', at: '2025-01-01T00:00:00Z' } }),
    ['one', 'two'],
  ],
  [
    'a swap',
    (library) =>
      library.write({
        'Trip/a.jpg': { text: 'two', at: '2025-01-01T00:00:00Z' },
        'Trip/b.jpg': { text: 'one', at: '2025-01-01T00:00:00Z' },
      }),
    ['one', 'two'],
  ],
];

for (const [what, change, left] of UNDONE) {
  test(`undoing ${what} leaves what was there`, async (t) => {
    const { library, pool, run } = await inStep(t, { 'Trip/a.jpg': 'one', 'Trip/b.jpg': 'two' });
    change(library);
    await run(SYNC_UPLOAD);
    const undone = await run({ ...SYNC_UPLOAD, kind: 'undo' });
    assert.doesNotMatch(undone, /failed|notSupported/);
    assert.deepEqual(pool.contents(), left);
  });
}

test('without the ledger, sending the bytes again finds the items', async (t) => {
  const { library, pool, run } = await inStep(t, { 'Trip/a.jpg': 'one', 'Trip/2019/May/c.jpg': 'other' });
  library.loseLedger();
  const before = pool.text();
  assert.equal(
    await run(REPAIR),
    lines`
      UNKNOWN UPDATE_REMOTE_METADATA done 2019 (Trip)/May/c.jpg
      UNKNOWN UPDATE_REMOTE_METADATA done Trip/a.jpg`,
  );
  assert.equal(pool.text(), before);
  assert.equal(await run(SYNC_UPLOAD), '');
});

test('an unknown item that is another photo stays, and a person is told', async (t) => {
  const { library, pool, run } = await inStep(t, { 'Trip/a.jpg': 'mine', 'Trip/b.jpg': 'other' });
  pool.put('Rome', 'a.jpg', tinyJpeg('of somebody else'));
  library.write({ 'Rome/a.jpg': 'my Rome' });
  assert.equal(await run(REPAIR), 'UNKNOWN UPDATE_REMOTE_METADATA done Rome/a.jpg E_REMOTE_DUPLICATE');
  assert.equal(pool.text(), 'Rome\n  my Rome\n  of somebody else\nTrip\n  mine\n  other');
  assert.equal(await run(REPAIR), 'UNKNOWN REPORT reported Rome/a.jpg E_REMOTE_DUPLICATE');
});

for (const count of [1, 49, 50, 120]) {
  test(`${count} photos are made in ${Math.ceil(count / 50)} batches an album`, async (t) => {
    const names = Array.from({ length: count }, (_, index) => `${index}.jpg`);
    const spec = names.flatMap((name) => [
      [`One/${name}`, `one ${name}`],
      [`Two/${name}`, `two ${name}`],
    ]);
    const { pool } = await inStep(t, Object.fromEntries(spec) as LibrarySpec);
    const sizes = Array.from({ length: Math.ceil(count / 50) }, (_, index) => Math.min(50, count - index * 50));
    const expected = ['One', 'Two'].flatMap((album) => sizes.map((size) => `${album} ${size}`));
    assert.deepEqual(pool.batches.toSorted(), expected.toSorted());
  });
}

test('many albums of few photos are one batch each', async (t) => {
  const albums = Array.from({ length: 130 }, (_, index) => `Album ${String(index).padStart(3, '0')}`);
  const spec = albums.flatMap((album) => ['a', 'b'].map((name) => [`${album}/${name}.jpg`, `${album} ${name}`]));
  const { pool } = await inStep(t, Object.fromEntries(spec) as LibrarySpec);
  assert.deepEqual(
    pool.batches.toSorted(),
    albums.map((album) => `${album} 2`),
  );
});
