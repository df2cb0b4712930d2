import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { cutOff } from '../harness/window/quickPick.ts';
import { windowTest } from '../harness/window/windowTest.ts';

const PHOTOS = {
  'Italy/Rome/forum.jpg': { colour: 'peru' },
  'Italy/Rome/tiber.jpg': { colour: 'seagreen' },
  'Norway/fjord.jpg': { colour: 'steelblue' },
};

const SERVICES = manifest.contributes.configuration.flatMap(
  ({ properties }) => (properties as { 'albumSync.service'?: { enum: string[] } })['albumSync.service']?.enum ?? [],
);

windowTest('the tree fills itself when it is first seen, and follows', { content: PHOTOS }, async ({ window }) => {
  const { page } = window;
  await window.openContainer('Album Sync');
  const norway = page.getByRole('treeitem', { name: 'Norway, 1 to upload' });
  await norway.waitFor();
  await window.untilTree(
    'Album Sync',
    `▸ Norway  1 to upload
▸ Rome (Italy)  2 to upload`,
  );
  await norway.click();
  await page.getByRole('treeitem', { name: /^fjord\.jpg/ }).waitFor();
  await window.untilTree(
    'Album Sync',
    `▾ Norway  1 to upload
  fjord.jpg  would upload · LOCAL_ONLY
▸ Rome (Italy)  2 to upload`,
  );
  await page.getByRole('tab', { name: /^Album Sync.*3 photos to sync/ }).waitFor();

  await page.getByRole('treeitem', { name: /^fjord\.jpg/ }).click();
  await page.locator('.statusbar').getByText('320x240').waitFor();
  await window.screenshot('workbench-tree-dark-1280');

  await norway.hover();
  await norway.getByRole('button', { name: 'Sync Album' }).click();
  await page.getByRole('treeitem', { name: 'Norway, 1 uploaded' }).waitFor();
  await window.untilTree(
    'Album Sync',
    `▾ Norway  1 uploaded
  fjord.jpg  uploaded · LOCAL_ONLY
▸ Rome (Italy)  2 to upload`,
  );
});

/** The narrowest window that a picker must fit into with all its words. */
const NARROW = { content: PHOTOS, viewport: { width: 800, height: 800 } };

windowTest('Select Mode says what each mode does and writes the choice', NARROW, async ({ window, folder }) => {
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Select Mode…');
  const picker = window.page.locator('.quick-input-widget');
  await picker.getByText('Mirror to the Web').waitFor();
  const mirror = picker.getByRole('option', { name: /Mirror to the Web.*deletions are only reported/ });
  await mirror.waitFor();
  await picker.getByRole('option', { name: /^Upload, folders → albums · current/ }).waitFor();
  assert.deepEqual(await cutOff(window.page), []);
  await window.screenshot('workbench-modes-dark-800');
  await picker.locator('input').fill('Two-Way');
  await window.page.keyboard.press('Enter');
  await picker.waitFor({ state: 'hidden' });
  const settings = join(folder, '.vscode', 'settings.json');
  await until(async () => (await readFile(settings, 'utf8')).includes('"albumSync.mode": "twoWay"'));
  await window.runCommand('Album Sync: Select Mode…');
  await mirror.hover();
  await mirror.getByRole('button', { name: 'Permit Deletions…' }).click();
  await window.page.locator('.settings-editor').getByText('Allow Delete').first().waitFor();
});

windowTest('Select Service says what each service is and writes the choice', NARROW, async ({ window, folder }) => {
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Select Service…');
  const picker = window.page.locator('.quick-input-widget');
  await picker.getByRole('option', { name: /Gallery, no account/ }).waitFor();
  assert.equal(await picker.getByRole('option').count(), SERVICES.length);
  assert.deepEqual(await cutOff(window.page), []);
  await window.screenshot('workbench-services-dark-800');
  await picker.locator('input').fill('byte for byte');
  await picker.getByRole('option', { name: /Google Drive/ }).waitFor();
  await window.page.keyboard.press('Enter');
  await picker.waitFor({ state: 'hidden' });
  const settings = join(folder, '.vscode', 'settings.json');
  await until(async () => (await readFile(settings, 'utf8')).includes('"albumSync.service": "googleDrive"'));
});

windowTest(
  'the empty tree says why: an empty folder',
  { content: { 'notes.txt': 'no photos here' }, theme: 'light' },
  async ({ window }) => {
    await window.openContainer('Album Sync');
    await window.page.getByText('No photos were found').waitFor();
    await window.screenshot('workbench-welcome-an-empty-folder-light-1280');
    await window.page.getByRole('button', { name: 'Select Photo Folders' }).click();
    await window.page.locator('.quick-input-widget').getByText('no photos found').waitFor();
    await window.screenshot('workbench-folders-of-an-empty-folder-light-1280');
  },
);

windowTest(
  'the empty tree says why: a setting that cannot be used',
  { content: { ...PHOTOS, '.vscode/settings.json': '{ "albumSync.mode": "sideways" }' }, theme: 'light' },
  async ({ window }) => {
    await window.openContainer('Album Sync');
    await window.page.getByText('A setting has a value that cannot be used').waitFor();
    await window.screenshot('workbench-welcome-a-setting-that-cannot-be-used-light-1280');
    await window.page.getByRole('button', { name: 'Open Setting' }).click();
    await window.page.locator('.settings-editor').getByText('1 Setting Found').waitFor();
    await window.screenshot('workbench-setting-a-setting-that-cannot-be-used-light-1280');
  },
);

windowTest('the empty tree says why: Restricted Mode', { content: PHOTOS, trust: 'restricted' }, async ({ window }) => {
  await window.openContainer('Album Sync');
  await window.page.getByText('neither reads photos nor writes albums').waitFor();
  await window.page.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
  await window.screenshot('workbench-welcome-restricted-dark-1280');
});

/** Waits until something is so; while it cannot be found out, it is not. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
}
