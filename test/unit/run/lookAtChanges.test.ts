import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { ChangesFound } from '../../../src/run/lookAtChanges.ts';
import type { RunKind } from '../../../src/run/request.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';
import { Library } from '../../harness/library.ts';

const PHOTOS = {
  'photos/Italy/Rome/forum.jpg': 'forum',
  'photos/Italy/Rome/tiber.jpg': 'tiber',
  'photos/Norway/fjord.jpg': 'fjord',
};
const SETTINGS: RawSettings = { folders: ['photos'] };

interface Case {
  readonly what: string;
  /** The last comparison; a sync unless told. */
  readonly after?: RunKind;
  readonly settings?: RawSettings;
  readonly happens: (library: Library) => unknown;
  /** What was heard of; all of it when it was too much. */
  readonly heard: readonly string[] | 'many';
  readonly told: string;
}

const CASES: readonly Case[] = [
  { what: 'nothing, though something was heard', happens: () => 0, heard: ['photos/Norway/fjord.jpg'], told: '' },
  {
    what: 'nothing, though something was heard after a preview',
    after: 'preview',
    happens: () => 0,
    heard: ['photos/Norway'],
    told: '',
  },
  {
    what: 'a new photo beside others',
    happens: (library) => library.write({ 'photos/Norway/new.jpg': 'new' }),
    heard: ['photos/Norway/new.jpg'],
    told: 'added Norway/new.jpg',
  },
  {
    what: 'a photo in a folder that is new, by the name that its album will have',
    happens: (library) => library.write({ 'photos/Spain/Cadiz/port.jpg': 'port' }),
    heard: ['photos/Spain'],
    told: 'added Cadiz (Spain)/port.jpg',
  },
  {
    what: 'a changed photo',
    happens: (library) => library.write({ 'photos/Norway/fjord.jpg': 'another fjord' }),
    heard: ['photos/Norway/fjord.jpg'],
    told: 'changed Norway/fjord.jpg',
  },
  {
    what: 'a photo that was changed and changed back',
    happens: (library) => {
      library.write({ 'photos/Norway/fjord.jpg': 'another fjord' });
      library.write({ 'photos/Norway/fjord.jpg': 'fjord' });
    },
    heard: ['photos/Norway/fjord.jpg'],
    told: '',
  },
  {
    what: 'nothing of what a run has worked on, where nobody is signed in and so nobody knows how it left that',
    settings: { service: 'googleDrive' },
    happens: (library) => library.write({ 'photos/Norway/new.jpg': 'new' }),
    heard: 'many',
    told: 'added Norway/new.jpg',
  },
  {
    what: 'a removed photo',
    happens: (library) => library.remove('photos/Norway/fjord.jpg'),
    heard: ['photos/Norway/fjord.jpg'],
    told: 'gone Norway/fjord.jpg',
  },
  {
    what: 'a folder that was moved: one side of it is heard of as a folder',
    happens: (library) => renameSync(library.path('photos/Italy/Rome'), library.path('photos/Roma')),
    heard: ['photos/Italy/Rome', 'photos/Roma'],
    told: `added Roma/forum.jpg
added Roma/tiber.jpg
gone Rome (Italy)/forum.jpg
gone Rome (Italy)/tiber.jpg`,
  },
  {
    what: 'only what was heard of',
    happens: (library) => library.write({ 'photos/Norway/new.jpg': 'new', 'photos/Norway/newer.jpg': 'newer' }),
    heard: ['photos/Norway/newer.jpg'],
    told: 'added Norway/newer.jpg',
  },
  {
    what: 'everything, when it was too much to keep count',
    happens: (library) => {
      library.write({ 'photos/Norway/new.jpg': 'new' });
      library.remove('photos/Italy/Rome/tiber.jpg');
    },
    heard: 'many',
    told: `added Norway/new.jpg
gone Rome (Italy)/tiber.jpg`,
  },
  {
    what: 'nothing of what a scan passes over',
    settings: { exclude: ['raw/'], excludeAlbums: ['Private'] },
    happens: (library) =>
      library.write({
        'photos/Norway/raw/a.jpg': 'a',
        'photos/Norway/.hidden.jpg': 'b',
        'photos/Norway/notes.txt': { bytes: 'no photo' },
        'photos/Norway/film.mp4': { bytes: 'no film' },
        'photos/Private/c.jpg': 'c',
        'album-gallery/albums/norway/d.jpg': 'd',
        'elsewhere/e.jpg': 'e',
      }),
    heard: ['photos/Norway', 'photos/Private/c.jpg', 'album-gallery/albums/norway/d.jpg', 'elsewhere/e.jpg'],
    told: '',
  },
  {
    what: 'a photo that is excluded from now on as changed, because nobody removed it',
    happens: (library) => library.write({ 'photos/Norway/.albumsyncignore': { bytes: 'fjord.jpg' } }),
    heard: ['photos/Norway'],
    told: 'changed Norway/fjord.jpg',
  },
  {
    what: 'photo folders that are gone, and not that their photos are',
    happens: (library) => library.remove('photos'),
    heard: ['photos'],
    told: 'missing photos',
  },
  {
    what: 'photo folders that are empty, as the place of a disk that is not connected',
    happens: (library) => {
      library.remove('photos');
      mkdirSync(library.path('photos/.Trash-1000'), { recursive: true });
    },
    heard: 'many',
    told: 'missing photos',
  },
  {
    what: 'a workspace folder that is gone',
    happens: (library) => rmSync(library.folder, { recursive: true }),
    heard: ['photos/Norway'],
    told: 'missing photos',
  },
  {
    what: 'nothing with settings that cannot be used: a run says so',
    settings: { mode: 'sideways' },
    happens: (library) => library.write({ 'photos/Norway/new.jpg': 'new' }),
    heard: ['photos/Norway/new.jpg'],
    told: '',
  },
];

describe('a look at what was heard of tells', () => {
  for (const { what, after = 'sync', settings = {}, happens, heard, told } of CASES)
    it(what, async (t) => {
      const library = new Library(t, PHOTOS);
      const report = await library.run({ kind: after, settings: SETTINGS });
      happens(library);
      const paths = heard === 'many' ? heard : new Set(heard);
      assert.equal(changesText(await library.changesSince(report, paths, { ...SETTINGS, ...settings })), told);
    });

  it('nothing of what a sync itself fetched, deleted or kept twice', async (t) => {
    const library = new Library(t, PHOTOS);
    const settings = { ...SETTINGS, mode: 'twoWay', allowDelete: 'both' };
    await library.run({ settings });
    library.write({
      'album-gallery/albums/norway/new.jpg': 'new',
      'album-gallery/albums/norway/fjord.jpg': { text: 'web', at: '2024-02-01T00:00:00Z' },
      'photos/Norway/fjord.jpg': { text: 'here', at: '2024-03-01T00:00:00Z' },
    });
    library.remove('album-gallery/albums/rome-italy/tiber.jpg');
    const report = await library.run({ settings });
    assert.equal(report.totals.outcomes.done, 3);
    assert.equal(changesText(await library.changesSince(report, 'many', settings)), '');
  });
});

function changesText({ changes, missingRoots }: ChangesFound): string {
  return [
    ...changes.map(({ kind, album, name }) => `${kind} ${album}/${name}`).sort(),
    ...missingRoots.map((root) => `missing ${root}`),
  ].join('\n');
}
