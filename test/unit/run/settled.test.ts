import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { MODES } from '../../../src/engine/modes.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';
import { Library, reportText } from '../../harness/library.ts';
import { lookedAt } from '../../harness/lookedAt.ts';
import { IN_GALLERY, SETTINGS, settled, told } from './settledLibrary.ts';

interface Case {
  readonly what: string;
  readonly change: (library: Library) => void;
  readonly settings?: RawSettings;
  /** What has to be looked at. */
  readonly looked: string;
}

const ALL = 'Oslo/d.jpg Rome/c.jpg Trip/Day/b.jpg Trip/a.jpg "Oslo" "Rome" "Trip"';

const cases: readonly Case[] = [
  { what: 'nothing', change: () => undefined, looked: '' },
  {
    what: 'a photo is edited',
    change: (library) => library.write({ 'Rome/c.jpg': 'C' }),
    looked: 'Rome/c.jpg some of "Rome"',
  },
  {
    what: 'a photo is edited and keeps its size and date',
    change: (library) => library.write({ 'Rome/c.jpg': 'x' }),
    looked: 'Rome/c.jpg some of "Rome"',
  },
  {
    what: 'one of its photos is edited',
    change: (library) => library.write({ 'Trip/Day/b.jpg': 'B' }),
    looked: 'Trip/Day/b.jpg some of "Trip"',
  },
  {
    what: 'one of its photos is dated otherwise',
    change: (library) => utimesSync(library.path('Trip/a.jpg'), new Date(), new Date()),
    looked: 'Trip/a.jpg some of "Trip"',
  },
  {
    what: 'one of its photos is emptied',
    change: (library) => writeFileSync(library.path('Trip/a.jpg'), ''),
    looked: 'Trip/a.jpg some of "Trip"',
  },
  {
    what: 'a photo is edited and another one is added',
    change: (library) => library.write({ 'Trip/a.jpg': 'A', 'Trip/Day/e.jpg': 'e' }),
    looked: 'Trip/Day/b.jpg Trip/Day/e.jpg Trip/a.jpg "Trip"',
  },
  {
    what: 'a photo is edited and a new folder flows into its album',
    change: (library) => library.write({ 'Trip/a.jpg': 'A', 'Trip/Day/Trip/e.jpg': 'e' }),
    settings: { ...SETTINGS, albums: { 'Trip/Day': 'Trip', 'Trip/Day/Trip': 'Trip' } },
    looked: ALL.replace('Trip/Day/b', 'Trip/Day/Trip/e.jpg Trip/Day/b'),
  },
  {
    what: 'a photo is edited and another one of its album is deleted on the web',
    change: (library) => {
      library.write({ 'Trip/a.jpg': 'A' });
      library.remove(`${IN_GALLERY}/trip/Day/b.jpg`);
    },
    looked: 'Trip/Day/b.jpg Trip/a.jpg "Trip"',
  },
  {
    what: 'a photo is edited and so is a file that is no photo',
    change: (library) => {
      library.write({ 'Rome/c.jpg': 'C' });
      appendFileSync(library.path('Rome/notes.txt'), 'more');
    },
    looked: 'Rome/c.jpg "Rome"',
  },
  {
    what: 'a photo is added',
    change: (library) => library.write({ 'Rome/e.jpg': 'e' }),
    looked: 'Rome/c.jpg Rome/e.jpg "Rome"',
  },
  {
    what: 'a photo is added to one folder of an album of two',
    change: (library) => library.write({ 'Trip/Day/e.jpg': 'e' }),
    looked: 'Trip/Day/b.jpg Trip/Day/e.jpg Trip/a.jpg "Trip"',
  },
  { what: 'a photo is deleted', change: (library) => library.remove('Trip/a.jpg'), looked: 'Trip/Day/b.jpg "Trip"' },
  {
    what: 'a photo is renamed',
    change: (library) => renameSync(library.path('Rome/c.jpg'), library.path('Rome/z.jpg')),
    looked: 'Rome/z.jpg "Rome"',
  },
  {
    what: 'a photo is moved to another album',
    change: (library) => renameSync(library.path('Rome/c.jpg'), library.path('Oslo/c.jpg')),
    looked: 'Oslo/c.jpg Oslo/d.jpg "Oslo" "Rome"',
  },
  {
    what: 'a folder is renamed',
    change: (library) => renameSync(library.path('Rome'), library.path('Roma')),
    looked: 'Roma/c.jpg "Rome"',
  },
  {
    what: 'a new folder flows into an album',
    change: (library) => library.write({ 'Trip/Day/Night/e.jpg': 'e' }),
    settings: { ...SETTINGS, albums: { 'Trip/Day': 'Trip', 'Trip/Day/Night': 'Rome' } },
    looked: ALL.replace('Trip/Day/b', 'Trip/Day/Night/e.jpg Trip/Day/b'),
  },
  { what: 'a new folder comes', change: (library) => library.write({ 'Bern/e.jpg': 'e' }), looked: 'Bern/e.jpg' },
  {
    what: 'a file that is no photo becomes one',
    change: (library) => writeFileSync(library.path('Rome/notes.txt'), readFileSync(library.path('Rome/c.jpg'))),
    looked: 'Rome/c.jpg Rome/notes.txt "Rome"',
  },
  {
    what: 'a file that is passed over is edited',
    change: (library) => appendFileSync(library.path('Trip/a.xmp'), 'more'),
    looked: '',
  },
  {
    what: 'rules come into a folder',
    change: (library) => writeFileSync(library.path('Rome/.albumsyncignore'), 'c.jpg'),
    looked: '"Rome"',
  },
  {
    what: 'rules come into a folder above',
    change: (library) => writeFileSync(library.path('.albumsyncignore'), 'c.jpg'),
    looked: 'Oslo/d.jpg Trip/Day/b.jpg Trip/a.jpg "Oslo" "Rome" "Trip"',
  },
  {
    what: 'a photo of the gallery is deleted',
    change: (library) => library.remove(`${IN_GALLERY}/oslo/d.jpg`),
    looked: 'Oslo/d.jpg "Oslo"',
  },
  {
    what: 'a photo is put into the gallery',
    change: (library) => {
      mkdirSync(library.path(`${IN_GALLERY}/oslo/new`));
      library.write({ [`${IN_GALLERY}/oslo/new/e.jpg`]: 'e' });
    },
    looked: 'Oslo/d.jpg "Oslo"',
  },
  {
    what: 'an album of the gallery gets another title',
    change: (library) =>
      library.editManifest('oslo', (manifest) => {
        manifest['title'] = 'Bergen';
      }),
    looked: 'Oslo/d.jpg "Bergen"',
  },
  {
    what: 'an album of the gallery is gone',
    change: (library) => library.remove(`${IN_GALLERY}/oslo`),
    looked: 'Oslo/d.jpg',
  },
  { what: 'hashes are compared', change: () => undefined, settings: { ...SETTINGS, compare: ['hash'] }, looked: ALL },
  {
    what: 'what is the same is to be reported',
    change: () => undefined,
    settings: { ...SETTINGS, overrides: { SAME: 'REPORT' } },
    looked: ALL,
  },
  {
    what: 'videos alone are kept in step',
    change: () => undefined,
    settings: { ...SETTINGS, formats: 'video' },
    looked: '"Oslo" "Rome" "Trip"',
  },
  ...MODES.map((mode) => ({
    what: `nothing, and the mode is ${mode}`,
    change: () => undefined,
    settings: { ...SETTINGS, mode },
    looked: '',
  })),
  {
    what: 'a photo is edited, and the mode is upload',
    change: (library) => library.write({ 'Rome/c.jpg': { text: 'C', at: '2024-02-01T00:00:00Z' } }),
    settings: { ...SETTINGS, mode: 'upload' },
    looked: 'Rome/c.jpg some of "Rome"',
  },
  {
    what: 'nothing, and other settings say what may be deleted and how',
    change: () => undefined,
    settings: { ...SETTINGS, allowDelete: 'neither', maxDeletes: 3, concurrency: 1, overrides: { UNKNOWN: 'SILENT' } },
    looked: '',
  },
];

