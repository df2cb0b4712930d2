import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { runningClock } from '../emulators/http/clock.ts';
import { startOAuthEmulator } from '../emulators/oauth/startOAuthEmulator.ts';
import type { EditorWindow } from '../harness/window/openWindow.ts';
import { createTokens } from '../emulators/oauth/tokens.ts';
import { startPhotosEmulator } from '../emulators/photos/startPhotosEmulator.ts';
import { input, row } from '../harness/window/quickPick.ts';
import { allow, opened, typeClient } from '../harness/window/signInSteps.ts';
import { windowTest } from '../harness/window/windowTest.ts';

const APP = { id: '1234-app.apps.googleusercontent.com', secret: 'GOCSPX-a-secret' };
const OTHER = { id: '5678-other.apps.googleusercontent.com', secret: 'GOCSPX-another' };
const ANNA = { email: 'anna@example.com', name: 'Anna Photo' };

const clock = runningClock();
const tokens = createTokens(clock);
const photos = await startPhotosEmulator({ clock, tokens });
const oauth = await startOAuthEmulator({
  clock,
  tokens,
  clients: [APP, OTHER].map((client) => ({ ...client, kind: 'installed', status: 'testing' })),
  accounts: [ANNA],
});
after(() => Promise.all([oauth.close(), photos.close()]));
// The server of the window starts after this, and hands them to the extension host.
process.env['ALBUM_SYNC_GOOGLE_OAUTH_URL'] = oauth.url;
process.env['ALBUM_SYNC_GOOGLE_PHOTOS_URL'] = photos.url;

const content = { 'Italy/forum.jpg': { colour: 'peru' } } as const;

windowTest('a person signs in on the page of Google, and out again', { content }, async ({ window }) => {
  const { page } = window;
  await untilWalkthroughsAreThere(window);
  await window.runCommand('Album Sync: Sign In…');
  await row(page, 'Google Photos').waitFor();
  // Who looks elsewhere while they are asked finds the question where it was.
  await page.locator('.part.editor').click();
  await row(page, 'Google Photos').click();
  const google = await opened(page, () => typeClient(page, APP));
  await google.getByRole('heading', { name: 'Sign in with Google' }).waitFor();
  await page.getByText('Sign in on the page that opens in your browser').waitFor();
  await window.screenshot('workbench-sign-in-dark-1280');
  await google.getByRole('button', { name: 'Allow' }).click();
  await google.getByRole('heading', { name: 'You can close this page' }).waitFor();
  await google.close();
  await input(page).waitFor({ state: 'hidden' });
  const signedIn = window.messages('Signed in to Google Photos as anna@example.com. The sign-in ends on');
  await signedIn.getByRole('button', { name: 'How to Make It Last' }).click();
  await page.getByText('Fill in the consent screen and publish it').first().waitFor();
  await window.screenshot('workbench-walkthrough-dark-1280');

  await pasteAddress(window);
  await openAccounts(page, 'anna@example.com (Google Drive)');
  await page.getByRole('menuitem', { name: 'anna@example.com (Google Photos)' }).waitFor();
  await window.screenshot('workbench-accounts-dark-1280');
  await page.keyboard.press('Escape');

  for (const service of ['Google Drive', 'Google Photos']) {
    await window.runCommand('Album Sync: Sign Out…');
    await row(page, service).click();
    await window.messages(`Signed out of ${service}.`).waitFor();
  }
  assert.deepEqual(
    oauth.log.of('oauth.revoke').map(({ status }) => status),
    [200],
  );
  await keepClient(window);
});

