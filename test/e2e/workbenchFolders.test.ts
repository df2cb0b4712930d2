import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { windowTest } from '../harness/window/windowTest.ts';

const PHOTOS = {
  'Italy/Rome/forum.jpg': { colour: 'peru' },
  'Italy/Rome/tiber.jpg': { colour: 'seagreen' },
  'Norway/fjord.jpg': { colour: 'steelblue' },
  'Sweden/forum.jpg': { colour: 'gold' },
  '.vscode/settings.json': '{ "albumSync.fileDecorations": true }',
};

windowTest('folders of the Explorer are previewed and mapped', { content: PHOTOS }, async ({ window, folder }) => {
  const { page } = window;
  const tab = page.locator('.activitybar').getByRole('tab', { name: 'Album Sync' });
  await tab.waitFor();
  const sweden = page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'Sweden' });
  const menu = page.locator('.monaco-menu');
  await openMenu(sweden, menu.getByRole('menuitem', { name: 'Album Sync' }));
  await menu.getByRole('menuitem', { name: 'Preview Folder' }).waitFor();
  await window.screenshot('workbench-explorer-menu-dark-1280');
  await menu.getByRole('menuitem', { name: 'Preview Folder' }).click();
  await window.reportFrame().getByText('forum.jpg').waitFor();
  assert.equal(await window.reportFrame().getByText('fjord.jpg').count(), 0);

  await sweden.click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.explorer-folders-view .monaco-icon-label')].some(
      (label) => label.textContent === 'forum.jpg' && getComputedStyle(label, '::after').content === '"↑"',
    ),
  );
  await window.screenshot('workbench-file-decorations-dark-1280');

  // Dragged onto the icon of the container, which opens it, and on to an album.
  await dragOver(page, [sweden, tab]);
  const rome = page.getByRole('treeitem', { name: 'Rome (Italy), 2 to upload' });
  await rome.waitFor();
  await dragOver(page, [rome]);
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Let the folder flow into the album "Rome (Italy)"?').waitFor();
  await dialog.getByText('Files with a name that the album would have twice: 1.').waitFor();
  await window.screenshot('workbench-drop-merge-dark-1280');
  await dialog.getByRole('button', { name: 'Map to Album' }).click();
  await page.getByRole('treeitem', { name: /^Rome \(Italy\), 2 to upload, 1 skipped/ }).waitFor();
  const settings = await readFile(join(folder, '.vscode', 'settings.json'), 'utf8');
  assert.deepEqual(JSON.parse(settings), {
    'albumSync.fileDecorations': true,
    'albumSync.albums': { Sweden: 'Rome (Italy)' },
  });
  await window.untilTree(
    'Album Sync',
    `▸ Norway  1 to upload
▸ Rome (Italy)  2 to upload · 1 skipped`,
  );

  await page.getByRole('treeitem', { name: 'Norway, 1 to upload' }).click();
  await rome.click({ modifiers: ['ControlOrMeta'] });
  await window.screenshot('workbench-selected-dark-1280');
});

/** A menu has what was there when it was opened, and an extension's entries come some time after the window. */
async function openMenu(place: Locator, entry: Locator): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await place.click({ button: 'right' });
    const isThere = await entry
      .waitFor({ timeout: 3_000 })
      .then(() => true)
      .catch(() => attempt > 10);
    if (isThere) return entry.hover();
    await place.page().keyboard.press('Escape');
  }
}

/** Moves to one thing after the other with the button of the mouse down, as a hand does; the first one is picked up. */
async function dragOver(page: Page, places: readonly Locator[]): Promise<void> {
  for (const place of places) {
    const box = await place.boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + Math.min(60, box.width / 2), box.y + box.height / 2];
    await page.mouse.move(x, y, { steps: 5 });
    await page.mouse.down();
    await page.mouse.move(x + 4, y + 2, { steps: 3 });
  }
}