describe('An album that was in step is looked at again when', () => {
  for (const { what, change, settings = SETTINGS, looked } of cases) {
    test(what, async (t) => {
      const library = await settled(t);
      change(library);
      const { text, between } = lookedAt();
      const quick = await library.run({ kind: 'preview', settings, all: false, host: { between } });
      assert.equal(text(), looked);
      const whole = await library.run({ kind: 'preview', settings });
      assert.deepEqual(told(quick), told(whole));
    });
  }
});

const HOUR_MS = 60 * 60 * 1000;

/** Writes into a photo of the gallery, of which its folder knows nothing. */
function editInPlace(library: Library, photo = 'oslo/d.jpg'): void {
  const file = library.path(`${IN_GALLERY}/${photo}`);
  appendFileSync(file, 'x');
  utimesSync(file, new Date('2024-01-01T00:00:00Z'), new Date('2024-01-01T00:00:00Z'));
}

describe('A photo of the gallery that was edited in place is seen', () => {
  const none = () => undefined;
  const EDITED: readonly (readonly [when: string, hours: number, change: Case['change'], looked: string])[] = [
    ['not within a day', 23.9, none, ''],
    ['after a day', 24, none, 'Oslo/d.jpg "Oslo"'],
    ['when the clock was set back a second', -1 / 3600, none, 'Oslo/d.jpg "Oslo"'],
    [
      'when a file comes into its album',
      1,
      (library) => writeFileSync(library.path(`${IN_GALLERY}/oslo/notes.txt`), 'notes'),
      'Oslo/d.jpg "Oslo"',
    ],
    [
      'when its folder is dated as before',
      1,
      (library) => {
        const oslo = library.path(`${IN_GALLERY}/oslo`);
        const { atime, mtime } = statSync(oslo);
        renameSync(`${oslo}/d.jpg`, `${oslo}/e.jpg`);
        renameSync(`${oslo}/e.jpg`, `${oslo}/d.jpg`);
        utimesSync(oslo, atime, mtime);
      },
      'Oslo/d.jpg "Oslo"',
    ],
    [
      'when its file in the photo folders is edited',
      1,
      (library) => library.write({ 'Oslo/d.jpg': 'D' }),
      'Oslo/d.jpg "Oslo" in vain "Oslo"',
    ],
    [
      'when the manifest is edited',
      1,
      (library) =>
        library.editManifest('oslo', (manifest) => {
          manifest['date'] = '2020-01-01T00:00:00';
        }),
      'Oslo/d.jpg "Oslo"',
    ],
  ];
  for (const [when, hours, change, looked] of EDITED)
    test(when, async (t) => {
      const library = await settled(t);
      editInPlace(library);
      change(library);
      library.now += hours * HOUR_MS;
      const { text, between } = lookedAt();
      const quick = await library.run({ kind: 'preview', settings: SETTINGS, all: false, host: { between } });
      assert.equal(text(), looked);
      const whole = await library.run({ kind: 'preview', settings: SETTINGS });
      // All of them see an edit that was looked for.
      if (looked !== '') assert.deepEqual(told(quick), told(whole));
      assert.match(reportText(whole), /:(remote|both)Changed/);
    });
});

