import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaseAlbum, BaseItem, RemoteItem } from '../../../src/engine/model.ts';
import { folderNamer, nameFiles } from '../../../src/run/gather.ts';
import { chooseTargets } from '../../../src/run/targets.ts';
import { substituteInTime } from '../../../src/settings/boundedPattern.ts';
import { readSettings } from '../../../src/settings/readSettings.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';

interface Place {
  readonly files: readonly string[];
  readonly settings?: RawSettings;
  readonly known?: readonly BaseAlbum[];
  readonly remembered?: readonly string[];
}

/** Where the item `album/name` goes that is on the web and not on the disk. */
function target(
  { files, settings = {}, known = [], remembered = [] }: Place,
  album: string,
  name: string,
  base?: string,
): string {
  const read = readSettings(settings);
  assert.ok('settings' in read);
  const scan = {
    ...{ roots: [], unreadable: [], skipped: [], folders: [], problems: [], excludes: () => false },
    files: files.map((path) => ({
      ...{ path, root: '.', pathInRoot: path, size: 1, modifiedMs: 0 },
      type: { kind: 'photo', mime: 'image/jpeg' } as const,
    })),
  };
  const named = nameFiles(scan, read.settings, { items: [], albums: known }, substituteInTime);
  const albumOf = folderNamer(read.settings, known, substituteInTime);
  const { targetOf } = chooseTargets({
    ...{ settings: read.settings, folders: named.folders, known, albumOf },
    files: () => files,
    remembered: () => remembered,
  });
  const item: RemoteItem = { id: 'i1', albumId: 'A1', name };
  return targetOf(album, item, base === undefined ? undefined : ({ path: base } as BaseItem));
}

test('what is downloaded goes to a folder that flows into its album', () => {
  const byHand = { albums: { Rome: 'Trip' } };
  const table: readonly (readonly [place: Place, item: readonly [string, string], expected: string])[] = [
    [{ files: [] }, ['Trip', 'a.jpg'], 'Trip/a.jpg'],
    [{ files: [] }, ['Home', 'a.jpg'], 'a.jpg'],
    [{ files: [] }, ['Trip', 'Day 1/a.jpg'], 'Trip/Day 1/a.jpg'],
    [{ files: [] }, ['AC/DC', 'a.jpg'], 'AC%2FDC/a.jpg'],
    [{ files: ['2010/Trip/b.jpg'] }, ['Trip (2010)', 'a.jpg'], '2010/Trip/a.jpg'],
    // The folder Trip is there for its sub-folder, and a sub-folder of its own would be another album.
    [{ files: ['Trip/Day/b.jpg'] }, ['Trip', 'a.jpg'], 'Trip/a.jpg'],
    [{ files: ['Trip/Day/b.jpg'] }, ['Trip', 'Day/a.jpg'], 'Trip/Day%2Fa.jpg'],
    // What was deleted here comes back to its place, which must not become another album's meanwhile.
    [{ files: [], remembered: ['Trip/Day/b.jpg'] }, ['Trip', 'Day/a.jpg'], 'Trip/Day%2Fa.jpg'],
    [{ files: [], remembered: ['Trip/A.jpg'] }, ['Trip', 'a.jpg'], 'Trip/%61.jpg'],
    // Rome flows into Trip by hand, so the album Rome of the web needs another folder.
    [{ files: [], settings: byHand }, ['Rome', 'a.jpg'], 'Rome (2)/a.jpg'],
    [{ files: [], settings: byHand }, ['Trip', 'a.jpg'], 'Rome/a.jpg'],
    // All folders flow into one album, and one of them has the name of an album of the web.
    [{ files: ['Rome/b.jpg'], settings: { 'naming.templates': ['All'] } }, ['Rome', 'a.jpg'], 'Rome (2)/a.jpg'],
    [{ files: [], settings: { 'naming.templates': ['All'] } }, ['Rome', 'a.jpg'], 'Rome/a.jpg'],
    [
      {
        files: ['Rome/b.jpg'],
        settings: { 'naming.templates': ['All'] },
        known: [{ id: 'A1', album: 'Rome', part: 1, folders: ['Rome'] }],
      },
      ['Rome', 'a.jpg'],
      'Rome/a.jpg',
    ],
  ];
  for (const [place, [album, name], expected] of table) assert.equal(target(place, album, name), expected);
});

test('an item that was deleted here goes back, unless its place belongs to another one now', () => {
  const back = 'Trip/old.jpg';
  assert.equal(target({ files: ['Trip/b.jpg'] }, 'Trip', 'a.jpg', back), back);
  assert.equal(target({ files: ['Trip/b.jpg', back] }, 'Trip', 'a.jpg', back), 'Trip/a.jpg');
  assert.equal(target({ files: [], settings: { albums: { Trip: 'Rome' } } }, 'Trip', 'a.jpg', back), 'Trip (2)/a.jpg');
});
