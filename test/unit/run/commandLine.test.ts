import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { SyncReport } from '../../../src/engine/report.ts';
import { parseCommandLine } from '../../../src/run/commandLine.ts';
import { Library, lines, reportText } from '../../harness/library.ts';
import type { LibrarySpec } from '../../harness/library.ts';

test('arguments are read, and what cannot be understood is said', () => {
  const table: readonly (readonly [args: string, expected: object])[] = [
    ['preview', { kind: 'preview', folder: '.', settings: {}, confirmed: [], format: 'text', all: false, ask: false }],
    [
      'sync photos --mode twoWay --json --all',
      {
        kind: 'sync',
        folder: 'photos',
        settings: { mode: 'twoWay' },
        confirmed: [],
        format: 'json',
        all: true,
        ask: false,
      },
    ],
    [
      'sync --set compare=["hash"] --set albumSync.mode=sync',
      {
        kind: 'sync',
        folder: '.',
        settings: { compare: ['hash'], mode: 'sync' },
        confirmed: [],
        format: 'text',
        all: false,
        ask: false,
      },
    ],
    [
      'sync --set naming.rootAlbum=2024 --set maxDeletes=3',
      {
        kind: 'sync',
        folder: '.',
        settings: { 'naming.rootAlbum': '2024', maxDeletes: 3 },
        confirmed: [],
        format: 'text',
        all: false,
        ask: false,
      },
    ],
    [
      'sync --confirm E_REMOTE_EMPTY',
      {
        kind: 'sync',
        folder: '.',
        settings: {},
        confirmed: ['E_REMOTE_EMPTY'],
        format: 'text',
        all: false,
        ask: false,
      },
    ],
    [
      'watch photos --every 10 --json',
      {
        kind: 'watch',
        folder: 'photos',
        settings: {},
        confirmed: [],
        format: 'json',
        all: false,
        ask: false,
        every: 10,
      },
    ],
  ];
  for (const [args, expected] of table) assert.deepEqual(parseCommandLine(args.split(' ')), { run: expected }, args);
  for (const [args, kind, ask] of [
    ['undo', 'undo', true],
    ['undo --yes', 'undo', false],
    ['undo --preview', 'undoPreview', false],
  ] as const)
    assert.deepEqual(
      parseCommandLine(args.split(' ')),
      { run: { kind, folder: '.', settings: {}, confirmed: [], format: 'text', all: false, ask } },
      args,
    );
  for (const args of [
    '',
    'upload',
    'sync --plan',
    'preview --plan plan.json',
    'sync --plan plan.json --mode sync',
    'sync --yes',
    'preview --preview',
    'sync a b',
    'sync --set mode',
    'sync --nonsense',
    'sync --confirm E_SETTINGS',
    'preview --format xml',
    'preview --json --format csv',
    'mapping --format md',
    'watch --format csv',
    'watch --every often',
    'watch --every 0',
    'watch --confirm E_ROOT_EMPTY',
    'watch --all',
    'sync --every 10',
  ])
    assert.ok('wrong' in parseCommandLine(args.split(' ').filter(Boolean)), args);
});

/** Runs the built program as a person would. */
function albumSync(library: Library, ...args: readonly string[]) {
  const cli = path.resolve('dist/cli.js');
  const env = { ...process.env, ALBUM_SYNC_STATE_DIR: path.join(library.home, 'state') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    env,
    encoding: 'utf8',
    cwd: library.folder,
  });
  return { status, stdout, stderr };
}

function open(t: TestContext, spec: LibrarySpec): Library {
  return new Library(t, { '.vscode/settings.json': { bytes: '{ "albumSync.gallery.thumbnails": false }' }, ...spec });
}

