import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { packItems } from '../../src/webview/packedItems.ts';
import type { ToPage } from '../../src/webview/protocol.ts';
import { assertAccessible, frameOf } from '../harness/accessibility.ts';
import { windowTest } from '../harness/window/windowTest.ts';
import { chip, tableText, untilShown } from './reportTable.ts';

const PHOTOS = {
  'Italy/Rome/forum.jpg': { colour: 'peru', capturedAt: '2019-06-01T10:00:00', caption: 'Forum Romanum' },
  'Italy/Rome/tiber.jpg': { colour: 'seagreen', capturedAt: '2019-06-02T18:30:00' },
  'Italy/Naples/vesuvius.jpg': { colour: 'firebrick', capturedAt: '2019-06-05T07:15:00' },
  'Norway/fjord.jpg': { colour: 'steelblue', capturedAt: '2021-07-14T23:10:00' },
  'Norway/Lofoten/cabin.jpg': { colour: 'indianred', capturedAt: '2021-07-16T12:00:00' },
  'dawn.jpg': { colour: 'coral', capturedAt: '2022-01-01T08:00:00' },
};

windowTest('Preview fills the report, and Sync from there makes the gallery', { content: PHOTOS }, async (context) => {
  const { window, folder } = context;
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Preview');
  const report = window.reportFrame();
  await untilShown(report, '6 of 6 shown');
  assert.equal(
    await tableText(report),
    `▾ Home: 1 to upload
  LOCAL_ONLYnew | dawn.jpg | upload | planned
▾ Lofoten (Norway): 1 to upload
  LOCAL_ONLYnew | cabin.jpg | upload | planned
▾ Naples (Italy): 1 to upload
  LOCAL_ONLYnew | vesuvius.jpg | upload | planned
▾ Norway: 1 to upload
  LOCAL_ONLYnew | fjord.jpg | upload | planned
▾ Rome (Italy): 2 to upload
  LOCAL_ONLYnew | forum.jpg | upload | planned
  LOCAL_ONLYnew | tiber.jpg | upload | planned`,
  );
  await window.screenshot('workbench-preview-dark-1280');

  await report.getByRole('button', { name: 'Apply 6 Changes' }).click();
  await chip(report, 'done').waitFor();
  await report.getByRole('heading', { name: 'Sync', exact: true }).waitFor();
  await report.locator('.clauses', { hasText: /^6 uploaded$/ }).waitFor();
  await report.locator('.choice-bar').waitFor({ state: 'hidden' });
  await window.status.getByText('Albums in step').waitFor();
  await window.screenshot('workbench-synced-dark-1280');

  const index = await readFile(join(folder, 'album-gallery', 'index.html'), 'utf8');
  for (const album of ['Home', 'Rome (Italy)', 'Lofoten (Norway)']) assert.ok(index.includes(album), album);
});

