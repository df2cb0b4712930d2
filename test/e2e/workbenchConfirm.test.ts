import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { windowTest } from '../harness/window/windowTest.ts';

/** Photos in a folder of their own, in the one mode and with the one permission that would delete them on the web. */
const MIRRORED = {
  'photos/Italy/forum.jpg': { colour: 'peru' },
  'photos/Italy/tiber.jpg': { colour: 'seagreen' },
  'photos/Italy/trevi.jpg': { colour: 'teal' },
  '.vscode/settings.json': JSON.stringify({
    'albumSync.folders': ['photos'],
    'albumSync.mode': 'syncUpload',
    'albumSync.allowDelete': 'remote',
  }),
};

windowTest(
  'deletions are asked about once, with counts and a verb, and the names are one click away',
  { content: MIRRORED },
  async (scene) => {
    const { window, folder } = scene;
    const { page } = window;
    const dialog = page.locator('.monaco-dialog-box');
    const list = page.locator('.view-line');
    const copies = async (): Promise<readonly string[]> =>
      (await readdir(join(folder, 'album-gallery', 'albums', 'italy'))).filter((name) => name.endsWith('.jpg'));
    await window.openContainer('Album Sync');
    await window.runCommand('Album Sync: Sync');
    await window.status.getByText('Albums in step').waitFor();
    await rm(join(folder, 'photos', 'Italy', 'trevi.jpg'));

    // The album view asks, and so does the report, which shows the same plan.
    await window.runCommand('Album Sync: Sync');
    await dialog.getByText('This sync would delete 1 item. Delete it?').waitFor();
    await dialog.getByText('1 item would be deleted from the web albums.').waitFor();
    await window.screenshot('workbench-confirm-dark-1280');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await window.status.getByText('Albums not synced').waitFor();
    await window.runCommand('Album Sync: Show Report');
    await window.reportFrame().getByRole('button', { name: 'Apply 1 Change' }).click();
    await dialog.getByText('Apply the plan?').waitFor();
    await dialog.getByRole('button', { name: 'Show Names' }).click();
    await list.getByText('Italy/trevi.jpg').waitFor();
    await window.screenshot('workbench-confirm-names-dark-1280');
    assert.deepEqual(await copies(), ['forum.jpg', 'tiber.jpg', 'trevi.jpg']);
    await window.messages().getByRole('button', { name: 'Delete 1 Item, Apply' }).click();
    await page.getByRole('treeitem', { name: 'Italy, 1 deleted on the web, 2 in step' }).waitFor();
    assert.deepEqual(await copies(), ['forum.jpg', 'tiber.jpg']);

    await rm(join(folder, 'photos', 'Italy'), { recursive: true });
    await window.runCommand('Album Sync: Sync');
    await dialog.getByText('Are its photos really gone?').waitFor();
    await dialog.getByText('2 items would be deleted from the web albums.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await window.status.getByText('Albums not synced').waitFor();
    assert.deepEqual(await copies(), ['forum.jpg', 'tiber.jpg']);
    // Who said no is not told again: a message with a button would stay, the progress of the runs goes.
    await page.waitForFunction(() => document.querySelector('.notification-toast') === null);

    await window.runCommand('Album Sync: Sync');
    await dialog.getByRole('button', { name: 'Show Names' }).click();
    await list.getByText('Italy/forum.jpg').waitFor();
    await window.messages().getByRole('button', { name: 'Photos Are Gone, Sync' }).click();
    await page.getByRole('treeitem', { name: 'Italy, 2 deleted on the web' }).waitFor();
    assert.deepEqual(await copies(), []);
  },
);
