import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { runningClock } from '../emulators/http/clock.ts';
import { startOAuthEmulator } from '../emulators/oauth/startOAuthEmulator.ts';
import { createTokens } from '../emulators/oauth/tokens.ts';
import { startPhotosEmulator } from '../emulators/photos/startPhotosEmulator.ts';
import { writeTree } from '../harness/tree.ts';
import type { EditorWindow } from '../harness/window/openWindow.ts';
import { runCommand } from '../harness/window/commandPalette.ts';
import { input, row } from '../harness/window/quickPick.ts';
import { allow, typeClient } from '../harness/window/signInSteps.ts';
import { succeeds } from '../harness/window/succeeds.ts';
import { windowTest } from '../harness/window/windowTest.ts';

const APP = { id: '1234-app.apps.googleusercontent.com', secret: 'GOCSPX-a-secret' };
const ANNA = { email: 'anna@example.com', name: 'Anna Photo' };

const clock = runningClock();
const tokens = createTokens(clock);
// Whoever asks for more than Google allows in a minute waits for half of one.
const photos = await startPhotosEmulator({ clock, tokens, limits: { writesPerMinute: Infinity } });
const oauth = await startOAuthEmulator({
  clock,
  tokens,
  clients: [{ ...APP, kind: 'installed', status: 'production' }],
  accounts: [ANNA],
});
after(() => Promise.all([oauth.close(), photos.close()]));
// The server of the window starts after this, and hands them to the extension host.
process.env['ALBUM_SYNC_GOOGLE_OAUTH_URL'] = oauth.url;
process.env['ALBUM_SYNC_GOOGLE_PHOTOS_URL'] = photos.url;

const content = {
  'Italy/forum.jpg': { colour: 'peru', capturedAt: '2019-06-01T10:00:00', caption: 'Forum Romanum' },
  'Italy/tiber.jpg': { colour: 'seagreen', capturedAt: '2019-06-02T18:30:00' },
  'Norway/fjord.jpg': { colour: 'steelblue', capturedAt: '2021-07-14T23:10:00' },
  '.vscode/settings.json': JSON.stringify({
    'albumSync.service': 'googlePhotos',
    'albumSync.mode': 'syncUpload',
    'albumSync.allowDelete': 'remote',
  }),
};

windowTest('a person keeps albums in Google Photos in step', { content }, async ({ window, folder }) => {
  const { page } = window;
  await window.openContainer('Album Sync');
  await page.getByText('nobody is signed in to it').waitFor();
  await page.getByRole('button', { name: 'Sign In', exact: true }).click();
  await row(page, 'Google Photos').click();
  await allow(page, () => typeClient(page, APP));
  await page.getByRole('treeitem', { name: 'Italy, 2 to upload' }).waitFor();
  await window.runCommand('Album Sync: Sync');
  await page.getByRole('treeitem', { name: 'Italy, 2 uploaded' }).waitFor();
  await page.getByRole('treeitem', { name: 'Norway, 1 uploaded' }).waitFor();
  await window.status.getByText('Albums in step').waitFor();

  await writeTree(folder, { 'Italy/tiber.jpg': { colour: 'tomato' } });
  await window.runCommand('Album Sync: Refresh');
  await page.getByRole('treeitem', { name: /^Italy, / }).click();
  const tiber = page.getByRole('treeitem', { name: /^tiber.jpg, / });
  await openBeside(page, tiber);
  await window.screenshot('workbench-google-beside-dark-1280');
  await window.runCommand('View: Close All Editors');

  await rm(join(folder, 'Italy', 'tiber.jpg'));
  await writeTree(folder, { 'Norway/fjord.jpg': { colour: 'slateblue' }, 'Norway/aurora.jpg': { colour: 'lime' } });
  await window.runCommand('Album Sync: Sync');
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Take Out 1 Item, Sync' }).click();
  await window.messages('The service lets no app delete a photo').getByRole('button', { name: 'Show Report' }).click();
  const stays = window.reportFrame().locator('.problems li', { hasText: 'E_STILL_IN_LIBRARY' });
  await stays.waitFor();
  const links = await stays
    .getByRole('link')
    .evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
  assert.deepEqual(
    links.map((link) => link.replace(/[^/]+$/, '')),
    Array<string>(2).fill(`${photos.url}/lr/photo/`),
  );
  await window.screenshot('workbench-google-photos-dark-1280');
  await inLight(window);
  await window.screenshot('workbench-google-photos-light-1280');

  await writeTree(folder, {
    'Chile/atacama.jpg': { colour: 'sienna' },
    'Chile/empty.jpg': '',
    'Peru/lima.jpg': { colour: 'gold' },
  });
  const { promise, resolve } = Promise.withResolvers<unknown>();
  photos.faults.order({ route: 'mediaItems.batchCreate', fault: { kind: 'heldBefore', until: promise }, after: 1 });
  await window.runCommand('Album Sync: Sync');
  await page.getByRole('treeitem', { name: /^(Chile|Peru), .*1 uploaded/ }).waitFor();
  oauth.revokeAccess(ANNA.email, APP.id);
  resolve(undefined);
  const over = window.messages('Google does not know the sign-in any more.');
  await over.waitFor();
  await window.screenshot('workbench-google-cut-light-1280');
  await allow(page, () => over.getByRole('button', { name: 'Sign In' }).click());
  await page.getByRole('treeitem', { name: /^(Chile|Peru), .*1 to upload/ }).waitFor();
  await window.runCommand('Album Sync: Sync');
  await page.getByRole('treeitem', { name: /^(Chile|Peru), .*1 uploaded/ }).waitFor();
  const albums = photos.person(ANNA.email).albumsText();
  for (const album of ['Chile\n  atacama.jpg', 'Peru\n  lima.jpg'])
    assert.ok(`${albums}\n`.includes(`${album}\n`), albums);
});

/**
 * Opens both sides of a photo. One of two previews that the editor starts at once can stay empty for good, though it has
 * the bytes: a fault of its own, after which a person would press the button once more.
 */
async function openBeside(page: Page, item: Locator): Promise<void> {
  const tab = page.getByRole('tab', { name: 'Web copy (not the original) of tiber.jpg' });
  for (const timeout of [20_000, 60_000]) {
    await item.hover();
    await item.getByRole('button', { name: 'Open Beside the Web Copy' }).click();
    await tab.waitFor();
    const shown = await Promise.all([0, 1].map((side) => succeeds(picture(page, side).waitFor({ timeout }))));
    if (shown.every(Boolean)) return;
    await runCommand(page, 'View: Close All Editors');
  }
  assert.fail('The editor showed no preview.');
}

/** A picture that the editor's own preview has loaded, from the left. */
function picture(page: Page, index: number): Locator {
  const frame = page.frameLocator('iframe.webview.ready').nth(index);
  return frame.frameLocator('#active-frame').locator('body.ready img');
}

/** Chooses the light theme. */
async function inLight(window: EditorWindow): Promise<void> {
  const { page } = window;
  await window.runCommand('Preferences: Color Theme');
  await input(page).fill('Light Modern');
  await row(page, 'Light Modern').click();
  await page.locator('.monaco-workbench.vs').waitFor();
}
