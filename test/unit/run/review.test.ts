import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Action } from '../../../src/engine/model.ts';
import type { Review, ReviewedItem } from '../../../src/engine/plan/review.ts';
import type { SyncReport } from '../../../src/engine/report.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';
import { Library, lines, reportText } from '../../harness/library.ts';

/**
 * A library with an item of each kind: `same.jpg` is in step, `older.jpg` and `resized.jpg` were changed in the folder,
 * `new.jpg` is only there, `web.jpg` is only on the web.
 */
async function mixed(t: TestContext): Promise<Library> {
  const library = new Library(t, {
    'Trip/same.jpg': 'same',
    'Trip/older.jpg': 'older',
    'Trip/resized.jpg': 'resized',
    'Trip/web.jpg': 'web',
  });
  await library.run();
  library.write({ 'Trip/older.jpg': { text: 'younger', at: '2024-02-01T00:00:00Z' } });
  library.write({ 'Trip/resized.jpg': { text: 'of another size' }, 'Trip/new.jpg': 'new' });
  library.remove('Trip/web.jpg');
  return library;
}

/** The plan of a preview, in which the actions of some items are changed, by name. */
function changed({ service, mode, items }: SyncReport, choices: Readonly<Record<string, Action>> = {}): Review {
  return { service, mode, items: items.map((item) => ({ ...item, action: choices[item.name] ?? item.action })) };
}

async function previewed(library: Library, settings: RawSettings = {}): Promise<SyncReport> {
  return library.run({ kind: 'preview', settings });
}

test('a plan says which actions may be chosen', async (t) => {
  const library = await mixed(t);
  const { items } = await previewed(library);
  assert.equal(
    items.map(({ name, action, choices = [] }) => `${name} ${action}: ${choices.join(' ')}`).join('\n'),
    lines`
      new.jpg UPLOAD_LOCAL: UPLOAD_LOCAL SILENT
      older.jpg REPLACE_REMOTE_WITH_LOCAL: SILENT DOWNLOAD_REMOTE TAG_REMOTE REPLACE_REMOTE_WITH_LOCAL UPDATE_REMOTE_METADATA
      resized.jpg REPORT: SILENT REPORT DOWNLOAD_REMOTE TAG_REMOTE REPLACE_REMOTE_WITH_LOCAL UPDATE_REMOTE_METADATA
      same.jpg SILENT: SILENT DOWNLOAD_REMOTE TAG_REMOTE REPLACE_REMOTE_WITH_LOCAL UPDATE_REMOTE_METADATA
      web.jpg REPORT: DOWNLOAD_REMOTE TAG_REMOTE SILENT REPORT`,
  );
  const permitted = (await previewed(library, { allowDelete: 'both' })).items.flatMap(({ choices = [] }) => choices);
  assert.deepEqual(
    permitted.filter((action) => action.startsWith('DELETE')).length,
    ['DELETE_LOCAL of 4', 'DELETE_REMOTE of 4'].length * 4,
  );
});

