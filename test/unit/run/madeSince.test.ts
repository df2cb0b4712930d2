import assert from 'node:assert/strict';
import { appendFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ApplyPorts } from '../../../src/engine/apply/apply.ts';
import { instead } from '../../harness/between.ts';
import { Library, reportText } from '../../harness/library.ts';
import { lookedAt } from '../../harness/lookedAt.ts';
import { IN_GALLERY, SETTINGS, told } from './settledLibrary.ts';

type Change = (library: Library) => void;

const none: Change = () => undefined;
const ALL = 'Rome/c.jpg Trip/a.jpg Trip/b.jpg "Rome" "Trip"';

/** Another content of the same size and date. */
function writeOver(library: Library, file: string): void {
  const place = library.path(file);
  const { atime, mtime, size } = statSync(place);
  writeFileSync(place, 'x'.repeat(size));
  utimesSync(place, atime, mtime);
}

const cases: readonly (readonly [what: string, meanwhile: Change, afterwards: Change, looked: string])[] = [
  ['nothing happens', none, none, ''],
  ['a photo is edited', none, (library) => library.write({ 'Rome/c.jpg': 'C' }), 'Rome/c.jpg some of "Rome"'],
  ['a photo is deleted', none, (library) => library.remove('Trip/a.jpg'), 'Trip/b.jpg "Trip"'],
  [
    'a photo is added',
    none,
    (library) => library.write({ 'Trip/d.jpg': 'd' }),
    'Trip/a.jpg Trip/b.jpg Trip/d.jpg "Trip"',
  ],
  [
    'a copy is edited in its place',
    none,
    (library) => appendFileSync(library.path(`${IN_GALLERY}/rome/c.jpg`), 'x'),
    'Rome/c.jpg "Rome"',
  ],
  ['a copy is deleted', none, (library) => library.remove(`${IN_GALLERY}/rome/c.jpg`), 'Rome/c.jpg "Rome"'],
  [
    'a photo is put into an album',
    none,
    (library) => library.write({ [`${IN_GALLERY}/rome/new.jpg`]: 'new' }),
    'Rome/c.jpg "Rome"',
  ],
  [
    'a manifest is edited',
    none,
    (library) =>
      library.editManifest('rome', (manifest) => {
        manifest['date'] = '2020-01-01T00:00:00';
      }),
    'Rome/c.jpg "Rome"',
  ],
  [
    'a manifest is written over and dated as before',
    none,
    (library) => writeOver(library, `${IN_GALLERY}/rome/album.json`),
    'Rome/c.jpg "Rome"',
  ],
  [
    'a photo is put into an album while it is made',
    (library) => library.write({ [`${IN_GALLERY}/rome/new.jpg`]: 'new' }),
    none,
    'Rome/c.jpg "Rome"',
  ],
  [
    'a copy is edited while its album is made',
    (library) => appendFileSync(library.path(`${IN_GALLERY}/rome/c.jpg`), 'x'),
    none,
    'Rome/c.jpg "Rome"',
  ],
  [
    'a copy is deleted while its album is made',
    (library) => library.remove(`${IN_GALLERY}/rome/c.jpg`),
    none,
    'Rome/c.jpg "Rome"',
  ],
  [
    'a photo is edited while it is sent',
    (library) => library.write({ 'Rome/c.jpg': { text: 'C', at: '2024-02-01T00:00:00Z' } }),
    none,
    'Rome/c.jpg some of "Rome"',
  ],
  ['a folder gets rules', none, (library) => library.write({ '.albumsyncignore': 'd.jpg' }), ALL],
];

/** Two albums that were sent a moment ago; something happens before the first run completes them. */
async function firstRun(t: TestContext, meanwhile: Change, at = '2024-01-01T00:00:00Z'): Promise<Library> {
  const library = new Library(t, {
    'Trip/a.jpg': { text: 'a', at },
    'Trip/b.jpg': { text: 'b', at },
    'Rome/c.jpg': { text: 'c', at },
  });
  library.now = Date.now() + 10_000;
  const between = ({ service, ...ports }: ApplyPorts): ApplyPorts => ({
    ...ports,
    service: instead(service, {
      finish: (...call) => {
        meanwhile(library);
        return service.finish(...call);
      },
    }),
  });
  const done = await library.run({ settings: SETTINGS, all: false, host: { between } });
  assert.equal(done.totals.outcomes.done, 3);
  return library;
}

for (const [what, meanwhile, afterwards, looked] of cases)
  test(`after its first sync an album is recognised, unless ${what}`, async (t) => {
    const library = await firstRun(t, meanwhile);
    afterwards(library);
    for (let time = 0; time < 2; time++) {
      const { text, between } = lookedAt();
      const quick = await library.run({ kind: 'preview', settings: SETTINGS, all: false, host: { between } });
      assert.equal(text(), looked);
      const whole = await library.run({ kind: 'preview', settings: SETTINGS });
      assert.deepEqual(told(quick), told(whole));
      // At the second look nothing has to be proven any more.
      if (looked === '') await library.run({ settings: SETTINGS, all: false });
    }
  });

test('after its first sync an album of which a young photo was written over and dated as before is not recognised', async (t) => {
  const library = await firstRun(t, none, new Date().toISOString());
  const before = lookedAt();
  await library.run({ kind: 'preview', settings: SETTINGS, all: false, host: { between: before.between } });
  assert.equal(before.text(), '');
  writeOver(library, `${IN_GALLERY}/rome/c.jpg`);
  const after = lookedAt();
  await library.run({ kind: 'preview', settings: SETTINGS, all: false, host: { between: after.between } });
  assert.equal(after.text(), 'Rome/c.jpg "Rome"');
});

test('after a first sync that could not send all, what is left is sent', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  library.now = Date.now() + 10_000;
  const between = ({ service, ...ports }: ApplyPorts): ApplyPorts => ({
    ...ports,
    service: instead(service, {
      createAlbum: async (...call) => {
        const made = await service.createAlbum(...call);
        library.write({ 'Trip/b.jpg': 'other' });
        return made;
      },
    }),
  });
  const first = await library.run({ settings: SETTINGS, all: false, host: { between } });
  assert.equal(
    reportText(first),
    'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg\nLOCAL_ONLY:new UPLOAD_LOCAL failed Trip/b.jpg E_SOURCE_CHANGED',
  );
  const second = await library.run({ settings: SETTINGS, all: false });
  assert.equal(reportText(second), 'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg');
});