windowTest(
  'a window whose service needs a sign-in has the button for it, before and after it ends',
  { content: { ...content, '.vscode/settings.json': JSON.stringify({ 'albumSync.service': 'googlePhotos' }) } },
  async ({ window }) => {
    const { page } = window;
    await window.openContainer('Album Sync');
    await page.getByText('nobody is signed in to it').waitFor();
    await window.screenshot('workbench-signed-out-dark-1280');
    await page.getByRole('button', { name: 'Sign In', exact: true }).click();
    await row(page, 'Google Photos').click();
    endsIn(72_000);
    await allow(page, () => typeClient(page, OTHER));
    await page.getByRole('treeitem', { name: 'Italy, 1 to upload' }).waitFor();

    const ending = window.messages('The sign-in to Google Photos ends within a day.');
    await window.screenshot('workbench-sign-in-ends-dark-1280');
    await allow(page, () => ending.getByRole('button', { name: 'Sign In' }).click());
    await window.runCommand('Album Sync: Sync');
    await page.getByRole('treeitem', { name: 'Italy, 1 uploaded' }).waitFor();

    oauth.revokeAccess(ANNA.email, OTHER.id);
    await window.runCommand('Album Sync: Sync');
    // The fourth message within a second only rings the editor's bell, and here nobody takes the time to read.
    await window.runCommand('Notifications: Show Notifications');
    const over = page
      .locator('.notifications-center .notification-list-item')
      .filter({ hasText: 'Google does not know the sign-in any more.' });
    await allow(page, () => over.getByRole('button', { name: 'Sign In' }).click());
    await page.getByRole('treeitem', { name: 'Italy, 1 in step' }).waitFor();
  },
);

/** Opens the Accounts menu, and again until the account is in it: an open menu stays as it is. */
async function openAccounts(page: Page, account: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: account });
  for (let attempt = 1; ; attempt += 1) {
    await page.locator('.activitybar').getByRole('button', { name: 'Accounts' }).click();
    await page.getByRole('menuitem', { name: 'Manage Extension Account Preferences' }).waitFor();
    if ((await item.count()) > 0) return;
    assert.ok(attempt < 50, `${account} never came`);
    await page.keyboard.press('Escape');
  }
}

/** Google says of the next refresh token that it lives so many seconds. */
function endsIn(seconds: number): void {
  const change = (body: unknown) => ({ ...(body as object), refresh_token_expires_in: seconds });
  oauth.faults.order({ route: 'oauth.token', fault: { kind: 'changedJson', change } });
}

/** Without a network the editor asks itself for some seconds whether a walkthrough is to be shown. */
async function untilWalkthroughsAreThere(window: EditorWindow): Promise<void> {
  const { page } = window;
  await window.runCommand('Welcome: Open Walkthrough...');
  await row(page, 'Use Google Photos or Google Drive').waitFor();
  await page.keyboard.press('Escape');
}

/** Signs in to the other service; its browser is elsewhere, and the client is known by now. */
async function pasteAddress(window: EditorWindow): Promise<void> {
  const { page } = window;
  await window.runCommand('Album Sync: Sign In…');
  const google = await opened(page, () => row(page, 'Google Drive').click());
  const address = google.url();
  await google.close();
  await page.getByText('Sign in on the page that opens in your browser').waitFor();
  await input(page).fill('http://127.0.0.1/?code=another');
  await input(page).press('Enter');
  await page.getByText('This is not the address that this sign-in ended on.').waitFor();
  await input(page).fill(oauth.approve(address, { account: ANNA.email }));
  await input(page).press('Enter');
  await window.messages('Signed in to Google Drive as anna@example.com.').waitFor();
}

/** Another client than before is asked about, and the person keeps the old one. */
async function keepClient(window: EditorWindow): Promise<void> {
  const { page } = window;
  await window.runCommand('Album Sync: Sign In…');
  await row(page, 'Google Photos').click();
  await typeClient(page, OTHER);
  const dialog = page.getByRole('dialog').filter({ hasText: 'with another OAuth client than before?' });
  await dialog.getByText(`What was sent with the client ${APP.id} stays in Google Photos`).waitFor();
  await window.screenshot('workbench-other-client-dark-1280');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(oauth.log.of('oauth.auth').length, 2);
}