const TABLE: readonly (readonly [
  what: string,
  choices: Readonly<Record<string, Action>>,
  settings: RawSettings,
  report: string,
])[] = [
  [
    'unchanged, does what the plan says',
    {},
    {},
    lines`
      DIFFERENT:localChanged REPORT reported Trip/resized.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Trip/new.jpg
      REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL done Trip/older.jpg
      REMOTE_ONLY:deletedLocally REPORT reported Trip/web.jpg
      SAME SILENT silent Trip/same.jpg`,
  ],
  [
    'does what was chosen, and leaves out what was left out',
    { 'new.jpg': 'SILENT', 'older.jpg': 'DOWNLOAD_REMOTE', 'web.jpg': 'DOWNLOAD_REMOTE' },
    {},
    lines`
      DIFFERENT:localChanged REPORT reported Trip/resized.jpg
      LOCAL_ONLY:new SILENT skipped Trip/new.jpg
      REMOTE_OLDER:localChanged DOWNLOAD_REMOTE done Trip/older.jpg
      REMOTE_ONLY:deletedLocally DOWNLOAD_REMOTE done Trip/web.jpg
      SAME SILENT silent Trip/same.jpg`,
  ],
  [
    'deletes nothing without permission',
    { 'new.jpg': 'DELETE_LOCAL', 'older.jpg': 'DELETE_REMOTE', 'web.jpg': 'DELETE_REMOTE' },
    {},
    lines`
      DIFFERENT:localChanged REPORT reported Trip/resized.jpg
      LOCAL_ONLY:new DELETE_LOCAL notPermitted Trip/new.jpg E_NOT_PERMITTED
      REMOTE_OLDER:localChanged DELETE_REMOTE notPermitted Trip/older.jpg E_NOT_PERMITTED
      REMOTE_ONLY:deletedLocally DELETE_REMOTE notPermitted Trip/web.jpg E_NOT_PERMITTED
      SAME SILENT silent Trip/same.jpg`,
  ],
  [
    'deletes with permission',
    { 'new.jpg': 'DELETE_LOCAL', 'older.jpg': 'SILENT', 'web.jpg': 'DELETE_REMOTE' },
    { allowDelete: 'both' },
    lines`
      DIFFERENT:localChanged REPORT reported Trip/resized.jpg
      LOCAL_ONLY:new DELETE_LOCAL done Trip/new.jpg
      REMOTE_OLDER:localChanged SILENT skipped Trip/older.jpg
      REMOTE_ONLY:deletedLocally DELETE_REMOTE done Trip/web.jpg
      SAME SILENT silent Trip/same.jpg`,
  ],
  [
    'stops where more would be deleted than is allowed at once',
    { 'new.jpg': 'DELETE_LOCAL', 'resized.jpg': 'DELETE_LOCAL' },
    { allowDelete: 'both', maxDeletes: 1 },
    lines`
      DIFFERENT:localChanged DELETE_LOCAL planned Trip/resized.jpg
      LOCAL_ONLY:new DELETE_LOCAL planned Trip/new.jpg
      REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL planned Trip/older.jpg
      REMOTE_ONLY:deletedLocally REPORT reported Trip/web.jpg
      SAME SILENT silent Trip/same.jpg
      ! E_TOO_MANY_DELETES`,
  ],
];

for (const [what, choices, settings, expected] of TABLE)
  test(`a reviewed plan, ${what}`, async (t) => {
    const library = await mixed(t);
    const review = changed(await previewed(library, settings), choices);
    assert.equal(reportText(await library.run({ settings, review })), expected);
  });

test('a plan that deletes too much is carried out when that is confirmed', async (t) => {
  const library = await mixed(t);
  const settings = { allowDelete: 'both', maxDeletes: 1 };
  const review = changed(await previewed(library, settings), {
    'new.jpg': 'DELETE_LOCAL',
    'resized.jpg': 'DELETE_LOCAL',
  });
  const { totals } = await library.run({ settings, review, confirmed: ['E_TOO_MANY_DELETES'] });
  assert.deepEqual([totals.actions.DELETE_LOCAL, totals.outcomes.done], [2, 3]);
});

/** What happens between the preview and the sync, and what becomes of the items that it concerns. */
const MEANWHILE: readonly (readonly [
  what: string,
  happens: (library: Library) => void,
  report: string,
  /** What a look at the folder then finds to be other than in the report. */
  changes?: string,
])[] = [
  [
    'a file was changed',
    (library) => library.write({ 'Trip/new.jpg': { text: 'newer', at: '2024-03-01T00:00:00Z' } }),
    'LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/new.jpg E_TARGET_CHANGED',
    'changed Trip/new.jpg',
  ],
  [
    'a file is gone',
    (library) => library.remove('Trip/new.jpg'),
    'LOCAL_ONLY:new UPLOAD_LOCAL failed Trip/new.jpg E_TARGET_CHANGED',
    'gone Trip/new.jpg',
  ],
  [
    'a file whose web copy was to be replaced is gone',
    (library) => library.remove('Trip/older.jpg'),
    'REMOTE_ONLY:deletedLocally REPLACE_REMOTE_WITH_LOCAL failed Trip/older.jpg E_TARGET_CHANGED',
    'gone Trip/older.jpg',
  ],
  [
    'a web copy came',
    (library) => library.write({ 'album-gallery/albums/trip/new.jpg': 'from elsewhere' }),
    'DIFFERENT UPLOAD_LOCAL failed Trip/new.jpg E_TARGET_CHANGED',
  ],
  [
    'a file came',
    (library) => library.write({ 'Trip/later.jpg': 'later' }),
    'LOCAL_ONLY:new UPLOAD_LOCAL skipped Trip/later.jpg E_NOT_REVIEWED',
  ],
  [
    'what was in step was changed',
    (library) => library.write({ 'Trip/same.jpg': { text: 'other', at: '2024-03-01T00:00:00Z' } }),
    'REMOTE_OLDER:localChanged REPLACE_REMOTE_WITH_LOCAL skipped Trip/same.jpg E_NOT_REVIEWED',
  ],
];

