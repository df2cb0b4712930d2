import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { windowTest } from '../harness/window/windowTest.ts';

const content = {
  'photos/2019/Italy/forum.jpg': { colour: 'peru' },
  'photos/2019/Italy/tiber.jpg': { colour: 'seagreen' },
  'photos/2021/Norway/fjord.jpg': { colour: 'steelblue' },
  'scans/letter.png': { colour: 'ivory' },
  'notes/plan.txt': 'where to go next',
} as const;

windowTest('a new user chooses the photo folders', { content }, async ({ window, folder }) => {
  const { page } = window;
  await window.runCommand('Album Sync: Select Photo Folders…');
  await row(page, 'The whole folder, 4 photos').waitFor();
  await window.screenshot('workbench-folders-dark-1280');
  await row(page, 'photos, 3 photos').click();
  await row(page, 'scans, 1 photo').click();
  await row(page, 'photos, 3 photos').getByRole('checkbox', { checked: true }).waitFor();
  await row(page, 'The whole folder, 4 photos').getByRole('checkbox', { checked: false }).waitFor();
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await untilSettings(folder, '"albumSync.folders": [ "photos", "scans" ]');
});

/** Waits until the settings of the folder say so, however they are broken into lines. */
async function untilSettings(folder: string, text: string): Promise<void> {
  const settings = async (): Promise<string> => {
    const written = await readFile(join(folder, '.vscode', 'settings.json'), 'utf8').catch(() => '');
    return written.replace(/\s+/g, ' ');
  };
  while (!(await settings()).includes(text)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A line of the list that is open; its name is what a screen reader says. */
function row(page: Page, name: string): Locator {
  return page.locator('.quick-input-widget .monaco-list-row').and(page.getByLabel(name)).first();
}
