import assert from 'node:assert/strict';
import { copyFile, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { writeTree } from '../harness/tree.ts';
import { windowTest } from '../harness/window/windowTest.ts';
import { tableText, untilShown } from './reportTable.ts';

const PHOTOS = {
  'Italy/forum.jpg': { colour: 'peru', capturedAt: '2019-06-01T10:00:00' },
  'Italy/tiber.jpg': { colour: 'seagreen', capturedAt: '2019-06-02T18:30:00' },
  'Norway/cabin.jpg': { colour: 'indianred', capturedAt: '2021-07-16T12:00:00' },
  'Norway/fjord.jpg': { colour: 'steelblue', capturedAt: '2021-07-14T23:10:00' },
  'Norway/troll.jpg': { colour: 'darkolivegreen', capturedAt: '2021-07-14T22:10:00' },
};

windowTest('a plan is changed and applied: nothing but what is in it is done', { content: PHOTOS }, async (context) => {
  const { window, folder } = context;
  const { page } = window;
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Preview');
  const report = window.reportFrame();
  await untilShown(report, '5 of 5 shown');

  await report.getByRole('combobox', { name: 'Action for forum.jpg' }).selectOption('leave out');
  await report.getByRole('row', { name: /fjord\.jpg/ }).click();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await report.locator('.selected-count', { hasText: '2 selected' }).waitFor();
  await report.getByRole('combobox', { name: 'Change 2 selected…' }).selectOption('leave out (2)');
  await report.getByText('3 changed').waitFor();
  assert.equal(
    await tableText(report),
    `▾ Italy: 1 to upload · 1 skipped
* LOCAL_ONLYnew | forum.jpg | leave out | skipped
  LOCAL_ONLYnew | tiber.jpg | upload | planned
▾ Norway: 1 to upload · 2 skipped
  LOCAL_ONLYnew | cabin.jpg | upload | planned
*[x] LOCAL_ONLYnew | fjord.jpg | leave out | skipped
*[x] LOCAL_ONLYnew | troll.jpg | leave out | skipped`,
  );
  await report.locator('.clauses', { hasText: /^2 to upload · 3 skipped · about [\d.]+ kB to send$/ }).waitFor();
  await window.screenshot('plan-changed-dark-1280');

  // What a reload of the window leaves, and what happens meanwhile on the disk.
  const reloaded = page.waitForEvent('domcontentloaded');
  await window.runCommand('Developer: Reload Window');
  await reloaded;
  const again = window.reportFrame();
  await again.getByText('3 changed').waitFor();
  await again.getByRole('combobox', { name: 'Action for troll.jpg' }).selectOption('upload');
  await copyFile(join(folder, 'Italy', 'forum.jpg'), join(folder, 'Italy', 'late.jpg'));
  await utimes(join(folder, 'Norway', 'cabin.jpg'), new Date(), new Date());
  await again.getByRole('button', { name: 'Apply 3 Changes' }).click();
  await again.getByRole('heading', { name: 'Sync', exact: true }).waitFor();
  await again.getByRole('row', { name: /cabin\.jpg.*failed/ }).waitFor();
  await again.getByRole('row', { name: /late\.jpg.*skipped.*not in the plan/ }).waitFor();
  // What was left alone because it is no longer as it was seen has to be compared again, and has not failed for good.
  await page.getByRole('treeitem', { name: /^Norway, 1 changed, / }).waitFor();
  await window.screenshot('plan-applied-dark-1280');
  assert.deepEqual((await readdir(join(folder, 'album-gallery', 'albums'))).sort(), ['italy', 'norway']);
  const sent = async (album: string) =>
    (await readdir(join(folder, 'album-gallery', 'albums', album))).filter((name) => name.endsWith('.jpg'));
  assert.deepEqual([await sent('italy'), await sent('norway')], [['tiber.jpg'], ['troll.jpg']]);
});

windowTest('Sync asks before it forgets what was chosen', { content: PHOTOS }, async ({ window }) => {
  const { page } = window;
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Preview');
  const report = window.reportFrame();
  await report.getByRole('combobox', { name: 'Action for forum.jpg' }).selectOption('leave out');
  await window.runCommand('Album Sync: Sync');
  // The end of the preview may still be told beside it.
  const dialog = page.getByRole('dialog').filter({ hasText: 'You changed 1 action in the report.' });
  await dialog.getByText('You changed 1 action in the report. Sync without it?').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await report.getByText('1 changed').waitFor();
  await report.getByRole('button', { name: 'Reset' }).click();
  await report.getByRole('button', { name: 'Apply 5 Changes' }).waitFor();
});

const LOOKS = [
  { theme: 'light', viewport: { width: 1280, height: 800 } },
  { theme: 'highContrast', viewport: { width: 1280, height: 800 } },
  { theme: 'highContrastLight', viewport: { width: 800, height: 800 } },
  { theme: 'dark', viewport: { width: 640, height: 400 } },
] as const;

for (const look of LOOKS) {
  const name = `${look.theme}-${String(look.viewport.width)}`;
  windowTest(`a changed plan: ${name}`, { content: PHOTOS, ...look }, async ({ window }) => {
    await window.runCommand('Album Sync: Preview');
    const report = window.reportFrame();
    await untilShown(report, '5 of 5 shown');
    await report.getByRole('checkbox', { name: 'Select all of Norway' }).check();
    await report.getByRole('combobox', { name: 'Action for tiber.jpg' }).selectOption('leave out');
    await report.locator('.selected-count', { hasText: '3 selected' }).waitFor();
    await window.screenshot(`plan-changed-${name}`);
  });
}

const CHANGED = {
  ...PHOTOS,
  'Italy/tiber.jpg': { colour: 'gold', width: 1600, height: 900, modifiedAt: '2027-01-01T00:00:00Z' },
};

for (const look of LOOKS) {
  const name = `${look.theme}-${String(look.viewport.width)}`;
  windowTest(`both sides of an item: ${name}`, { content: PHOTOS, ...look }, async ({ window, folder }) => {
    const { page } = window;
    await window.runCommand('Album Sync: Sync');
    await window.status.getByText('Albums in step').waitFor();
    await rm(join(folder, 'Norway', 'cabin.jpg'));
    await writeTree(folder, { 'Italy/tiber.jpg': CHANGED['Italy/tiber.jpg'], 'Italy/new.jpg': { colour: 'navy' } });
    await window.runCommand('Album Sync: Preview');
    const report = window.reportFrame();
    const row = report.getByRole('row', { name: /tiber\.jpg/ }).first();
    await row.click();
    await page.keyboard.press('Enter');
    await report.getByRole('img', { name: 'In the folder: tiber.jpg' }).waitFor();
    await report.getByRole('img', { name: 'In the web album: tiber.jpg' }).waitFor();
    await report.getByRole('row', { name: 'Dimensions 1600 × 900 320 × 240 differs', exact: true }).waitFor();
    await report.getByText(/^Date: .* newer in the folder/).waitFor();
    await window.screenshot(`plan-sides-${name}`);
  });
}
