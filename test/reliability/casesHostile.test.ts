import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import type { RawSettings } from '../../src/settings/settings.ts';
import { exitStatus } from '../../src/run/exitStatus.ts';
import { Library, lines, reportText, tinyJpeg } from '../harness/library.ts';
import { withoutPrivileges } from './faults/withoutPrivileges.ts';
import { seedGallery } from './state/seedGallery.ts';
import { wholeLibrary } from './state/wholeLibrary.ts';

const TWO_WAY = { mode: 'twoWay', allowDelete: 'both' };
const going = new AbortController().signal;

/** Names of web items, and where each one comes to lie below its album's folder. */
const NAMES: readonly (readonly [name: string, file: string])[] = [
  ['../../x.jpg', '%2E%2E%2F%2E%2E%2Fx.jpg'],
  ['..\\..\\x.jpg', '%2E.%5C..%5Cx.jpg'],
  ['/etc/x.jpg', '%/etc/x.jpg'],
  ['C:/x.jpg', 'C%3A/x.jpg'],
  ['\\\\srv\\s\\x.jpg', '%5C%5Csrv%5Cs%5Cx.jpg'],
  ['a/b.jpg', 'a/b.jpg'],
  ['x:ads', 'x%3Aads'],
  ['con.jpg', '%63on.jpg'],
  ['nul.txt.jpg', '%6Eul.txt.jpg'],
  ['a. ', 'a.%20'],
  ['a\u0000.jpg', 'a%00.jpg'],
  [`${'x'.repeat(300)}.jpg`, `${'x'.repeat(230)}%/${'x'.repeat(70)}.jpg`],
  ['🎉👩‍👩‍👧.jpg', '🎉👩‍👩‍👧.jpg'],
  ['a\u202egpj.exe', 'a%E2%80%AEgpj.exe'],
  ['..', '%2E%2E'],
  ['.', '%2E'],
  ['.hidden.jpg', '%2Ehidden.jpg'],
  ['.git/config', '%2Egit/config'],
  ['.vscode/settings.json', '%2Evscode/settings%2Ejson'],
  ['.albumsyncignore', '%2Ealbumsyncignore'],
  ['@eaDir/x.jpg', '%40eaDir/x.jpg'],
  ['Thumbs.db', '%54humbs.db'],
  ['a.xmp', 'a%2Exmp'],
  ['__proto__', '__proto__'],
  ['%2e%2e/y.jpg', '%2e%2e/y.jpg'],
  ['.album-sync-0123456789abcdef.tmp', '%2Ealbum-sync-0123456789abcdef.tmp'],
  ['line\nbreak.jpg', 'line%0Abreak.jpg'],
  ['Twin.jpg', 'Twin.jpg'],
  ['twin.jpg', '%74win.jpg'],
];

test('case 37: every name of a web item has a place in its folder, and keeps it', async (t) => {
  const library = new Library(t, {});
  await seedGallery(library, [['Trip', NAMES.map(([name]) => [name, name] as const)]]);
  const settings = { 'naming.templates': ['{0}'] };
  const report = await library.run({ settings: { ...settings, mode: 'download' } });
  assert.equal(report.totals.outcomes.done, NAMES.length, reportText(report));
  const local = library.files().filter((file) => !file.startsWith('album-gallery/'));
  assert.deepEqual(local, NAMES.map(([, file]) => `Trip/${file}`).sort());
  for (const [name, file] of NAMES) assert.equal(library.textOf(`Trip/${file}`), name);
  for (const keepLedger of [true, false]) {
    if (!keepLedger) library.loseLedger();
    for (const mode of ['download', 'upload', 'twoWay']) {
      const again = await library.run({ settings: { ...settings, mode } });
      assert.equal(again.totals.events.SAME, NAMES.length, reportText(again));
    }
  }
  assert.deepEqual(readdirSync(path.dirname(library.folder)).sort(), ['home', 'my photos']);
});

