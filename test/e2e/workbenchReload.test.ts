import assert from 'node:assert/strict';
import { after } from 'node:test';
import { startDriveEmulator } from '../emulators/drive/startDriveEmulator.ts';
import { googleError } from '../emulators/http/answers.ts';
import { runningClock } from '../emulators/http/clock.ts';
import { answered } from '../emulators/http/troubles.ts';
import { startOAuthEmulator } from '../emulators/oauth/startOAuthEmulator.ts';
import { createTokens } from '../emulators/oauth/tokens.ts';
import { assertAccessible, frameOf } from '../harness/accessibility.ts';
import type { EditorWindow } from '../harness/window/openWindow.ts';
import { row } from '../harness/window/quickPick.ts';
import { allow, typeClient } from '../harness/window/signInSteps.ts';
import { windowTest } from '../harness/window/windowTest.ts';
import { tableText, untilShown } from './reportTable.ts';

const APP = { id: '1234-app.apps.googleusercontent.com', secret: 'GOCSPX-a-secret' };
const ANNA = { email: 'anna@example.com', name: 'Anna Photo' };

const clock = runningClock();
const tokens = createTokens(clock);
const drive = await startDriveEmulator({ clock, tokens });
const oauth = await startOAuthEmulator({
  clock,
  tokens,
  clients: [{ ...APP, kind: 'installed', status: 'production' }],
  accounts: [ANNA],
});
after(() => Promise.all([oauth.close(), drive.close()]));
// The server of the window starts after this, and hands them to the extension host.
process.env['ALBUM_SYNC_GOOGLE_OAUTH_URL'] = oauth.url;
process.env['ALBUM_SYNC_GOOGLE_DRIVE_URL'] = drive.url;

const content = {
  'Italy/forum.jpg': { colour: 'peru' },
  'Italy/tiber.jpg': { colour: 'seagreen' },
  'Norway/fjord.jpg': { colour: 'steelblue' },
  '.vscode/settings.json': JSON.stringify({ 'albumSync.service': 'googleDrive', 'albumSync.concurrency': 1 }),
} as const;

const REFUSED =
  'tiber.jpg: Bad Request. The service did not take this item, and trying again would not help. It was left alone.';
const CANCELLED = 'The run was cancelled before this was done. The next run completes it.';

windowTest('a reload in the middle of a run loses nothing, and says so', { content }, async ({ window }) => {
  const { page } = window;
  const report = window.reportFrame();
  await window.openContainer('Album Sync');
  await page.getByText('nobody is signed in to it').waitFor();
  await signIn(window);
  await page.getByRole('treeitem', { name: 'Italy, 2 to upload' }).waitFor();
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const refusal = answered(googleError({ code: 400, message: 'Bad Request', errors: [] }));
  drive.faults.order({ route: 'uploads.multipart', fault: refusal, after: 1 });
  drive.faults.order({ route: 'uploads.multipart', fault: { kind: 'heldBefore', until: promise }, after: 1 });
  await window.runCommand('Album Sync: Show Report');
  await report.getByRole('button', { name: 'Apply 3 Changes' }).click();
  await report.getByRole('row', { name: /tiber\.jpg.*failed/ }).waitFor();

  const reloaded = page.waitForEvent('domcontentloaded');
  await window.runCommand('Developer: Reload Window');
  await reloaded;
  await report.getByRole('heading', { name: 'The sync was interrupted' }).waitFor();
  await report.locator('.problems li', { hasText: 'E_INTERRUPTED' }).waitFor();
  await untilShown(report, '3 of 3 shown');
  assert.equal(
    await tableText(report),
    `▾ Italy: 1 failed · 1 uploaded
  LOCAL_ONLYnew | forum.jpg | uploaded | done
  LOCAL_ONLYnew | tiber.jpg | upload | failedRetry | ${REFUSED}
▾ Norway: 1 cancelled
  LOCAL_ONLYnew | fjord.jpg | upload | cancelledRetry | ${CANCELLED}`,
  );
  await assertAccessible(await frameOf(report), 'an interrupted report');
  await window.screenshot('workbench-interrupted-dark-1280');

  // The browser of these tests forgets what an editor keeps in the keyring.
  resolve(undefined);
  await signIn(window);
  await window.messages('Signed in to Google Drive').waitFor();
  await report.getByRole('button', { name: 'Retry 2 Items' }).click();
  await report.locator('.clauses', { hasText: /^3 uploaded$/ }).waitFor();
  await report.getByRole('heading', { name: 'Sync', exact: true }).waitFor();
  const names = drive
    .person(ANNA.email)
    .treeText()
    .match(/\S+\.jpg/g);
  assert.deepEqual(names?.sort(), ['fjord.jpg', 'forum.jpg', 'tiber.jpg']);
});

async function signIn(window: EditorWindow): Promise<void> {
  await window.runCommand('Album Sync: Sign In…');
  await row(window.page, 'Google Drive').click();
  await allow(window.page, () => typeClient(window.page, APP));
}