for (const [what, happens, expected, changes = ''] of MEANWHILE)
  test(`a reviewed plan leaves alone what nobody saw: ${what}`, async (t) => {
    const library = await mixed(t);
    const review = changed(await previewed(library));
    happens(library);
    const report = await library.run({ review });
    const touched = reportText(report)
      .split('\n')
      .filter((line) => /E_(TARGET|NOT)/.test(line));
    assert.deepEqual(touched, [expected]);
    assert.deepEqual(
      report.problems.map(({ code }) => code),
      expected.includes('E_NOT') ? [] : ['E_TARGET_CHANGED'],
    );
    const isSent = !expected.includes('older.jpg');
    assert.equal(library.textOf('album-gallery/albums/trip/older.jpg'), isSent ? 'younger' : 'older');
    const found = await library.changesSince(report, 'many');
    assert.equal(found.changes.map(({ kind, path }) => `${kind} ${path}`).join('\n'), changes);
  });

test('a plan that was carried out does nothing the second time', async (t) => {
  const library = await mixed(t);
  const review = changed(await previewed(library));
  await library.run({ review });
  const again = await library.run({ review });
  assert.deepEqual([again.totals.outcomes.done, again.totals.outcomes.failed], [0, 2]);
});

test('what moved is moved as it was seen, and an album whose photo is left out keeps its title', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  await library.run();
  for (const name of ['a', 'b']) {
    library.remove(`Trip/${name}.jpg`);
    library.write({ [`Tour/${name}.jpg`]: name });
  }
  const plan = await previewed(library);
  const part = await library.run({ review: changed(plan, { 'b.jpg': 'SILENT' }) });
  assert.equal(
    reportText(part),
    lines`
      LOCAL_ONLY:new SILENT skipped Tour/b.jpg
      LOCAL_ONLY:new UPLOAD_LOCAL done Tour/a.jpg`,
  );
  assert.equal(part.totals.bytesUploaded, 0);
  assert.deepEqual(
    library.files().filter((file) => file.startsWith('album-gallery')),
    ['album-gallery/albums/tour/a.jpg', 'album-gallery/albums/trip/b.jpg'],
  );
});

test('an empty web album that nobody saw, or that was left out, stays', async (t) => {
  const settings = { mode: 'syncUpload', allowDelete: 'remote', purgeEmptyAlbums: true };
  for (const [choice, outcome] of [
    ['DELETE_REMOTE', 'done'],
    ['SILENT', 'skipped'],
  ] as const) {
    const library = new Library(t, { 'Trip/a.jpg': 'a', 'Other/b.jpg': 'b' });
    await library.run();
    library.remove('Trip');
    await library.run({ settings: { ...settings, purgeEmptyAlbums: false } });
    const plan = await previewed(library, settings);
    const review = {
      ...plan,
      items: plan.items.map((item) => (item.name === '' ? { ...item, action: choice } : item)),
    };
    const report = await library.run({ settings, review });
    assert.deepEqual(
      report.items.filter(({ name }) => name === '').map((item) => item.outcome),
      [outcome],
    );
  }
});

test('a plan keeps its mode, so that both copies of a conflict stay, and is for its service alone', async (t) => {
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  await library.run();
  library.write({ 'Trip/a.jpg': { text: 'local edit', at: '2024-02-01T00:00:00Z' } });
  library.write({ 'album-gallery/albums/trip/a.jpg': { text: 'edited on the web', at: '2024-02-02T00:00:00Z' } });
  const review = changed(await previewed(library, { mode: 'twoWay' }));
  const report = await library.run({ settings: { mode: 'upload' }, review });
  assert.equal(reportText(report), 'DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL done Trip/a.jpg E_CONFLICT');
  assert.equal(library.textOf('Trip/a (conflict 2026-11-22).jpg'), 'edited on the web');
  const other = await library.run({ review: { ...review, service: 'elsewhere' } });
  assert.equal(reportText(other), '! E_PLAN');
});

test('an item without the state that it was seen in is not touched', async (t) => {
  const library = await mixed(t);
  const { service, mode, items } = await previewed(library);
  const blind: readonly ReviewedItem[] = items.map((item) => ({ ...item, seen: undefined }));
  const report = await library.run({ review: { service, mode, items: blind } });
  assert.deepEqual([report.totals.outcomes.done, report.totals.outcomes.failed], [0, 2]);
});
