import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { photosLibrary } from '../harness/googlePhotos.ts';
import { textOfJpeg } from '../harness/library.ts';
import type { RunOptions } from '../harness/library.ts';
import { cutEverywhere } from './crash/cutEverywhere.ts';
import { useQuickDisk } from './crash/quickDisk.ts';

useQuickDisk();

const OPTIONS: RunOptions = { settings: { mode: 'twoWay', allowDelete: 'both', concurrency: 1 } };

/** In step once, and then changed here in every way that Google Photos knows, and there as a person can. */
async function begin(t: TestContext) {
  const account = await photosLibrary(t, {
    'Trip/changed.jpg': 'changed',
    'Trip/gone here.jpg': 'gone here',
    'Trip/gone there.jpg': 'gone there',
    'Trip/one.jpg': 'one',
    'Trip/other.jpg': 'other',
    'Trip/twin.jpg': 'twin',
    'Rome/twin of twin.jpg': 'twin',
  });
  const { anna, library, run } = account;
  await run(OPTIONS);
  const later = { at: '2025-02-02T00:00:00Z' };
  library.remove('Trip/gone here.jpg');
  library.remove('Trip/twin.jpg');
  library.write({
    'Trip/changed.jpg': { text: 'changed, second', ...later },
    'Trip/one.jpg': { text: 'other', ...later },
    'Trip/other.jpg': { text: 'one', ...later },
    'Rome/new.jpg': 'new',
    'Rome/twin of new.jpg': 'new',
    'New/n.jpg': 'new album',
  });
  const album = anna.albums().find(({ title }) => title === 'Trip');
  const gone = anna.items().find(({ filename }) => filename === 'gone there.jpg');
  assert.ok(album && gone);
  anna.removeFromAlbum(album.id, gone.id);
  return account;
}

type Account = Awaited<ReturnType<typeof begin>>;

const HERE = [
  'New/n.jpg: new album',
  'Rome/new.jpg: new',
  'Rome/twin of new.jpg: new',
  'Rome/twin of twin.jpg: twin',
  'Trip/changed.jpg: changed, second',
  'Trip/one.jpg: other',
  'Trip/other.jpg: one',
];
const WANTED = ['New: new album', 'Rome: new, twin', 'Trip: changed, second; one; other']
  .join('\n')
  .replaceAll(';', ',');

cutEverywhere({
  begin,
  options: OPTIONS,
  here: HERE,
  checkAccount: ({ anna }) => {
    assert.equal(contentsOf(anna), WANTED);
    assert.equal(anna.items().length, 9);
  },
});

function contentsOf(anna: Account['anna']): string {
  const texts = new Map(anna.items().map(({ id, bytes }) => [id, textOfJpeg(bytes)]));
  const albums = anna.albums().map(({ title, entries }) => {
    const names = entries.map(({ id }) => texts.get(id) ?? '?').toSorted();
    return `${title}: ${names.join(', ')}`;
  });
  return albums.toSorted().join('\n');
}
