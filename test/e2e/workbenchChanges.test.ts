import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { windowTest } from '../harness/window/windowTest.ts';

const PHOTOS = {
  'photos/Italy/forum.jpg': { colour: 'peru' },
  'photos/Italy/tiber.jpg': { colour: 'seagreen' },
  'photos/Norway/fjord.jpg': { colour: 'steelblue' },
  '.vscode/settings.json': JSON.stringify({ 'albumSync.folders': ['photos'] }),
};

windowTest(
  'photos that come into a folder or leave it show themselves, and one click previews them',
  { content: PHOTOS },
  async ({ window, folder }) => {
    const { page, status } = window;
    const photo = (path: string): string => join(folder, 'photos', path);
    await window.openContainer('Album Sync');
    await window.runCommand('Album Sync: Sync');
    await status.getByText('Albums in step').waitFor();

    const forum = await readFile(photo('Italy/forum.jpg'));
    await writeFile(photo('Italy/new.jpg'), forum);
    await rm(photo('Norway/fjord.jpg'));
    await status.getByText('2 photos changed').waitFor();
    await page.getByRole('treeitem', { name: 'Italy, 1 changed, 2 uploaded' }).click();
    await page.getByRole('treeitem', { name: 'Norway, 1 changed' }).click();
    await page.getByRole('treeitem', { name: /^fjord\.jpg/ }).waitFor();
    await window.untilTree(
      'Album Sync',
      `▾ Italy  1 changed · 2 uploaded
  forum.jpg  uploaded · LOCAL_ONLY
  new.jpg  new, not compared yet
  tiber.jpg  uploaded · LOCAL_ONLY
▾ Norway  1 changed
  fjord.jpg  no longer there, not compared yet`,
    );
    await window.screenshot('workbench-changes-dark-1280');
    await status.hover();
    await page.getByText('Preview Changes').waitFor();
    await window.screenshot('workbench-changes-hover-dark-1280');

    await status.click();
    await page.getByRole('treeitem', { name: 'Italy, 1 to upload, 2 in step' }).waitFor();
    await page.getByRole('treeitem', { name: 'Norway, 1 to look at' }).waitFor();
  },
);
