import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { SyncReport } from '../../../src/engine/report.ts';
import { parseCommandLine } from '../../../src/run/commandLine.ts';
import { runningClock } from '../../emulators/http/clock.ts';
import { startOAuthEmulator } from '../../emulators/oauth/startOAuthEmulator.ts';
import type { OAuthEmulator } from '../../emulators/oauth/startOAuthEmulator.ts';
import { createTokens } from '../../emulators/oauth/tokens.ts';
import { startPhotosEmulator } from '../../emulators/photos/startPhotosEmulator.ts';
import { Library, lines, reportText } from '../../harness/library.ts';
import { ANNA, APP } from '../../harness/signedIn.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const GUARD = process.platform === 'win32' ? 'guarded by the rights of your user profile' : 'only you can read it';
const OTHER = { id: '5678-other.apps.googleusercontent.com', secret: 'GOCSPX-another' };

test('arguments about accounts are read, and what cannot be understood is said', () => {
  const signIn = { kind: 'signIn', clientFile: undefined, back: 'browser', mayChangeClient: false, drive: 'file' };
  const table: readonly (readonly [args: string, expected: object])[] = [
    ['sign-in googlePhotos', { ...signIn, service: 'googlePhotos' }],
    [
      'sign-in googleDrive --client c.json --paste --yes',
      { ...signIn, service: 'googleDrive', clientFile: 'c.json', back: 'pasted', mayChangeClient: true },
    ],
    ['sign-in googleDrive --all-files', { ...signIn, service: 'googleDrive', drive: 'all' }],
    ['sign-out googleDrive', { kind: 'signOut', service: 'googleDrive' }],
    ['accounts', { kind: 'accounts', json: false }],
    ['accounts --json', { kind: 'accounts', json: true }],
  ];
  for (const [args, account] of table) assert.deepEqual(parseCommandLine(args.split(' ')), { account }, args);
  for (const args of [
    'sign-in',
    'sign-in gallery',
    'sign-in googlePhotos googleDrive',
    'sign-in googlePhotos --json',
    'sign-in googlePhotos --all-files',
    'sign-out googleDrive --all-files',
    'sync --all-files',
    'sign-out',
    'sign-out googleDrive --yes',
    'sign-out googleDrive --paste',
    'accounts googleDrive',
    'accounts --client c.json',
    'sync --client c.json',
    'undo --paste',
  ])
    assert.ok('wrong' in parseCommandLine(args.split(' ')), args);
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Terminal {
  readonly oauth: OAuthEmulator;
  readonly folder: string;
  /** Absolute path of the file of secrets. */
  readonly secrets: string;
  /**
   * Runs the built program as a person would.
   * @param atPage what the person does at the address that is printed; what this returns is typed
   */
  albumSync(args: readonly string[], atPage?: (address: string) => string | undefined): Promise<Ended>;
}

/** A computer without a screen, whose Google is the emulator. */
async function terminal(t: TestContext, status: 'testing' | 'production' = 'production'): Promise<Terminal> {
  const folder = temporaryFolder(t);
  const clock = runningClock();
  const tokens = createTokens(clock);
  const photos = await startPhotosEmulator({ clock, tokens });
  t.after(() => photos.close());
  const oauth = await startOAuthEmulator({
    clock,
    tokens,
    clients: [APP, OTHER].map((client) => ({ ...client, kind: 'installed', status })),
    accounts: [ANNA],
  });
  t.after(() => oauth.close());
  for (const [name, { id, secret }] of Object.entries({ client: APP, other: OTHER })) {
    const file = { client_id: id, client_secret: secret };
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ installed: file }));
    writeFileSync(path.join(folder, `${name}-web.json`), JSON.stringify({ web: file }));
  }
  const state = path.join(folder, 'state');
  const env = {
    ...process.env,
    ALBUM_SYNC_STATE_DIR: state,
    ALBUM_SYNC_GOOGLE_OAUTH_URL: oauth.url,
    ALBUM_SYNC_GOOGLE_PHOTOS_URL: photos.url,
    // With it Google's library prints every request, if it is let.
    GOOGLE_SDK_NODE_LOGGING: '*',
  };
  const albumSync: Terminal['albumSync'] = (args, atPage) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [path.resolve('dist/cli.js'), ...args], { env, cwd: folder });
      const said = { stdout: '', stderr: '' };
      let visited = false;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said.stdout += text;
        const address = /^http\S+$/m.exec(said.stdout)?.[0];
        if (address === undefined || visited || !said.stdout.includes(`${address}\n`)) return;
        visited = true;
        const typed = atPage?.(address);
        if (typed !== undefined) child.stdin.end(typed);
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
      child.once('error', reject);
      child.once('close', (status) => resolve({ status, ...said }));
    });
  return { oauth, folder, secrets: path.join(state, 'secrets.json'), albumSync };
}

