import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ReportItem } from '../../src/engine/report.ts';
import type { ItemFacts } from '../../src/webview/protocol.ts';
import { reportOf } from '../unit/webview/reportLiteral.ts';
import { pageTest, viewOf } from './reportScene.ts';
import { chip, tableText, untilShown } from './reportTable.ts';

pageTest('36,000 rows are there at once, and only those in sight are drawn', async ({ page, show }) => {
  const items: ReportItem[] = Array.from({ length: 36_000 }, (_, n) => ({
    album: `Album ${String(Math.floor(n / 300))}`,
    name: `IMG_${String(n)}.jpg`,
    path: `photos/IMG_${String(n)}.jpg`,
    event: 'LOCAL_ONLY',
    action: 'UPLOAD_LOCAL',
    outcome: 'planned',
    // Every third one may be left out.
    choices: n % 3 === 0 ? ['UPLOAD_LOCAL', 'SILENT'] : undefined,
  }));
  await show(viewOf({ ...reportOf(''), items }));
  await untilShown(page, '36,000 of 36,000 shown');
  assert.ok((await page.locator('[role=row]').count()) < 100);
  await page.getByRole('checkbox', { name: 'Select IMG_3.jpg' }).check();
  await page.getByRole('combobox', { name: 'Action for IMG_6.jpg' }).selectOption('leave out');

  // The elements of rows that are scrolled away become other rows, with nothing left of the ones before.
  await page.locator('.table').evaluate((table) => (table.scrollTop = 2600));
  await page.getByText('IMG_100.jpg').waitFor();
  await page.locator('.table').evaluate((table) => (table.scrollTop = 5200));
  await page.getByText('IMG_200.jpg').waitFor();
  await untilInOrder(page);
  const [, ...rows] = (await tableText(page)).split('\n');
  const first = Number(/IMG_(\d+)/.exec(rows[0] ?? '')?.[1]);
  assert.deepEqual(
    rows,
    rows.map((_, place) => rowText(first + place)),
  );
  assert.equal(await page.getByRole('combobox', { name: 'Action for IMG_201.jpg' }).inputValue(), 'UPLOAD_LOCAL');
  const before = await layoutCount(page);
  await page.locator('.table').evaluate(async (table, frames) => {
    for (let frame = 0; frame < frames; frame++) {
      table.scrollTop += 2600;
      await new Promise(requestAnimationFrame);
    }
  }, FRAMES);
  // A frame lays the page out once or twice, and not once for each row that comes into sight.
  assert.ok((await layoutCount(page)) - before < 5 * FRAMES);
  await page.locator('.table').evaluate((table) => (table.scrollTop = 0));
  await page.locator('.changed-row[aria-selected=false]', { hasText: 'IMG_6.jpg' }).waitFor();
  await page.locator('.item-row[aria-selected=true]', { hasText: 'IMG_3.jpg' }).waitFor();
  await untilInOrder(page);

  await page.locator('[role=row][tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.locator('[role=row]:focus', { hasText: 'IMG_35999.jpg' }).waitFor();
  await untilInOrder(page);
  await page.locator('[role=row]:focus', { hasText: 'IMG_35999.jpg' }).waitFor();
  await page.getByRole('searchbox').fill('IMG_17999');
  await untilShown(page, '1 of 36,000 shown');
});

pageTest('36,000 rows are changed at once, and each back again', async ({ page, show, sent }) => {
  const [planned] = reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned').items;
  assert.ok(planned);
  const choices = ['UPLOAD_LOCAL', 'SILENT'] as const;
  const items: ReportItem[] = Array.from({ length: 36_000 }, (_, n) => ({
    ...planned,
    album: `Album ${String(Math.floor(n / 300))}`,
    name: `IMG_${String(n)}.jpg`,
    choices,
  }));
  const view = viewOf({ ...reportOf(''), items });
  await show(view);
  await untilShown(page, '36,000 of 36,000 shown');
  await page.getByRole('combobox', { name: 'Change all 36,000 shown…' }).selectOption('leave out (36,000)');
  await page.getByText('36,000 changed').waitFor();
  await page.getByRole('searchbox').fill('IMG_7777');
  await page.getByRole('combobox', { name: 'Change the one shown…' }).waitFor();
  await page.getByRole('combobox', { name: 'Action for IMG_7777.jpg' }).selectOption('upload');
  await page.getByRole('button', { name: 'Apply 1 Change' }).click();
  const apply = (await sent()).find((message) => message.type === 'apply');
  assert.deepEqual(
    apply?.type === 'apply' ? [apply.plans, apply.choices.length, JSON.parse(JSON.stringify(apply.choices[0]))] : [],
    [
      [{ folder: 'file:///photos', startedAt: view.folders[0]?.report.startedAt }],
      35_999,
      {
        folder: 'file:///photos',
        item: { album: 'Album 0', name: 'IMG_0.jpg', path: 'Rome/a.jpg', event: 'LOCAL_ONLY' },
        from: 'UPLOAD_LOCAL',
        action: 'SILENT',
      },
    ],
  );
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Apply 36,000 Changes' }).waitFor();
});

pageTest('the keyboard alone picks rows out, changes them and takes that back', async ({ page, show }) => {
  const items = reportOf(`
    Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned
    Rome/b.jpg DIFFERENT REPORT reported
    Rome/c.jpg LOCAL_ONLY REPORT skipped E_NAME_COLLISION Two files have one name
  `).items.map((item): ReportItem => {
    if (item.outcome === 'skipped') return item;
    return {
      ...item,
      choices: item.event === 'DIFFERENT' ? ['REPORT', 'DOWNLOAD_REMOTE', 'SILENT'] : ['UPLOAD_LOCAL', 'SILENT'],
    };
  });
  await show(viewOf({ ...reportOf(''), items }));
  await untilShown(page, '3 of 3 shown');
  await page.locator('[role=row][tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').getAttribute('aria-label'), 'Action for a.jpg');
  await page.keyboard.press('ArrowDown');
  await page.getByText('1 changed').waitFor();
  assert.equal(await page.locator(':focus').getAttribute('aria-label'), 'Action for a.jpg');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  assert.equal(
    await tableText(page),
    `▾ Rome: 2 skipped · 1 to look at
*[x] LOCAL_ONLYnew | a.jpg | leave out | skipped
 [x] DIFFERENT | b.jpg | only report | reported
  LOCAL_ONLY | c.jpg | left alone | skipped | Two files have one name`,
  );
  await page.getByRole('combobox', { name: 'Change 2 selected…' }).selectOption('as planned');
  await page.getByText('1 changed').waitFor({ state: 'hidden' });
  await page.locator('[role=row][tabindex="0"]').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.locator('.selected-count', { hasText: '2 selected' }).waitFor();
});

