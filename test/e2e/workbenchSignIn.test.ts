import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { runningClock } from '../emulators/http/clock.ts';
import { startOAuthEmulator } from '../emulators/oauth/startOAuthEmulator.ts';
import { windowTest } from '../harness/window/windowTest.ts';

const APP = { id: '1234-app.apps.googleusercontent.com', secret: 'GOCSPX-a-secret' };

const oauth = await startOAuthEmulator({
  clock: runningClock(),
  clients: [{ ...APP, kind: 'installed', status: 'testing' }],
  accounts: [{ email: 'anna@example.com', name: 'Anna Photo' }],
});
after(() => oauth.close());
// The server of the window starts after this, and hands it to the extension host.
process.env['ALBUM_SYNC_GOOGLE_OAUTH_URL'] = oauth.url;

windowTest(
  'a person signs in on the page of Google, and out again',
  {
    content: {
      'Italy/forum.jpg': { colour: 'peru' },
      '.vscode/settings.json': JSON.stringify({ 'albumSync.service': 'googlePhotos' }),
    },
  },
  async ({ window }) => {
    const { page } = window;
    const input = page.locator('.quick-input-widget input:visible');
    const message = (text: string) => page.locator('.notification-toast').filter({ hasText: text });

    await window.runCommand('Album Sync: Sign In…');
    await row(page, 'Google Photos').click();
    await row(page, 'Type Client ID and Secret…').click();
    await page.getByText('Client ID (Press').waitFor();
    await input.fill(APP.id);
    await input.press('Enter');
    await page.getByText('Client secret (Press').waitFor();
    await input.fill(APP.secret);
    const opening = page.context().waitForEvent('page');
    await input.press('Enter');
    const google = await opening;
    await google.getByRole('heading', { name: 'Sign in with Google' }).waitFor();
    await page.getByText('Sign in on the page that opens in your browser').waitFor();
    await window.screenshot('workbench-sign-in-dark-1280');

    await google.getByRole('button', { name: 'Allow' }).click();
    await google.getByRole('heading', { name: 'You can close this page' }).waitFor();
    await google.close();
    await message('Signed in to Google Photos as anna@example.com. The sign-in ends on').waitFor();
    await input.waitFor({ state: 'hidden' });

    await window.runCommand('Album Sync: Sign Out…');
    await row(page, 'Google Photos').click();
    await message('Signed out of Google Photos.').waitFor();
    assert.deepEqual(
      oauth.log.of('oauth.revoke').map(({ status }) => status),
      [200],
    );
  },
);

function row(page: Page, label: string) {
  return page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: label }).first();
}
