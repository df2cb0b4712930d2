import assert from 'node:assert/strict';
import { readdir, writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { windowTest } from '../harness/window/windowTest.ts';

const PHOTOS = {
  'photos/Italy/forum.jpg': { colour: 'peru' },
  'photos/Italy/tiber.jpg': { colour: 'seagreen' },
  '.vscode/settings.json': JSON.stringify({ 'albumSync.folders': ['photos'] }),
};

windowTest(
  'an undo shows what it takes back, asks, and then does it',
  { content: PHOTOS },
  async ({ window, folder }) => {
    const { page } = window;
    const dialog = page.getByRole('dialog').filter({ hasText: 'Undo the sync of' });
    const copies = async (): Promise<readonly string[]> =>
      (await readdir(join(folder, 'album-gallery', 'albums', 'italy'))).filter((name) => name.endsWith('.jpg'));
    await window.openContainer('Album Sync');
    await window.runCommand('Album Sync: Sync');
    await window.status.getByText('Albums in step').waitFor();
    const forum = await readFile(join(folder, 'photos', 'Italy', 'forum.jpg'));
    await writeFile(join(folder, 'photos', 'Italy', 'new.jpg'), forum);
    await window.runCommand('Album Sync: Sync');
    await page.getByRole('treeitem', { name: 'Italy, 1 uploaded, 2 in step' }).waitFor();

    await window.runCommand('Album Sync: Undo Last Sync…');
    await dialog.getByText('1 uploaded or moved: out of the web albums again').waitFor();
    await window.screenshot('workbench-undo-dark-1280');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await copies(), ['forum.jpg', 'new.jpg', 'tiber.jpg']);

    await window.runCommand('Album Sync: Undo Last Sync…');
    await dialog.getByRole('button', { name: 'Show Names' }).click();
    await page.locator('.view-line', { hasText: 'Italy/new.jpg' }).waitFor();
    await window.screenshot('workbench-undo-names-dark-1280');
    await window.messages().getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('treeitem', { name: 'Italy, 1 to upload, 2 in step' }).waitFor();
    assert.deepEqual(await copies(), ['forum.jpg', 'tiber.jpg']);
  },
);