/** Titles of web albums, and the folder that is made for each. */
const TITLES: readonly (readonly [title: string, folder: string])[] = [
  ['../../outside', '%2E%2E%2F.%2E%2Foutside'],
  ['/etc', '%%2Fetc'],
  ['..', '%2E%2E'],
  ['C:\\Windows', 'C%3A%5CWindows'],
  ['CON', '%43ON'],
  ['a. ', 'a.%20'],
  ['', '%'],
  ['2024/Trip', '2024%2FTrip'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['__proto__', '__proto__'],
  ['.hidden', '%2Ehidden'],
  ['.git', '%2Egit'],
  ['.vscode', '%2Evscode'],
  ['node_modules', '%6Eode_modules'],
  ['album-gallery', 'album-gallery (2)'],
  ['Trip', 'Trip'],
  ['trip', 'trip (2)'],
];

test('case 37: every title of a web album has a folder of its own in the root, and keeps it', async (t) => {
  const library = new Library(t, {});
  await seedGallery(
    library,
    TITLES.map(([title]) => [title, [['a.jpg', `in ${title}`]]]),
  );
  const report = await library.run({ settings: { mode: 'download' } });
  assert.equal(report.totals.outcomes.done, TITLES.length, reportText(report));
  const local = library.files().filter((file) => !file.startsWith('album-gallery/'));
  assert.deepEqual(local, TITLES.map(([, folder]) => `${folder}/a.jpg`).sort());
  for (const [title, folder] of TITLES) assert.equal(library.textOf(`${folder}/a.jpg`), `in ${title}`);
  for (const mode of ['download', 'upload', 'twoWay'])
    assert.equal((await library.run({ settings: { mode } })).totals.events.SAME, TITLES.length);
  assert.deepEqual(readdirSync(path.dirname(library.folder)).sort(), ['home', 'my photos']);
});

test('case 37: an item without a name, and one whose name another one has for a folder, find a place', async (t) => {
  const library = new Library(t, { 'Other/x.jpg': 'x' });
  await seedGallery(library, [
    ['Nameless', [['', 'without a name']]],
    ['Clash', [['a.jpg/b.jpg', 'b']]],
  ]);
  library.write({ 'Clash/a.jpg': 'a', 'Clash/c.jpg': 'c' });
  const report = await library.run({ settings: { mode: 'sync' } });
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Clash/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Clash/c.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Other/x.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Clash/a.jpg/b.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Nameless/`,
  );
  const files = ['Nameless/%', 'Clash/a.jpg', 'Clash/a.jpg%2Fb.jpg', 'album-gallery/albums/clash/%61.jpg'];
  assert.deepEqual(
    files.map((file) => library.textOf(file)),
    ['without a name', 'a', 'b', 'a'],
  );
  assert.equal((await library.run({ settings: { mode: 'sync' } })).totals.events.SAME, 5);
});

test('case 37: two spellings of one name are one item, and the second of two is said', async (t) => {
  const library = new Library(t, {});
  await seedGallery(library, [
    [
      'Trip',
      [
        ['cafe\u0301.jpg', 'decomposed'],
        ['caf\u00e9.jpg', 'composed'],
      ],
    ],
  ]);
  const report = await library.run({ settings: { mode: 'download' } });
  assert.deepEqual(report.items.map(({ outcome, error }) => `${outcome} ${error?.code ?? ''}`).sort(), [
    'done ',
    'reported E_REMOTE_DUPLICATE',
  ]);
  assert.equal(readdirSync(library.path('Trip')).length, 1);
});

test('case 37: nothing is written through a link, wherever it stands', async (t) => {
  for (const link of ['Trip', 'Trip/Day 1', 'Trip/Day 1/Morning']) {
    const library = new Library(t, { 'Other/x.jpg': 'x' });
    await seedGallery(library, [['Trip', [['Day 1/Morning/a.jpg', 'a']]]]);
    const outside = library.path('../outside');
    mkdirSync(outside);
    mkdirSync(path.dirname(library.path(link)), { recursive: true });
    symlinkSync(outside, library.path(link));
    const report = await library.run({ settings: { mode: 'download' } });
    assert.deepEqual(readdirSync(outside), [], link);
    assert.equal(report.totals.outcomes.done, 0, link);
    assert.match(
      reportText(report),
      /^REMOTE_ONLY:new (DOWNLOAD_REMOTE failed .* E_NAME|REPORT skipped .* E_LEFT_ALONE)$/m,
    );
  }
});

test('case 38: what is no ordinary file is passed over, and nobody waits for it', async (t) => {
  const library = new Library(t, {
    'Trip/a.jpg': 'a',
    'Trip/empty.jpg': { bytes: '' },
    'Trip/folder.jpg/b.jpg': 'b',
    'Trip/.hidden.jpg': 'hidden',
    'Trip/Thumbs.db': { bytes: 'thumbs' },
    'Trip/@eaDir/c.jpg': 'c',
    'Trip/long/d.jpg': 'd',
    '../outside/o.jpg': 'o',
  });
  symlinkSync(library.path('Trip'), library.path('Trip/loop'));
  symlinkSync('self.jpg', library.path('Trip/self.jpg'));
  symlinkSync(library.path('../outside'), library.path('Trip/outside'));
  symlinkSync(library.path('../outside/o.jpg'), library.path('Trip/o.jpg'));
  symlinkSync('nowhere.jpg', library.path('Trip/broken.jpg'));
  assert.equal(spawnSync('mkfifo', [library.path('Trip/pipe.jpg')]).status, 0);
  const server = createServer().listen(library.path('Trip/s.jpg'));
  t.after(() => server.close());
  let deep = 'Trip/long';
  while (deep.length < 1500) deep += `/${'x'.repeat(200)}`;
  library.write({ [`${deep}/e.jpg`]: 'e' });
  const report = await library.run({ settings: { 'naming.templates': ['{0}'] } });
  assert.equal(
    reportText(report).replace(/x{200}\//g, ''),
    lines`
      LOCAL_ONLY:new REPORT failed Trip/empty.jpg E_FILE_EMPTY
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/folder.jpg/b.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/long/d.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/long/e.jpg`,
  );
  assert.equal(exitStatus(report, going), 1);
});

test('case 38: a photo that cannot be read fails alone, and is not taken for gone', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' });
  const settings = { ...TWO_WAY, compare: ['hash'] };
  await library.run({ settings });
  library.write({ 'Trip/a.jpg': 'a, changed', 'Trip/d.jpg': 'd', 'Trip/e.jpg': 'e' });
  const top = path.dirname(library.folder);
  const report = await withoutPrivileges(library.path('Trip/a.jpg'), top, () =>
    withoutPrivileges(library.path('Trip/d.jpg'), top, () => library.run({ settings, all: false })),
  );
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new REPORT failed Trip/d.jpg E_FILE_UNREADABLE
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/e.jpg
      UNKNOWN REPORT failed Trip/a.jpg E_FILE_UNREADABLE`,
  );
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a');
});