/** The person allows everything, and the browser follows. */
const allow =
  ({ oauth }: Terminal) =>
  (address: string) =>
    void fetch(oauth.approve(address, { account: ANNA.email }));

/** Without the address of the page, which is another one every time. */
function textOf({ status, stdout, stderr }: Ended): string {
  return `${stdout}${stderr}${String(status)}`.replace(/^http\S+$/m, 'ADDRESS');
}

function assertNoSecrets({ stdout, stderr }: Ended): void {
  // The address of the page has what Google's page needs, and no secret.
  assert.doesNotMatch(stdout + stderr, /GOCSPX|ya29\.|1\/\/0|4\/0A|eyJ/);
}

test('a person signs in, is shown, and signs out', async (t) => {
  const there = await terminal(t);
  const before = await there.albumSync(['accounts']);
  const kept = `Sign-ins of the command line are kept in ${there.secrets} (${GUARD}).\n`;
  assert.equal(textOf(before), `googlePhotos  -\ngoogleDrive  -\n${kept}0`);
  const signIn = await there.albumSync(['sign-in', 'googlePhotos', '--client', 'client.json'], allow(there));
  assert.match(textOf(signIn), /ADDRESS\n[^]*\nSigned in to Google Photos as anna@example\.com\.\n0$/);
  if (process.platform !== 'win32') assert.equal(statSync(there.secrets).mode & 0o777, 0o600);
  const accounts = await there.albumSync(['accounts']);
  assert.equal(textOf(accounts), `googlePhotos  anna@example.com  (OAuth client ${APP.id})\ngoogleDrive  -\n${kept}0`);
  const json = await there.albumSync(['accounts', '--json']);
  const [account] = JSON.parse(json.stdout) as Record<string, unknown>[];
  assert.deepEqual(
    [account?.['service'], account?.['email'], account?.['clientId']],
    ['googlePhotos', ANNA.email, APP.id],
  );
  // The client is known by now.
  const drive = await there.albumSync(['sign-in', 'googleDrive'], allow(there));
  assert.equal(drive.status, 0);
  const outs = [
    await there.albumSync(['sign-out', 'googleDrive']),
    await there.albumSync(['sign-out', 'googlePhotos']),
  ];
  assert.deepEqual(outs.map(textOf), [
    'Signed out of Google Drive; anna@example.com is forgotten here.\n' +
      'Google was not asked to revoke the access, because that would end the other sign-in of the account too.\n0',
    'Signed out of Google Photos; anna@example.com is forgotten here.\nGoogle has revoked the access.\n0',
  ]);
  assert.doesNotMatch(readFileSync(there.secrets, 'utf8'), /GOCSPX|1\/\/0|anna/);
  assert.equal(textOf(await there.albumSync(['sign-out', 'googlePhotos'])), 'Nobody is signed in to Google Photos.\n0');
  for (const ended of [signIn, accounts, json, drive, ...outs]) assertNoSecrets(ended);
});

test('the address of a page that did not load is read from the terminal', async (t) => {
  const there = await terminal(t, 'testing');
  const signIn = await there.albumSync(
    ['sign-in', 'googlePhotos', '--client', 'client.json', '--paste'],
    (address) => `\nhttp://127.0.0.1/?code=4/0A1\n${there.oauth.approve(address, { account: ANNA.email })}\n`,
  );
  assert.match(
    textOf(signIn),
    /paste it here and press Enter:\nThat is not the address that this sign-in ended on\. Paste it whole:\nSigned in to Google Photos as anna@example\.com\.\n {2}This sign-in ends on \d{4}-\d\d-\d\d, as Google said: the app of the OAuth client is in "Testing"\.\n0$/,
  );
  assertNoSecrets(signIn);
});