pageTest('both sides of an item open below it, among 36,000, and are forgotten when it closes', async (scene) => {
  const { page, show, sent, tell } = scene;
  const items: ReportItem[] = Array.from({ length: 36_000 }, (_, n) => ({
    album: `Album ${String(Math.floor(n / 300))}`,
    name: `IMG_${String(n)}.jpg`,
    path: `photos/IMG_${String(n)}.jpg`,
    event: 'DIFFERENT',
    action: 'REPORT',
    outcome: 'reported',
  }));
  await show(viewOf({ ...reportOf(''), items }));
  await untilShown(page, '36,000 of 36,000 shown');
  await page.locator('[role=row][tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.locator('[role=row]:focus', { hasText: 'IMG_35999.jpg' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Looking…').waitFor();
  const look = (await sent()).find((message) => message.type === 'look');
  assert.ok(look?.type === 'look');
  assert.deepEqual(look.row.item.name, 'IMG_35999.jpg');

  const side = { size: 4000, modifiedMs: 0, camera: '<img src=x onerror="document.title=1">' };
  const facts: ItemFacts = {
    key: look.key,
    state: 'complete',
    decidedBy: 'size',
    local: { ...side, picture: WEBP },
    remote: { ...side, size: 3000 },
  };
  await tell({ type: 'facts', facts });
  await page.getByText('Size: 1 kB larger in the folder').waitFor();
  await page.getByRole('img', { name: 'In the folder: IMG_35999.jpg' }).waitFor();
  assert.equal(await page.locator('.facts-row img').count(), 1);
  assert.equal(await page.locator('.facts-row img').evaluate((image: HTMLImageElement) => image.naturalWidth), 1);
  assert.equal(await page.getByRole('cell', { name: side.camera }).count(), 2);
  assert.ok((await page.locator('[role=row]').count()) < 100);
  assert.equal(await page.locator('[role=row]:focus').getAttribute('aria-expanded'), 'true');

  // Texts that wrap make the row higher, and what was just opened stays in sight down to its last line.
  await page.setViewportSize({ width: 400, height: 800 });
  await page.waitForFunction(isLastRowWhole, '.canvas');
  await page.setViewportSize({ width: 900, height: 800 });
  const long = { ...side, camera: 'A camera with a very long name. '.repeat(5), dimensions: { width: 40, height: 30 } };
  await tell({
    type: 'facts',
    facts: { ...facts, local: { ...long, picture: WEBP }, remote: { ...long, size: 3000 } },
  });
  await page.waitForFunction(isLastRowWhole, '.table');
  for (const width of [740, 400, 900]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction(isLastRowWhole, '.canvas');
  }

  await page.keyboard.press('ArrowRight');
  await page.locator('.facts-row:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[role=row]:focus', { hasText: 'IMG_35999.jpg' }).waitFor();
  await page.locator('.facts-row').waitFor({ state: 'detached' });
  assert.deepEqual((await sent()).at(-1), { type: 'lookAway', key: look.key });
  await tell({ type: 'facts', facts });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  assert.equal(await page.locator('.facts-row').count(), 0);
});

