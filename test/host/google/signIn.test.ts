import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Result } from '../../../src/engine/result.ts';
import type { GoogleService } from '../../../src/services/google/scopes.ts';
import { runningClock } from '../../emulators/http/clock.ts';
import { startOAuthEmulator, type OAuthEmulator } from '../../emulators/oauth/startOAuthEmulator.ts';
import { createTokens } from '../../emulators/oauth/tokens.ts';
import { startPhotosEmulator, type PhotosEmulator } from '../../emulators/photos/startPhotosEmulator.ts';
import { reportText, run, until } from '../reportText.ts';

const APP = { id: '1234-app.apps.googleusercontent.com', secret: 'GOCSPX-a-secret' };
const ANNA = { email: 'anna@example.com' };
const VARIABLES = ['ALBUM_SYNC_GOOGLE_OAUTH_URL', 'ALBUM_SYNC_GOOGLE_PHOTOS_URL'] as const;

describe('Accounts', () => {
  let oauth: OAuthEmulator;
  let photos: PhotosEmulator;

  before(async () => {
    const clock = runningClock();
    const tokens = createTokens(clock);
    photos = await startPhotosEmulator({ clock, tokens });
    oauth = await startOAuthEmulator({
      clock,
      tokens,
      clients: [{ ...APP, kind: 'installed', status: 'production' }],
      accounts: [ANNA],
    });
    // The worker of the runs starts with the first of them, and gets these.
    [oauth, photos].forEach(({ url }, index) => (process.env[VARIABLES[index] ?? ''] = url));
  });

  after(async () => {
    for (const service of ['googlePhotos', 'googleDrive']) await call('signOut', { service });
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    await Promise.all([oauth.close(), photos.close()]);
  });

  /** Runs a command as a program would. */
  async function call(command: 'signIn' | 'signOut', options: object): Promise<Result<unknown>> {
    const result: unknown = await vscode.commands.executeCommand(`albumSync.${command}`, {
      interactive: false,
      ...options,
    });
    return result as Result<unknown>;
  }

  const allow = (address: string) => fetch(oauth.approve(address, { account: ANNA.email }));
  const signIn = (service: GoogleService, options: object = {}) =>
    call('signIn', { service, client: APP, open: allow, ...options });
  const accounts = async () => {
    const found = await vscode.authentication.getAccounts('albumSync.google');
    return found.map(({ label }) => label).sort();
  };

  it('whoever signs in is in the Accounts menu, and gone after signing out', async () => {
    const signedIn = await signIn('googlePhotos');
    assert.ok(signedIn.ok);
    // The client is known by now.
    assert.ok((await signIn('googleDrive', { client: undefined })).ok);
    await until('both accounts', async () => (await accounts()).length === 2);
    assert.deepEqual(await accounts(), ['anna@example.com (Google Drive)', 'anna@example.com (Google Photos)']);
    assert.doesNotMatch(JSON.stringify(signedIn), /GOCSPX|ya29|1\/\/0/);
    assert.ok((await call('signOut', { service: 'googleDrive' })).ok);
    await until('one account', async () => (await accounts()).length === 1);
    assert.deepEqual(await accounts(), ['anna@example.com (Google Photos)']);
    assert.ok((await call('signOut', { service: 'googlePhotos' })).ok);
    await until('no account', async () => (await accounts()).length === 0);
    assert.deepEqual(
      oauth.log.of('oauth.revoke').map(({ status }) => status),
      [200],
    );
  });

  it('a run uses the sign-in that the editor keeps, and ends without one', async () => {
    assert.equal(reportText(await run('preview')), 'E_SIGN_IN');
    assert.ok((await signIn('googlePhotos')).ok);
    assert.equal(reportText(await run('sync')), 'Norway/fjord.jpg  LOCAL_ONLY UPLOAD_LOCAL done');
    assert.equal(reportText(await run('preview')), 'Norway/fjord.jpg  SAME SILENT silent');
    oauth.revokeAccess(ANNA.email, APP.id);
    assert.match(reportText(await run('preview')), /E_SIGN_IN$/);
    assert.ok((await call('signOut', { service: 'googlePhotos' })).ok);
    assert.equal(reportText(await run('preview')), 'E_SIGN_IN');
  });

  const REFUSED: readonly [what: string, options: () => object, code: string][] = [
    [
      'the access is not allowed',
      () => ({ open: (address: string) => fetch(oauth.deny(address)) }),
      'E_SIGN_IN_FAILED',
    ],
    ['there is no client', () => ({ client: undefined }), 'E_CLIENT_FILE'],
    [
      'the file of the client is not there',
      () => ({ client: undefined, clientFile: '/nowhere.json' }),
      'E_CLIENT_FILE',
    ],
    ['nobody opens the page', () => ({ open: undefined }), 'E_SIGN_IN_FAILED'],
    ['the service is none of ours', () => ({ service: 'gallery' }), 'E_SIGN_IN_FAILED'],
  ];

  for (const [what, options, code] of REFUSED) {
    it(`nobody is signed in when ${what}`, async () => {
      const signedIn = await signIn('googlePhotos', options());
      assert.equal(signedIn.ok || signedIn.problem.code, code);
      assert.deepEqual(await accounts(), []);
    });
  }
});