// Other systems refuse a name that is no UTF-8 themselves.
if (process.platform === 'linux') {
  test('case 38: a name that is no UTF-8 is said, and not passed over', async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a' });
    const latin = Buffer.concat([Buffer.from(library.path('Trip/caf')), Buffer.from([0xe9]), Buffer.from('.jpg')]);
    writeFileSync(latin, tinyJpeg('latin'));
    const report = await library.run();
    assert.equal(
      reportText(report),
      lines`
        LOCAL_ONLY:new REPORT failed Trip/caf�.jpg E_FILE_UNREADABLE
        LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg`,
    );
    assert.equal(exitStatus(report, going), 1);
  });
}

test('case 38: ten thousand photos in one folder are no trouble', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  const bytes = readdirSync(library.path('Trip')).length;
  for (let index = 0; index < 10_000; index++)
    writeFileSync(library.path(`Trip/${index}.jpg`), '\xff\xd8\xff\xe0', 'latin1');
  const report = await library.run({ kind: 'preview', all: false });
  assert.equal(report.totals.outcomes.planned, 10_000 + bytes);
});

/** Settings that cannot be meant so, and the key at which that is shown. */
const SETTINGS: readonly (readonly [RawSettings, string])[] = [
  [{ mode: 'mirror' }, 'mode'],
  [{ mode: 7 }, 'mode'],
  [{ overrides: { LOCAL_ONLY: 'DESTROY' } }, 'overrides'],
  [{ overrides: { SOMETHING: 'SILENT' } }, 'overrides'],
  [{ overrides: { LOCAL_ONLY: 'DOWNLOAD_REMOTE' } }, 'overrides'],
  [JSON.parse('{ "overrides": { "__proto__": "DELETE_LOCAL" } }') as RawSettings, 'overrides'],
  [{ 'naming.templates': ['{5}'] }, 'naming.templates'],
  [{ 'naming.templates': ['{0'] }, 'naming.templates'],
  [{ 'naming.templates': [] }, 'naming.templates'],
  [{ 'naming.extract': '(|x' }, 'naming.extract'],
  [{ 'naming.extract': '(a+)+$|x' }, 'naming.extract'],
  [{ 'naming.replace': '(.*)*b|x' }, 'naming.replace'],
  [{ maxDeletes: -1 }, 'maxDeletes'],
  [{ maxDeletes: '-5%' }, 'maxDeletes'],
  [{ maxVideoSize: -1 }, 'maxVideoSize'],
  [{ maxAlbumItems: 0 }, 'maxAlbumItems'],
  [{ concurrency: 0 }, 'concurrency'],
  [{ shrink: -1 }, 'shrink'],
  [{ dateTolerance: -1 }, 'dateTolerance'],
  [{ since: '2024-13-01' }, 'since'],
  [{ folders: ['../elsewhere'] }, 'folders'],
  [{ folders: ['/etc'] }, 'folders'],
  [{ 'gallery.path': '../elsewhere' }, 'gallery.path'],
  [{ 'gallery.path': '/tmp' }, 'gallery.path'],
  [{ 'gallery.path': '.' }, 'gallery.path'],
  [{ nonsense: true }, 'nonsense'],
  [{ service: 'somewhere' }, 'service'],
];

