import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { test } from 'node:test';
import { photosLibrary } from '../../harness/googlePhotos.ts';
import { lines, reportText } from '../../harness/library.ts';
import type { Library, LibrarySpec } from '../../harness/library.ts';

const FILES: LibrarySpec = { 'Rome/a.jpg': 'a', 'Rome/b.jpg': 'b', 'Rome/twin of b.jpg': 'b', 'Trip/c.jpg': 'c' };
// An item has the name of the file that came first, so of two with the same bytes that must be certain.
const ONE_BY_ONE = { settings: { concurrency: 1 } };
const TWO_WAY = { settings: { mode: 'twoWay', allowDelete: 'both' } };
const MOVED = lines`
  LOCAL_ONLY:new UPLOAD_LOCAL done Roma/a.jpg
  LOCAL_ONLY:new UPLOAD_LOCAL done Roma/b.jpg
  LOCAL_ONLY:new UPLOAD_LOCAL done Roma/twin of b.jpg`;

/** What a person does with the folder, whether the web album goes along, and the albums after the run. */
const TABLE: readonly (readonly [
  what: string,
  act: (library: Library) => void,
  sent: number,
  albums: readonly string[],
])[] = [
  ['renames it', (library) => move(library, 'Rome', 'Roma'), 0, ['Roma: a.jpg, b.jpg', 'Trip: c.jpg']],
  [
    'renames it and adds a photo',
    (library) => {
      move(library, 'Rome', 'Roma');
      library.write({ 'Roma/new.jpg': 'new' });
    },
    1,
    ['Roma: a.jpg, b.jpg, new.jpg', 'Trip: c.jpg'],
  ],
  [
    'renames it and edits a photo',
    (library) => {
      move(library, 'Rome', 'Roma');
      library.write({ 'Roma/a.jpg': { text: 'edited', at: '2025-01-01T00:00:00Z' } });
    },
    2,
    ['Roma: a.jpg, b.jpg', 'Rome: ', 'Trip: c.jpg'],
  ],
  [
    'moves it into another',
    (library) => {
      for (const name of ['a.jpg', 'b.jpg', 'twin of b.jpg']) move(library, `Rome/${name}`, `Trip/${name}`);
    },
    2,
    ['Rome: ', 'Trip: a.jpg, b.jpg, c.jpg'],
  ],
];

for (const [what, act, sent, albums] of TABLE) {
  test(`when a person ${what}, ${sent} photos are sent`, async (t) => {
    const { anna, emulator, library, run } = await photosLibrary(t, FILES);
    await run(ONE_BY_ONE);
    emulator.log.clear();
    act(library);
    assert.doesNotMatch(reportText(await run(TWO_WAY)), /failed|notSupported/);
    assert.equal(emulator.log.of('uploads').length, sent);
    const names = new Map(anna.items().map(({ id, filename }) => [id, filename]));
    const texts = anna.albums().map(({ title, entries }) => {
      const items = entries.map(({ id }) => names.get(id) ?? '?').toSorted();
      return `${title}: ${items.join(', ')}`;
    });
    assert.deepEqual(texts.toSorted(), albums);
    assert.equal(reportText(await run(TWO_WAY)), '');
  });
}

test('a renamed album has its old title again after an undo', async (t) => {
  const { anna, library, run } = await photosLibrary(t, FILES);
  await run(ONE_BY_ONE);
  move(library, 'Rome', 'Roma');
  assert.equal(reportText(await run(TWO_WAY)), MOVED);
  const undone = await run({ ...TWO_WAY, kind: 'undo' });
  assert.deepEqual([undone.totals.outcomes.done, undone.problems], [3, []]);
  assert.deepEqual(
    anna
      .albums()
      .map(({ title }) => title)
      .toSorted(),
    ['Rome', 'Trip'],
  );
});

test('an album whose new title was not taken keeps its photos', async (t) => {
  const { anna, emulator, library, run } = await photosLibrary(t, FILES);
  await run(ONE_BY_ONE);
  move(library, 'Rome', 'Roma');
  emulator.faults.order({ route: 'albums.patch', fault: { kind: 'answerLost' }, times: Infinity });
  const report = await run(TWO_WAY);
  assert.deepEqual(
    [report.totals.outcomes.failed, report.problems.some(({ code }) => code === 'E_UNREACHABLE')],
    [3, true],
  );
  emulator.faults.clear();
  assert.equal(reportText(await run(TWO_WAY)), MOVED);
  assert.equal(reportText(await run(TWO_WAY)), '');
  assert.deepEqual(
    anna
      .albums()
      .map(({ title, entries }) => `${title} ${entries.length}`)
      .toSorted(),
    ['Roma 2', 'Trip 1'],
  );
});

function move(library: Library, from: string, to: string): void {
  renameSync(library.path(from), library.path(to));
}
