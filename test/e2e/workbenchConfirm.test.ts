import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { windowTest } from '../harness/window/windowTest.ts';

/** Photos in a folder of their own, in the one mode and with the one permission that would delete them on the web. */
const MIRRORED = {
  'photos/Italy/forum.jpg': { colour: 'peru' },
  'photos/Italy/tiber.jpg': { colour: 'seagreen' },
  '.vscode/settings.json': JSON.stringify({
    'albumSync.folders': ['photos'],
    'albumSync.mode': 'syncUpload',
    'albumSync.allowDelete': 'remote',
  }),
};

windowTest(
  'a sync that would empty an album asks once, with counts and a verb',
  { content: MIRRORED },
  async (scene) => {
    const { window, folder } = scene;
    const { page } = window;
    const dialog = page.getByRole('dialog').filter({ hasText: 'Are its photos really gone?' });
    const status = page.locator('#album-sync\\.album-sync\\.albumSync\\.status');
    const copies = async (): Promise<readonly string[]> =>
      (await readdir(join(folder, 'album-gallery', 'albums', 'italy'))).filter((name) => name.endsWith('.jpg'));
    await window.openContainer('Album Sync');
    await window.runCommand('Album Sync: Sync');
    await status.getByText('Albums in step').waitFor();
    await rm(join(folder, 'photos', 'Italy'), { recursive: true });

    await window.runCommand('Album Sync: Sync');
    await dialog.getByText('2 items would be deleted from the web albums.').waitFor();
    await window.screenshot('workbench-confirm-dark-1280');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await status.getByText('Albums not synced').waitFor();
    assert.deepEqual(await copies(), ['forum.jpg', 'tiber.jpg']);
    // Who said no is not told again: a message with a button would stay, the progress of the runs goes.
    await page.waitForFunction(() => document.querySelector('.notification-toast') === null);

    await window.runCommand('Album Sync: Sync');
    await dialog.getByRole('button', { name: 'Photos Are Gone, Sync' }).click();
    await page.getByRole('treeitem', { name: 'Italy, 2 deleted on the web' }).waitFor();
    assert.deepEqual(await copies(), []);
  },
);
