import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { Library, lines, reportText } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';

const WORLD: LibrarySpec = {
  'a.jpg': 'root photo',
  'Trip/a.jpg': 'a',
  'Trip/A RAW.dng': { bytes: 'II*\0\x08\0\0\0 not really a raw file, but TIFF inside' },
  'Trip/lying.txt': 'a photo whatever its name says',
  'Trip/notes.txt': { bytes: 'just text' },
  'Trip/text.jpg': { bytes: 'not a photo at all' },
  'Trip/empty.jpg': { bytes: '' },
  'Trip/a.xmp': { bytes: '<x:xmpmeta/>' },
  'Trip/.hidden.jpg': 'hidden',
  'Trip/@eaDir/thumb.jpg': 'made by a photo station',
  'Trip/clip.mp4': { bytes: '\0\0\0\x18ftypmp42\0\0\0\0mp42isom' },
  'Private/p.jpg': 'private',
  'raw/r.jpg': 'raw',
};

const CASES: readonly { readonly name: string; readonly settings: RawSettings; readonly expected: string }[] = [
  {
    name: 'photos by their content; what is named like one and is none is said',
    settings: {},
    expected: lines`
      LOCAL_ONLY:new REPORT failed Trip/empty.jpg E_FILE_EMPTY
      LOCAL_ONLY:new REPORT skipped Trip/text.jpg E_FILE_TYPE
      LOCAL_ONLY:new UPLOAD_LOCAL planned Home/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL planned Private/p.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/A RAW.dng
      LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/lying.txt
      LOCAL_ONLY:new UPLOAD_LOCAL planned raw/r.jpg`,
  },
  { name: 'videos', settings: { formats: 'video' }, expected: 'LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/clip.mp4' },
  {
    name: 'a video that is too large is left alone',
    settings: { formats: 'video', maxVideoSize: 10 },
    expected: 'LOCAL_ONLY:new REPORT skipped Trip/clip.mp4 E_FILE_TOO_LARGE',
  },
  {
    name: 'excludes with the meaning of .gitignore',
    settings: { exclude: ['/raw', '*.dng', 'empty.*', 'text.jpg', 'Trip/*', '!Trip/a.jpg', 'PRIVATE/'] },
    expected: lines`
      LOCAL_ONLY:new UPLOAD_LOCAL planned Home/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/a.jpg`,
  },
  {
    name: 'excluded albums',
    settings: { excludeAlbums: ['trip', 'Priv*'] },
    expected: lines`
      LOCAL_ONLY:new UPLOAD_LOCAL planned Home/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL planned raw/r.jpg`,
  },
  {
    name: 'roots',
    settings: { folders: ['raw', 'Private'] },
    expected: lines`
      LOCAL_ONLY:new UPLOAD_LOCAL planned Home/p.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL planned Home/r.jpg`,
  },
];

for (const { name, settings, expected } of CASES)
  test(`selection: ${name}`, async (t) => {
    const library = new Library(t, WORLD);
    assert.equal(reportText(await library.run({ kind: 'preview', settings })), expected);
  });

test('an .albumsyncignore file excludes below its folder', async (t) => {
  const library = new Library(t, { ...WORLD, 'Trip/.albumsyncignore': { bytes: '# ours\n*\n!a.jpg\n' } });
  const report = await library.run({ kind: 'preview' });
  assert.deepEqual(
    report.items.filter((item) => item.album === 'Trip').map((item) => item.name),
    ['a.jpg'],
  );
});

test('links are not followed', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  symlinkSync(library.path('Trip'), library.path('Loop'));
  symlinkSync(library.path('Trip/a.jpg'), library.path('Trip/b.jpg'));
  symlinkSync(library.path('nowhere'), library.path('Trip/c.jpg'));
  assert.equal(reportText(await library.run({ kind: 'preview' })), 'LOCAL_ONLY:new UPLOAD_LOCAL planned Trip/a.jpg');
});

test('what is excluded after it was sent is left alone on the web too, in every mode', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Private/p.jpg': 'p' });
  await library.run();
  const settings = { mode: 'syncUpload', allowDelete: 'both', exclude: ['b.jpg', 'Private'] };
  assert.equal(
    reportText(await library.run({ settings })),
    lines`
      REMOTE_ONLY:deletedLocally REPORT skipped Private/p.jpg E_LEFT_ALONE
      REMOTE_ONLY:deletedLocally REPORT skipped Trip/b.jpg E_LEFT_ALONE
      SAME SILENT silent Trip/a.jpg`,
  );
});

test('what was captured before `since` is left alone in both directions', async (t) => {
  const library = new Library(t, {
    'Trip/old.jpg': { text: 'old', at: '2019-12-31T12:00:00Z' },
    'Trip/new.jpg': { text: 'new', at: '2020-01-01T12:00:00Z' },
  });
  await library.run({ settings: { since: '2020-01-01' } });
  assert.equal(library.textOf('album-gallery/albums/trip/old.jpg'), undefined);
  await library.run();
  library.remove('Trip/old.jpg');
  library.remove('Trip/new.jpg');
  library.write({ 'Trip/x.jpg': { text: 'x', at: '2019-05-05T12:00:00Z' } });
  const report = await library.run({ settings: { mode: 'sync', since: '2020-01-01' }, all: false });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new REPORT skipped Trip/x.jpg E_LEFT_ALONE
      REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Trip/new.jpg
      REMOTE_ONLY:deletedLocally REPORT skipped Trip/old.jpg E_LEFT_ALONE`,
  );
});