test('preview and sync print one report as JSON and nothing else', (t) => {
  const library = open(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const preview = albumSync(library, 'preview', '--json');
  assert.deepEqual([preview.status, preview.stderr], [0, '']);
  const planned = JSON.parse(preview.stdout) as SyncReport;
  assert.deepEqual([planned.version, planned.dryRun, planned.service, planned.mode], [1, true, 'gallery', 'upload']);
  const sync = albumSync(library, 'sync', library.folder, '--json');
  assert.equal(sync.status, 0);
  assert.equal(
    reportText(JSON.parse(sync.stdout) as SyncReport),
    lines`
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg`,
  );
  const again = JSON.parse(albumSync(library, 'sync', '--json').stdout) as SyncReport;
  assert.deepEqual([again.items, again.totals.events.SAME], [[], 2]);
});

test('preview and sync print the report in other formats, and nothing else', (t) => {
  const library = open(t, { 'Trip/a.jpg': 'a', 'Trip/b|c.jpg': 'b' });
  const csv = albumSync(library, 'preview', '--format', 'csv');
  assert.deepEqual([csv.status, csv.stderr], [0, '']);
  const [head, ...rows] = csv.stdout.split('\r\n');
  assert.deepEqual(
    [head, ...rows.map((row) => row.split(',').slice(0, 8).join(','))],
    [
      '\uFEFFalbum,name,path,event,detail,action,outcome,code,reason',
      'Trip,a.jpg,Trip/a.jpg,LOCAL_ONLY,new,UPLOAD_LOCAL,planned,',
      'Trip,b|c.jpg,Trip/b|c.jpg,LOCAL_ONLY,new,UPLOAD_LOCAL,planned,',
      '',
    ],
  );
  const md = albumSync(library, 'sync', '--format', 'md');
  assert.deepEqual([md.status, md.stderr], [0, '']);
  assert.match(md.stdout, /^# Album Sync: Sync\n\ngallery · upload · .*\n\n2 done\n\n## Trip\n/);
  assert.match(md.stdout, /\n\| a\.jpg \| LOCAL\\_ONLY:new \| UPLOAD\\_LOCAL done \| {2}\|\n/);
  const json = albumSync(library, 'preview', '--format', 'json');
  assert.deepEqual((JSON.parse(json.stdout) as SyncReport).totals.events.SAME, 2);
  const text = albumSync(library, 'preview', '--format', 'text');
  assert.equal(text.stdout, albumSync(library, 'preview').stdout);
});

test('a plan is what a preview prints; it may be changed, and a sync does it', (t) => {
  const library = open(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b', 'Trip/c.jpg': 'c' });
  const { stdout } = albumSync(library, 'preview', '--json');
  const plan = JSON.parse(stdout) as SyncReport;
  const items = plan.items.map((item) => (item.name === 'b.jpg' ? { ...item, action: 'SILENT' } : item));
  const file = path.join(library.home, 'plan.json');
  writeFileSync(file, JSON.stringify({ ...plan, items }));
  library.write({ 'Trip/c.jpg': { text: 'changed', at: '2025-01-01T00:00:00Z' }, 'Trip/d.jpg': 'd' });
  const sync = albumSync(library, 'sync', '--plan', file, '--json', '--all');
  assert.equal(sync.status, 1);
  assert.equal(
    reportText(JSON.parse(sync.stdout) as SyncReport),
    lines`
      LOCAL_ONLY:new SILENT skipped Trip/b.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/c.jpg E_TARGET_CHANGED
      LOCAL_ONLY:new UPLOAD_LOCAL skipped Trip/d.jpg E_NOT_REVIEWED`,
  );
});

test('a file that is no plan stops before anything is touched, and says why', (t) => {
  const library = open(t, { 'Trip/a.jpg': 'a' });
  const plan = JSON.parse(albumSync(library, 'preview', '--json').stdout) as SyncReport;
  const [item] = plan.items;
  const file = path.join(library.home, 'plan.json');
  const table: readonly (readonly [content: unknown, says: string])[] = [
    ['{', 'JSON'],
    [[], 'this is no report of a preview'],
    [{ ...plan, dryRun: false }, 'this is the report of a sync'],
    [{ ...plan, mode: 'undo' }, 'there is no mode undo'],
    [{ ...plan, service: 'elsewhere' }, 'made for elsewhere, not for gallery'],
    [{ ...plan, items: [{ ...item, action: 'DOWNLOAD_REMOTE' }] }, 'items[0]: DOWNLOAD_REMOTE makes no sense'],
    [{ ...plan, items: [item, { ...item, event: 'GONE' }] }, 'items[1]: GONE:new is not an event'],
    [{ ...plan, items: [{ ...item, name: 7 }] }, 'items[0]: name is no text'],
    [{ ...plan, items: ['a.jpg'] }, 'items[0]: album is no text'],
  ];
  for (const [content, says] of table) {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    const { status, stdout } = albumSync(library, 'sync', '--plan', file);
    assert.equal(status, 2, says);
    assert.ok(stdout.includes('E_PLAN') && stdout.includes(says), stdout);
  }
  assert.equal(albumSync(library, 'sync', '--plan', path.join(library.home, 'none.json')).status, 2);
  assert.deepEqual(
    library.files().filter((name) => name.startsWith('album-gallery')),
    [],
  );
});

test('the exit status tells how it ended', (t) => {
  const library = open(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  albumSync(library, 'sync');
  library.remove('Trip/a.jpg');
  const table: readonly (readonly [args: readonly string[], status: number])[] = [
    [['preview'], 0],
    [['sync', '--mode', 'syncUpload'], 1],
    [['sync', '--mode', 'nonsense', '--json'], 2],
    [['sync', '--set', 'overrides={"LOCAL_ONLY":"DOWNLOAD_REMOTE"}'], 2],
    [['sync', 'nowhere'], 2],
    [['nonsense'], 2],
    [['--help'], 0],
  ];
  for (const [args, status] of table) assert.equal(albumSync(library, ...args).status, status, args.join(' '));
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a');
});

test('settings come from the files that the editor reads, comments and all', (t) => {
  const library = open(t, {
    'one/Trip/a.jpg': 'a',
    'two/Trip/b.jpg': 'b',
    'one/.vscode/settings.json': { bytes: '{\n  // ours\n  "albumSync.naming.templates": ["1-{0}"], /* more */\n}' },
    'all.code-workspace': {
      bytes: `{ "folders": [{ "path": "one" }, { "path": "two" }], // both
        "settings": { "albumSync.naming.templates": ["all-{0}"], "albumSync.mode": "report" } }`,
    },
  });
  const report = JSON.parse(albumSync(library, 'preview', 'all.code-workspace', '--json').stdout) as SyncReport;
  assert.equal(
    reportText(report),
    lines`
      LOCAL_ONLY:new REPORT reported 1-Trip/a.jpg
      LOCAL_ONLY:new REPORT reported all-Trip/b.jpg`,
  );
  writeFileSync(library.path('one/.vscode/settings.json'), '{ "albumSync.mode": ');
  const broken = albumSync(library, 'sync', 'one', '--json');
  assert.equal(broken.status, 2);
  assert.equal(reportText(JSON.parse(broken.stdout) as SyncReport), '! E_SETTINGS .vscode/settings.json');
});

test('the mapping shows which folder becomes which album, with collisions', (t) => {
  const library = open(t, { 'a.jpg': '1', 'x/Trip/a.jpg': '2', 'y/Trip/a.jpg': '3', 'y/Trip/b.jpg': '4' });
  const { status, stdout } = albumSync(library, 'mapping', '--set', 'naming.templates=["{0}","{1}"]');
  assert.equal(status, 0);
  assert.equal(
    stdout,
    [
      '.       ->  Home  (1 file)',
      'x/Trip  ->  Trip  (1 file)',
      'y/Trip  ->  Trip  (2 files)',
      '  ! y/Trip/a.jpg has a name that the album already has',
      '',
    ].join('\n'),
  );
  assert.equal(albumSync(library, 'mapping', '--set', 'naming.templates=["{7}"]').status, 2);
  assert.equal(albumSync(library, 'mapping', '--set', 'folders=["nowhere"]').status, 2);
  assert.deepEqual(
    library.files().filter((file) => file.startsWith('album-gallery')),
    [],
  );
});

test('undo takes back the last sync, and shows it first when it is asked to', (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  assert.equal(albumSync(library, 'sync').status, 0);
  library.write({ 'Trip/b.jpg': 'b' });
  assert.equal(albumSync(library, 'sync').status, 0);
  const shown = albumSync(library, 'undo', '--preview');
  assert.match(shown.stdout, /^undo UPLOAD_LOCAL \(LOCAL_ONLY:new\) planned - Trip\/b\.jpg$/m);
  assert.match(shown.stdout, /^Preview of an undo of the sync \(upload\) of \d{4}-/m);
  assert.equal(library.textOf('album-gallery/albums/trip/b.jpg'), 'b');
  const undone = albumSync(library, 'undo', '--json');
  assert.deepEqual([undone.status, undone.stderr], [0, '']);
  assert.equal(reportText(JSON.parse(undone.stdout) as SyncReport), lines`LOCAL_ONLY:new UPLOAD_LOCAL done Trip/b.jpg`);
  assert.equal(library.textOf('album-gallery/albums/trip/b.jpg'), undefined);
  const again = albumSync(library, 'undo');
  assert.equal(again.status, 2);
  assert.match(again.stdout, /E_NOTHING_TO_UNDO/);
});