test('what keeps a person from signing in is said, with status 2', async (t) => {
  const there = await terminal(t);
  const table: readonly [args: string, atPage: (address: string) => string | undefined, says: RegExp][] = [
    ['', () => undefined, /^E_CLIENT_FILE: There is no OAuth client yet; name its file with --client FILE\./],
    ['--client client-web.json', () => undefined, /^E_CLIENT_FILE: This is a client of the type "Web application"/],
    ['--client nowhere.json', () => undefined, /^E_CLIENT_FILE: .*nowhere\.json cannot be read/],
    ['--client client.json --paste', () => '', /E_CANCELLED: The sign-in was given up/],
    [
      '--client client.json',
      (address) => void fetch(there.oauth.deny(address)),
      /E_SIGN_IN_FAILED: The access was not allowed/,
    ],
    [
      '--client client.json',
      (address) => void fetch(there.oauth.approve(address, { account: ANNA.email, scopes: ['openid'] })),
      /E_SIGN_IN_FAILED: The access was not allowed|E_SCOPE_MISSING: Not allowed: photoslibrary\.appendonly, /,
    ],
  ];
  for (const [args, atPage, says] of table) {
    const ended = await there.albumSync(['sign-in', 'googlePhotos', ...args.split(' ').filter(Boolean)], atPage);
    assert.match(ended.stderr, says, args);
    assert.equal(ended.status, 2, args);
    assertNoSecrets(ended);
  }
  assert.equal(existsSync(there.secrets), false);
});

test('another client is not used without being asked for', async (t) => {
  const there = await terminal(t);
  await there.albumSync(['sign-in', 'googlePhotos', '--client', 'client.json'], allow(there));
  const other = ['sign-in', 'googlePhotos', '--client', 'other.json'];
  const refused = await there.albumSync(other);
  assert.match(refused.stderr, /was used with another OAuth client until now \(1234-app.*cannot be seen.*Add --yes/);
  assert.equal(refused.status, 2);
  const used = await there.albumSync([...other, '--yes'], allow(there));
  assert.equal(used.status, 0);
  assert.match((await there.albumSync(['accounts'])).stdout, /OAuth client 5678-other/);
});

test('a run uses the sign-in, mentions that it ends soon, and says when it is over', async (t) => {
  const there = await terminal(t, 'testing');
  const library = new Library(t, { 'Trip/a.jpg': 'a' });
  const sync = async () => {
    const ended = await there.albumSync(['sync', library.folder, '--set', 'service=googlePhotos', '--json']);
    assertNoSecrets(ended);
    return `${reportText(JSON.parse(ended.stdout) as SyncReport)}\n${String(ended.status)}`;
  };
  assert.equal(await sync(), lines`! E_SIGN_IN\n2`);
  there.oauth.faults.order({
    route: 'oauth.token',
    fault: { kind: 'changedJson', change: (body) => ({ ...(body as object), refresh_token_expires_in: 72_000 }) },
  });
  await there.albumSync(['sign-in', 'googlePhotos', '--client', 'client.json'], allow(there));
  assert.equal(await sync(), lines`LOCAL_ONLY:new UPLOAD_LOCAL done Trip/a.jpg\n! E_SIGN_IN_ENDS\n0`);
  const other = await there.albumSync(['sign-in', 'googlePhotos', '--client', 'other.json']);
  assert.match(other.stderr, /What was sent with that one \(items: 1\) stays there/);
  there.oauth.revokeAccess(ANNA.email, APP.id);
  assert.equal(await sync(), lines`! E_SIGN_IN\n2`);
  const state = path.dirname(there.secrets);
  for (const file of readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((name) => /\.db/.test(name)))
    assert.doesNotMatch(readFileSync(path.join(state, file), 'latin1'), /GOCSPX|ya29\.|1\/\/0/, file);
});

// Windows has no modes.
if (process.platform !== 'win32')
  test('secrets that others can read are not used, and how to mend it is said', async (t) => {
    const there = await terminal(t);
    await there.albumSync(['sign-in', 'googlePhotos', '--client', 'client.json'], allow(there));
    chmodSync(there.secrets, 0o644);
    const accounts = await there.albumSync(['accounts']);
    assert.match(accounts.stderr, /^E_SECRETS: .*secrets\.json: others can read it\. Say: chmod 600 /);
    assert.equal(accounts.status, 2);
    assertNoSecrets(accounts);
  });
