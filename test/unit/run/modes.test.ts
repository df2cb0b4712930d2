import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MODE_TABLES } from '../../../src/engine/modes.ts';
import type { Mode } from '../../../src/engine/modes.ts';
import { Library, lines, reportText } from '../../harness/library.ts';
import type { TestContext } from 'node:test';

/** One item for each of the six events, as they come about in life: sync, then change one side or the other. */
async function sixEvents(t: TestContext): Promise<Library> {
  const library = new Library(t, {
    'Trip/same.jpg': 'same',
    'Trip/older.jpg': 'older, first',
    'Trip/different.jpg': 'different, first',
    'Trip/unknown.jpg': 'unknown',
    'Trip/remote-only.jpg': 'remote only',
  });
  await library.run();
  library.write({
    'Trip/local-only.jpg': 'local only',
    'Trip/older.jpg': { text: 'older, second', at: '2024-06-01T00:00:00Z' },
    'Trip/different.jpg': { text: 'different, and longer now' },
  });
  library.remove('Trip/remote-only.jpg');
  library.editManifest('trip', (manifest) => {
    const unknown = manifest.items.find((item) => item['name'] === 'unknown.jpg');
    delete unknown?.['hash'];
  });
  library.loseLedger();
  return library;
}

const compare = ['date', 'size', 'hash'];

for (const mode of Object.keys(MODE_TABLES) as (keyof typeof MODE_TABLES)[]) {
  test(`a preview in mode ${mode} has the action of each cell and changes nothing`, async (t) => {
    const library = await sixEvents(t);
    const before = library.files();
    const report = await library.run({ kind: 'preview', settings: { mode, compare } });
    const cells = Object.fromEntries(report.items.map((item) => [item.event, item.action]));
    assert.deepEqual(cells, MODE_TABLES[mode]);
    assert.deepEqual(library.files(), before);
  });
}

const CASES: readonly { readonly mode: Mode; readonly settings?: object; readonly expected: string }[] = [
  {
    mode: 'upload',
    expected: lines`
      DIFFERENT REPORT reported Trip/different.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/local-only.jpg
      REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL done Trip/older.jpg
      REMOTE_ONLY:new REPORT reported Trip/remote-only.jpg
      SAME SILENT silent Trip/same.jpg
      UNKNOWN REPORT reported Trip/unknown.jpg`,
  },
  {
    mode: 'download',
    expected: lines`
      DIFFERENT DOWNLOAD_REMOTE done Trip/different.jpg
      LOCAL_ONLY:new REPORT reported Trip/local-only.jpg
      REMOTE_OLDER REPORT reported Trip/older.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/remote-only.jpg
      SAME SILENT silent Trip/same.jpg
      UNKNOWN REPORT reported Trip/unknown.jpg`,
  },
  {
    mode: 'repairUpload',
    expected: lines`
      DIFFERENT REPLACE_REMOTE_WITH_LOCAL done Trip/different.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/local-only.jpg
      REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL done Trip/older.jpg
      REMOTE_ONLY:new DELETE_REMOTE notPermitted Trip/remote-only.jpg E_NOT_PERMITTED
      SAME SILENT silent Trip/same.jpg
      UNKNOWN UPDATE_REMOTE_METADATA done Trip/unknown.jpg`,
  },
  {
    mode: 'sync',
    expected: lines`
      DIFFERENT REPORT reported Trip/different.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/local-only.jpg
      REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL done Trip/older.jpg
      REMOTE_ONLY:new DOWNLOAD_REMOTE done Trip/remote-only.jpg
      SAME SILENT silent Trip/same.jpg
      UNKNOWN REPORT reported Trip/unknown.jpg`,
  },
  {
    mode: 'syncUpload',
    settings: { allowDelete: 'remote' },
    expected: lines`
      DIFFERENT REPLACE_REMOTE_WITH_LOCAL done Trip/different.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/local-only.jpg
      REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL done Trip/older.jpg
      REMOTE_ONLY:new DELETE_REMOTE done Trip/remote-only.jpg
      SAME SILENT silent Trip/same.jpg
      UNKNOWN REPLACE_REMOTE_WITH_LOCAL done Trip/unknown.jpg`,
  },
];

for (const { mode, settings, expected } of CASES) {
  test(`a sync in mode ${mode} carries the table out, and a second one has nothing to add`, async (t) => {
    const library = await sixEvents(t);
    const report = await library.run({ settings: { mode, compare, ...settings } });
    assert.equal(reportText(report), expected);
    const again = await library.run({ settings: { mode, compare, ...settings } });
    assert.deepEqual(
      again.items.filter((item) => item.outcome === 'done').map((item) => item.name),
      [],
    );
  });
}

test('repairUpload never calls a copy the same whose content is another', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  library.write({ 'Trip/a.jpg': 'b' });
  library.editManifest('trip', (manifest) => {
    for (const item of manifest.items) delete item['hash'];
  });
  const settings = { mode: 'repairUpload', compare: ['hash'] };
  library.loseLedger();
  assert.equal(
    reportText(await library.run({ settings })),
    'UNKNOWN UPDATE_REMOTE_METADATA failed Trip/a.jpg E_VERIFY',
  );
});

test('what passes for the same by date and size is not remembered as the same when its hash says otherwise', async (t) => {
  const at = '2020-01-01T00:00:00Z';
  const settings = { 'naming.templates': ['All'] };
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': { text: 'b', at } });
  await library.run({ settings });
  library.remove('Trip');
  library.write({ 'Rome/a.jpg': { text: 'b', at } });
  const [byDate, byHash] = [
    await library.run({ settings }),
    await library.run({ settings: { ...settings, compare: ['hash'] } }),
  ].map(reportText);
  assert.equal(
    byDate,
    lines`
      REMOTE_ONLY:deletedLocally REPORT reported All/b.jpg
      SAME SILENT silent All/a.jpg`,
  );
  assert.equal(
    byHash,
    lines`
      DIFFERENT REPORT reported All/a.jpg
      REMOTE_ONLY:deletedLocally REPORT reported All/b.jpg`,
  );
});