pageTest('hostile names are text', async ({ page, show }) => {
  const name = '<img src=x onerror="document.title=1">${7*7}';
  const [item] = reportOf('a/b.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_FILE_EMPTY why').items;
  assert.ok(item?.error);
  const error = { ...item.error, message: name };
  const problems = [{ code: 'E_FILE_EMPTY', message: name, path: name, setting: name }] as const;
  await show(viewOf({ ...reportOf(''), items: [{ ...item, album: name, name, error }], problems }));
  await untilShown(page, '1 of 1 shown');
  assert.equal(await page.locator('img').count(), 0);
  assert.ok((await tableText(page)).includes(name));
  assert.equal(await page.title(), 'report');

  await show(viewOf({ ...reportOf(''), items: [{ ...item, name: 'beach\u202egpj.exe' }] }));
  await page.locator('.item-name', { hasText: 'beach\ufffdgpj.exe' }).waitFor();
});

pageTest('chips choose, and say so to a screen reader', async ({ page, show }) => {
  await show(
    viewOf(
      reportOf(`
        Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned
        Rome/b.jpg SAME SILENT silent
        @Rome/c.jpg REMOTE_ONLY REPORT reported
      `),
    ),
  );
  await untilShown(page, '2 of 3 shown');
  await chip(page, 'upload').click();
  await untilShown(page, '1 of 3 shown');
  await chip(page, 'upload').click();
  await untilShown(page, '2 of 3 shown');
  await chip(page, 'SAME').click();
  await untilShown(page, '1 of 3 shown');
  assert.equal(await chip(page, 'SAME').getAttribute('aria-pressed'), 'true');
  assert.equal(await tableText(page), '▾ Rome: 1 in step\n  SAME | b.jpg | nothing to do | in step');
  await page.getByRole('status').filter({ hasText: '1 of 3 shown' }).waitFor();
});

/**
 * Runs in the page: whether the facts that are open below the last row begin where that ends, and end with their last line
 * where `place` ends.
 */
function isLastRowWhole(place: string): boolean {
  const box = (selector: string): DOMRect => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  const [row, cell] = [box('.facts-row'), box('.facts-cell')];
  const isFilled = cell.top - row.top <= 1 && box('.facts-row tr:last-child').bottom <= row.bottom;
  return isFilled && Math.abs(row.bottom - box(place).bottom) <= 1;
}

/** Waits until the rows stand in the document in their order, which is that in which they are read aloud. */
async function untilInOrder(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('.canvas [role=row]')];
    const places = rows.map((row) => Number(row.getAttribute('aria-rowindex')));
    return places.length > 1 && places.every((place, n) => n === 0 || place > (places[n - 1] ?? 0));
  });
}

const FRAMES = 20;

/** How often the browser has laid the page out. */
async function layoutCount(page: Page): Promise<number> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Performance.enable');
  const { metrics } = await debug.send('Performance.getMetrics');
  await debug.detach();
  const count = metrics.find(({ name }) => name === 'LayoutCount')?.value;
  assert.ok(count !== undefined);
  return count;
}

/** A line of the plan of 36,000 photos. */
function rowText(n: number): string {
  return `  LOCAL_ONLY | IMG_${n}.jpg | ${n % 3 === 0 ? 'upload' : 'would upload'} | planned`;
}

/** The smallest picture that a browser shows. */
const WEBP = new Uint8Array(Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64'));
