import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { EditorWindow } from '../harness/window/openWindow.ts';
import { input, untilTyped } from '../harness/window/quickPick.ts';
import { succeeds } from '../harness/window/succeeds.ts';
import { windowTest } from '../harness/window/windowTest.ts';

const content = {
  'photos/2019/Italy/forum.jpg': { colour: 'peru' },
  'photos/2019/Italy/tiber.jpg': { colour: 'seagreen' },
  'photos/2021/Norway/fjord.jpg': { colour: 'steelblue' },
  'scans/letter.png': { colour: 'ivory' },
  'archive/1999/boxes/left/print.jpg': { colour: 'tan' },
  'album-gallery/.keep': '',
  'notes/plan.txt': 'where to go next',
} as const;

windowTest('a new user is led from the photo folders to a preview', { content }, async ({ window, folder }) => {
  const { page } = window;
  await openStart(window);
  await pictures(window, 'workbench-start');

  await button(page, 'Select Photo Folders').click();
  await row(page, 'The whole folder, 5 photos').waitFor();
  await window.screenshot('workbench-folders-dark-1280');
  await row(page, 'photos, 3 photos').click();
  await row(page, 'scans, 1 photo').click();
  await row(page, 'photos, 3 photos').getByRole('checkbox', { checked: true }).waitFor();
  await row(page, 'The whole folder, 5 photos').getByRole('checkbox', { checked: false }).waitFor();
  await chooseOther(page, folder, ['..']);
  await window.messages(`Open ${dirname(folder)}, or a folder above it, instead`).waitFor();
  await chooseOther(page, folder, ['album-gallery']);
  await window.messages('"album-gallery" lies in the gallery "album-gallery"').waitFor();
  await chooseOther(page, folder, ['archive', '1999', 'boxes', 'left']);
  await row(page, 'archive/1999/boxes/left, 1 photo').getByRole('checkbox', { checked: true }).waitFor();
  await window.screenshot('workbench-folders-other-dark-1280');
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await untilSettings(folder, '"albumSync.folders": [ "photos", "scans", "archive/1999/boxes/left" ]');

  await window.runCommand('Album Sync: Edit Album Naming…');
  await picker(page).getByText('photos/2019/Italy → Italy (2019)').waitFor();
  await window.screenshot('workbench-naming-dark-1280');
  await picker(page).getByText('2 levels below').click();
  await untilTyped(page, '{1} ({0})');
  await picker(page).locator('input').fill('{2}');
  await picker(page).getByText('needs {2}, but "2019/Italy" has only {0} to {1}').waitFor();
  await window.screenshot('workbench-naming-fault-dark-1280');
  await picker(page).locator('input').fill('Photos of {0}, ');
  await picker(page).getByText('{1}', { exact: true }).click();
  await row(page, 'Photos of 2019, Italy, ← photos/2019/Italy · 2 photos').waitFor();
  await window.screenshot('workbench-naming-typed-dark-1280');
  await page.keyboard.press('Enter');
  await untilSettings(folder, '"albumSync.naming.templates": [ "{0}", "Photos of {0}, {1}" ]');

  await step(page, 'Choose where the albums are').click();
  await button(page, 'Select Service').click();
  await picker(page).getByText('no account').click();
  await step(page, 'Choose which way photos travel').click();
  await button(page, 'Select Mode').click();
  await picker(page).getByText('Sync, Adding on Both Sides').click();
  await untilSettings(folder, '"albumSync.mode": "sync"');

  await step(page, 'See what would happen').click();
  await button(page, 'Preview').waitFor();
  await window.screenshot('workbench-start-later-dark-1280');
  await button(page, 'Preview').click();
  await window.reportFrame().getByText('fjord.jpg').waitFor();
});

/** Opens the walkthrough; without a network the editor asks itself for some seconds whether there is one. */
async function openStart(window: EditorWindow): Promise<void> {
  const { page } = window;
  await window.runCommand('Welcome: Open Walkthrough...');
  await picker(page).getByText('Get Started with Album Sync').waitFor();
  await page.keyboard.press('Escape');
  await window.runCommand('Album Sync: Get Started');
  await button(page, 'Select Photo Folders').waitFor();
}

/** Pictures in every look that a person may have, with the picture of the step where there is room for it. */
async function pictures(window: EditorWindow, name: string): Promise<void> {
  const { page } = window;
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  for (const [theme, label, mark] of LOOKS) {
    await window.runCommand('Preferences: Color Theme');
    await picker(page).locator('input').fill(label);
    await page.keyboard.press('Enter');
    await page.locator(`.monaco-workbench.${mark}`).waitFor();
    await picker(page).waitFor({ state: 'hidden' });
    await window.screenshot(`${name}-${theme}-1280`);
  }
  await page.setViewportSize({ width: 800, height: 800 });
  await window.screenshot(`${name}-dark-800`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

const LOOKS = [
  ['light', 'Light Modern', 'vs'],
  ['highContrast', 'Dark High Contrast', 'hc-black'],
  ['dark', 'Dark Modern', 'vs-dark'],
] as const;

/** Chooses a folder in the dialog of an editor that runs in a browser, going down from the one that is open. */
async function chooseOther(page: Page, folder: string, way: readonly string[]): Promise<void> {
  await picker(page).getByRole('button', { name: 'Other Folder…' }).click();
  const choose = picker(page).getByRole('button', { name: 'Choose Photo Folder' });
  await choose.waitFor();
  for (const [index, name] of way.entries()) {
    await picker(page).locator('.monaco-list-row').getByText(name, { exact: true }).click();
    const there = `${join(folder, ...way.slice(0, index + 1))}/`;
    while ((await input(page).inputValue()) !== there) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // The dialog takes no answer while it is still reading the folder.
  do await choose.click();
  while (!(await succeeds(choose.waitFor({ state: 'hidden', timeout: 3_000 }))));
}

/** Waits until the settings of the folder say so, however they are broken into lines. */
async function untilSettings(folder: string, text: string): Promise<void> {
  const settings = async (): Promise<string> => {
    const written = await readFile(join(folder, '.vscode', 'settings.json'), 'utf8').catch(() => '');
    return written.replace(/\s+/g, ' ');
  };
  while (!(await settings()).includes(text)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A step of the walkthrough, which opens when its title is clicked. */
function step(page: Page, title: string): Locator {
  return page.locator('.gettingStartedContainer').getByText(title, { exact: true });
}

/** A button of the step that is open in the walkthrough. */
function button(page: Page, name: string): Locator {
  return page.locator('.gettingStartedContainer').getByRole('button', { name, exact: true });
}

/** A line of the list that is open; its name is what a screen reader says. */
function row(page: Page, name: string): Locator {
  return picker(page).locator('.monaco-list-row').and(page.getByLabel(name)).first();
}

/** The list that is open over the window. */
function picker(page: Page): Locator {
  return page.locator('.quick-input-widget');
}