windowTest('the report is filtered, sorted and walked with the keyboard', { content: PHOTOS }, async ({ window }) => {
  const { page } = window;
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Preview');
  const report = window.reportFrame();
  await untilShown(report, '6 of 6 shown');

  await report.locator('body').press('/');
  await page.keyboard.type('italy');
  await untilShown(report, '3 of 6 shown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const focused = report.locator('[role=row]:focus');
  await focused.filter({ hasText: 'vesuvius.jpg' }).waitFor();
  await page.keyboard.press('End');
  await focused.filter({ hasText: 'tiber.jpg' }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await focused.filter({ hasText: 'Rome (Italy)' }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await focused.and(report.locator('[aria-expanded=false]')).waitFor();
  assert.equal(
    await tableText(report),
    `▾ Naples (Italy): 1 to upload
  LOCAL_ONLYnew | vesuvius.jpg | upload | planned
▸ Rome (Italy): 2 to upload`,
  );
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Escape');
  await untilShown(report, '6 of 6 shown');

  await report.getByRole('checkbox', { name: 'Group by album' }).uncheck();
  const byName = report.getByRole('columnheader', { name: 'Name' });
  await byName.getByRole('button').click();
  await byName.and(report.locator('[aria-sort=descending]')).waitFor();
  assert.match((await tableText(report)).split('\n')[0] ?? '', /tiber\.jpgRome \(Italy\)/);

  await report.locator('[role=row]', { hasText: 'tiber.jpg' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('tab', { name: /^tiber\.jpg/ }).waitFor();
});

windowTest(
  'the report of a sync survives a reload of the window: outcomes, reasons, filters and closed albums',
  { content: { ...PHOTOS, 'Norway/empty.jpg': '' } },
  async ({ window }) => {
    const { page } = window;
    const report = window.reportFrame();
    await window.openContainer('Album Sync');
    await window.runCommand('Album Sync: Show Report');
    await report.getByRole('button', { name: 'Apply 6 Changes' }).click();
    await report.getByRole('heading', { name: 'Sync', exact: true }).waitFor();
    await report.getByRole('searchbox').fill('norway');
    await untilShown(report, '3 of 7 shown');
    await report
      .getByRole('row', { name: /Lofoten/ })
      .first()
      .click();
    await page.keyboard.press('ArrowLeft');
    await report.getByRole('row', { name: /fjord\.jpg/ }).click();
    await page.keyboard.press('ArrowRight');
    await report.getByRole('row', { name: /^Changed .*20\d\d/ }).waitFor();
    const ended = await tableText(report);
    await window.screenshot('workbench-before-reload-dark-1280');
    const reloaded = page.waitForEvent('domcontentloaded');
    await window.runCommand('Developer: Reload Window');
    await reloaded;
    await report.locator('.facts-row table').waitFor();
    assert.equal(await tableText(report), ended);
    await window.screenshot('workbench-reloaded-dark-1280');
    await page.getByRole('treeitem', { name: 'Norway, 1 failed, 1 uploaded' }).waitFor();
    assert.equal(await report.getByRole('searchbox').inputValue(), 'norway');
  },
);

windowTest('a report without a run invites to a preview', { content: PHOTOS, theme: 'light' }, async ({ window }) => {
  await window.page.locator('.activitybar').getByRole('tab', { name: 'Album Sync' }).waitFor();
  await window.runCommand('Album Sync: Show Report');
  const report = window.reportFrame();
  await report.getByRole('heading', { name: 'Nothing compared yet' }).waitFor();
  await assertAccessible(await frameOf(report), 'an empty report');
  await window.screenshot('workbench-report-empty-light-1280');
  await report.getByRole('button', { name: 'Preview' }).click();
  await untilShown(report, '6 of 6 shown');
});

/** A run as the editor tells the page of one; a real one would be over before it was looked at. */
const RUNNING = {
  status: 'running',
  kind: 'sync',
  phase: 'apply',
  done: 12,
  total: 40,
  label: 'Norway',
  speed: { secondsLeft: 120 },
} as const;

async function tell(frame: Frame, message: ToPage): Promise<void> {
  await frame.evaluate((told) => window.postMessage(told), message);
}

const LOOKS = [
  { theme: 'light', viewport: { width: 1280, height: 800 } },
  { theme: 'highContrast', viewport: { width: 1280, height: 800 } },
  { theme: 'highContrastLight', viewport: { width: 800, height: 800 } },
  { theme: 'dark', viewport: { width: 800, height: 800 } },
] as const;

for (const look of LOOKS) {
  const content = { ...PHOTOS, 'Norway/empty.jpg': '', 'Norway/text.jpg': 'not a photo' };
  const name = `${look.theme}-${String(look.viewport.width)}`;
  windowTest(`a plan, and tree and report after it, with problems: ${name}`, { content, ...look }, async (context) => {
    const { window } = context;
    await window.openContainer('Album Sync');
    await window.page.getByRole('treeitem', { name: /^Norway/ }).waitFor();
    await window.runCommand('Album Sync: Show Report');
    const report = window.reportFrame();
    await untilShown(report, '8 of 8 shown');
    await report.locator('[role=row] .item-name', { hasText: 'cabin.jpg' }).click();
    await window.page.keyboard.press('ArrowRight');
    await report.locator('.facts-row table').waitFor();
    await window.page.keyboard.press('Control+a');
    await report.getByText('6 selected', { exact: true }).waitFor();
    const frame = await frameOf(report);
    assert.equal(await frame.evaluate(() => String(getSelection())), '');
    await assertAccessible(frame, 'a plan');
    await window.screenshot(`workbench-plan-${name}`);

    await tell(frame, { type: 'run', run: RUNNING });
    await tell(frame, { type: 'items', folder: 'none', items: packItems([]) });
    await report.getByText('Syncing · 12 of 40 · 2 minutes left · Norway').waitFor();
    await report.locator('.action-cell', { hasText: 'would upload' }).first().waitFor();
    await assertAccessible(frame, 'a run that is going on');
    await window.screenshot(`workbench-running-${name}`);
    await tell(frame, { type: 'run', run: { status: 'idle' } });

    await report.getByRole('button', { name: 'Apply 6 Changes' }).click();
    await chip(report, 'done').waitFor();
    await report.getByRole('heading', { name: 'Sync', exact: true }).waitFor();
    await window.page.getByRole('treeitem', { name: /^Norway/ }).click();
    await assertAccessible(await frameOf(report), 'a report');
    await window.screenshot(`workbench-problems-${name}`);
  });
}