for (const [settings, key] of SETTINGS) {
  test(`case 40: ${JSON.stringify(settings)} is an error at albumSync.${key} before anything runs`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a', [`${'a'.repeat(40)}!/b.jpg`]: 'b' });
    const before = wholeLibrary(library);
    const report = await library.run({ settings });
    assert.deepEqual(
      [...new Set(report.problems.map((each) => `${each.code} ${each.setting}`))],
      [`E_SETTINGS albumSync.${key}`],
    );
    assert.deepEqual([report.items, exitStatus(report, going)], [[], 2]);
    assert.deepEqual(wholeLibrary(library), before);
    assert.equal(existsSync(library.path('../elsewhere')), false);
  });
}

/** What an answer that is none of ours may hold in place of an album's manifest. */
const ANSWERS: readonly (readonly [string, string])[] = [
  ['a web page', '<!doctype html><title>Sign in</title>'],
  ['wrong types', '{"version":1,"title":"Trip","items":[{"name":7}]}'],
  ['a list', '[[[[]]]]'],
  ['null', 'null'],
  ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['a half', '{"version":1,"title":"Trip","items":[{"name":"a.jpg"'],
];

for (const [what, text] of ANSWERS) {
  test(`case 40: an answer that is ${what} is not believed, and costs nothing but itself`, async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a', 'Other/b.jpg': 'b' });
    await library.run();
    library.write({ 'Other/c.jpg': 'c' });
    library.remove('Trip/a.jpg');
    writeFileSync(library.path('album-gallery/albums/trip/album.json'), text);
    const report = await library.run({ settings: { ...TWO_WAY, maxDeletes: '100%' } });
    assert.equal(
      reportText(report),
      lines`
        LOCAL_ONLY:new UPLOAD_LOCAL done Other/c.jpg
        SAME SILENT silent Other/b.jpg
        ! E_GALLERY_DAMAGED albums/trip/album.json`,
    );
    assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a');
  });
}

test('case 40: a manifest with keys that mean something to JavaScript changes no object', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  const keys = '"__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } }';
  const manifest = `{"version":1,"title":"Trip",${keys},"items":[{"name":"__proto__",${keys}},{"name":"a.jpg",${keys}}]}`;
  writeFileSync(library.path('album-gallery/albums/trip/album.json'), manifest);
  const report = await library.run({ settings: TWO_WAY });
  assert.equal(report.items.length, 1);
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});
