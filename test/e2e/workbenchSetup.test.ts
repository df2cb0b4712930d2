import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { EditorWindow } from '../harness/window/openWindow.ts';
import { sharedEditor } from '../harness/window/sharedEditor.ts';
import { windowTest } from '../harness/window/windowTest.ts';

const content = {
  'photos/2019/Italy/forum.jpg': { colour: 'peru' },
  'photos/2019/Italy/tiber.jpg': { colour: 'seagreen' },
  'photos/2021/Norway/fjord.jpg': { colour: 'steelblue' },
  'scans/letter.png': { colour: 'ivory' },
  'notes/plan.txt': 'where to go next',
} as const;

windowTest('a new user is led from the photo folders to a preview', { content }, async ({ window, folder }) => {
  const { page } = window;
  await openStart(window);
  await pictures(window, 'workbench-start');

  await button(page, 'Select Photo Folders').click();
  await row(page, 'The whole folder, 4 photos').waitFor();
  await window.screenshot('workbench-folders-dark-1280');
  await row(page, 'photos, 3 photos').click();
  await row(page, 'scans, 1 photo').click();
  await row(page, 'photos, 3 photos').getByRole('checkbox', { checked: true }).waitFor();
  await row(page, 'The whole folder, 4 photos').getByRole('checkbox', { checked: false }).waitFor();
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await untilSettings(folder, '"albumSync.folders": [ "photos", "scans" ]');

  await button(page, 'Select Service').click();
  await page.locator('.quick-input-widget').getByText('no account').click();
  await button(page, 'Select Mode').click();
  await page.locator('.quick-input-widget').getByText('Sync, Adding on Both Sides').click();
  await untilSettings(folder, '"albumSync.mode": "sync"');

  await button(page, 'Preview').waitFor();
  await window.screenshot('workbench-start-later-dark-1280');
  await button(page, 'Preview').click();
  await window.reportFrame().getByText('fjord.jpg').waitFor();
});

/** Opens the walkthrough; without a network the editor asks itself for some seconds whether there is one. */
async function openStart(window: EditorWindow): Promise<void> {
  const { page } = window;
  await window.runCommand('Welcome: Open Walkthrough...');
  await page.locator('.quick-input-widget').getByText('Get Started with Album Sync').waitFor();
  await page.keyboard.press('Escape');
  await window.runCommand('Album Sync: Get Started');
  await button(page, 'Select Photo Folders').waitFor();
}

/** Pictures in every look that a person may have. */
async function pictures(window: EditorWindow, name: string): Promise<void> {
  const { server } = await sharedEditor();
  for (const theme of ['light', 'highContrast', 'dark'] as const) {
    await server.writeUserSettings({ theme, trust: 'trusted' });
    await window.page.locator(`.monaco-workbench.${CLASSES[theme]}`).waitFor();
    await window.screenshot(`${name}-${theme}-1280`);
  }
  await window.page.setViewportSize({ width: 800, height: 800 });
  await window.screenshot(`${name}-dark-800`);
  await window.page.setViewportSize({ width: 1280, height: 800 });
}

const CLASSES = { light: 'vs', dark: 'vs-dark', highContrast: 'hc-black' } as const;

/** Waits until the settings of the folder say so, however they are broken into lines. */
async function untilSettings(folder: string, text: string): Promise<void> {
  const settings = async (): Promise<string> => {
    const written = await readFile(join(folder, '.vscode', 'settings.json'), 'utf8').catch(() => '');
    return written.replace(/\s+/g, ' ');
  };
  while (!(await settings()).includes(text)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A button of the step that is open in the walkthrough. */
function button(page: Page, name: string): Locator {
  return page.locator('.gettingStartedContainer').getByRole('button', { name, exact: true });
}

/** A line of the list that is open; its name is what a screen reader says. */
function row(page: Page, name: string): Locator {
  return page.locator('.quick-input-widget .monaco-list-row').and(page.getByLabel(name)).first();
}