test('A photo of the gallery that was edited in place is seen by the run after one that replaced another of its album', async (t) => {
  const library = await settled(t);
  editInPlace(library, 'trip/Day/b.jpg');
  const edited = readFileSync(library.path(`${IN_GALLERY}/trip/Day/b.jpg`));
  library.write({ 'Trip/a.jpg': { text: 'A', at: '2024-02-01T00:00:00Z' } });
  const run = async () => reportText(await library.run({ settings: SETTINGS, all: false }));
  assert.equal(await run(), 'REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg');
  library.now += HOUR_MS;
  assert.equal(await run(), 'DIFFERENT:remoteChanged DOWNLOAD_REMOTE done Trip/Day/b.jpg');
  for (const file of ['Trip/Day/b.jpg', `${IN_GALLERY}/trip/Day/b.jpg`])
    assert.deepEqual(readFileSync(library.path(file)), edited);
});

describe('A photo of the gallery that was edited in place and not seen yet is not overwritten when', () => {
  const LATER = { text: 'D', at: '2024-02-01T00:00:00Z' };
  const UNSEEN: readonly (readonly [what: string, change: Case['change'], told: string])[] = [
    [
      'its file is edited',
      (library) => library.write({ 'Oslo/d.jpg': LATER }),
      'REMOTE_OLDER:bothChanged REPLACE_REMOTE_WITH_LOCAL done Oslo/d.jpg E_CONFLICT',
    ],
    [
      'its file is deleted',
      (library) => library.remove('Oslo/d.jpg'),
      'REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Oslo/d.jpg',
    ],
    [
      'its file is renamed',
      (library) => renameSync(library.path('Oslo/d.jpg'), library.path('Oslo/z.jpg')),
      'LOCAL_ONLY:new UPLOAD_LOCAL done Oslo/z.jpg\nREMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Oslo/d.jpg',
    ],
  ];
  for (const [what, change, told] of UNSEEN)
    test(what, async (t) => {
      const library = await settled(t);
      editInPlace(library);
      const edited = readFileSync(library.path(`${IN_GALLERY}/oslo/d.jpg`));
      change(library);
      const done = await library.run({ settings: SETTINGS, all: false });
      assert.equal(reportText(done), told);
      const holders = library.files().filter((file) => readFileSync(library.path(file)).equals(edited));
      assert.match(holders.join('\n'), /^Oslo\/d.*\.jpg$/m);
      assert.match(holders.join('\n'), /^album-gallery\/albums\/oslo\/d.*\.jpg$/m);
    });
});

test('after the changes were carried out, all is in step again, and is not looked at', async (t) => {
  const library = await settled(t);
  library.write({ 'Rome/c.jpg': { text: 'C', at: '2024-02-01T00:00:00Z' }, 'Bern/e.jpg': 'e' });
  const done = await library.run({ settings: SETTINGS, all: false });
  assert.equal(
    reportText(done),
    'LOCAL_ONLY:new UPLOAD_LOCAL done Bern/e.jpg\nREMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Rome/c.jpg',
  );
  await library.run({ settings: SETTINGS, all: false });
  const { text, between } = lookedAt();
  const report = await library.run({ settings: SETTINGS, all: false, host: { between } });
  assert.deepEqual([text(), report.totals.events.SAME, report.items], ['', 5, []]);
  assert.deepEqual(
    report.albums.map(({ name, folders, parts }) => [name, ...folders, ...parts].join(' ')),
    ['Bern Bern Bern', 'Oslo Oslo Oslo', 'Rome Rome Rome', 'Trip Trip Trip'],
  );
});

test('an album is passed over only while the others are asked for, and when nobody saw its items', async (t) => {
  const library = await settled(t);
  const seen = await library.run({ kind: 'preview', settings: SETTINGS });
  const rome = seen.items.filter(({ album }) => album === 'Rome');
  const reviewed = lookedAt();
  await library.run({
    settings: SETTINGS,
    all: false,
    review: { service: 'gallery', mode: 'twoWay', items: rome },
    host: { between: reviewed.between },
  });
  assert.equal(reviewed.text(), 'Rome/c.jpg "Rome"');
  const everything = lookedAt();
  await library.run({ settings: SETTINGS, all: true, host: { between: everything.between } });
  assert.equal(everything.text(), ALL);
  const one = await library.run({ kind: 'preview', settings: SETTINGS, all: false, albums: ['Rome'] });
  assert.equal(one.totals.events.SAME, 1);
});

test('a run about all of some albums passes over the others', async (t) => {
  const library = await settled(t);
  library.write({ 'Rome/e.jpg': 'e' });
  const { text, between } = lookedAt();
  const run = { kind: 'preview', settings: SETTINGS, all: true, albums: ['Rome'] } as const;
  const rome = await library.run({ ...run, host: { between } });
  assert.equal(text(), 'Rome/c.jpg Rome/e.jpg "Rome"');
  const whole = await library.run({ kind: 'preview', settings: SETTINGS, all: true });
  assert.deepEqual(
    rome.items,
    whole.items.filter(({ album }) => album === 'Rome'),
  );
});

test('what was changed a moment ago is looked at again, since it may still be changing', async (t) => {
  const library = await settled(t);
  library.write({ 'Rome/c.jpg': 'C' });
  library.now = statSync(library.path('Rome/c.jpg')).ctimeMs;
  await library.run({ settings: SETTINGS, all: false });
  await library.run({ settings: SETTINGS, all: false });
  const { text, between } = lookedAt();
  await library.run({ settings: SETTINGS, all: false, host: { between } });
  assert.match(text(), /"Rome"/);
});
