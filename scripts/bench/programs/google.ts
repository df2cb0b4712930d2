// Google on this computer without its limits, and a sign-in to it: node scripts/bench/programs/google.ts STATE
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { fileSecretStore } from '../../../src/accounts/fileSecretStore.ts';
import { signIn } from '../../../src/accounts/signIn.ts';
import { wantedScopes } from '../../../src/services/google/scopes.ts';
import type { GoogleService } from '../../../src/services/google/scopes.ts';
import { startDriveEmulator } from '../../../test/emulators/drive/startDriveEmulator.ts';
import { runningClock } from '../../../test/emulators/http/clock.ts';
import { startOAuthEmulator } from '../../../test/emulators/oauth/startOAuthEmulator.ts';
import { createTokens } from '../../../test/emulators/oauth/tokens.ts';
import { startPhotosEmulator } from '../../../test/emulators/photos/startPhotosEmulator.ts';

/** Where it is, and what opens it. */
export interface GoogleHere {
  /** For the command line. */
  readonly env: Readonly<Record<string, string>>;
  /** Addresses that take any bytes as the body of one request. */
  readonly plain: Readonly<Record<GoogleService, string>>;
  readonly token: string;
}

const ACCOUNT = { email: 'anna@example.com', name: 'Anna Photo' };
const CLIENT = { id: 'bench.apps.googleusercontent.com', secret: 'GOCSPX-bench' };

// All that comes and goes are pieces of photos: searching the heap little by little for what is no longer used, time and
// again, would take this program a fifth of its time, whoever sends.
setFlagsFromString('--no-incremental-marking');

const [stateDirectory = ''] = process.argv.slice(2);
const clock = runningClock();
const tokens = createTokens(clock);
const oauth = await startOAuthEmulator({
  clock,
  tokens,
  clients: [{ ...CLIENT, kind: 'installed', status: 'production' }],
  accounts: [ACCOUNT],
});
const photos = await startPhotosEmulator({
  clock,
  tokens,
  limits: { writesPerMinute: Infinity, requestsPerDay: Infinity, photoBytes: Infinity, storageBytes: Infinity },
});
const drive = await startDriveEmulator({
  clock,
  tokens,
  limits: {
    unitsPerMinutePerUser: Infinity,
    unitsPerMinute: Infinity,
    singleRequestBytes: Infinity,
    storageBytes: Infinity,
  },
});
const env = {
  ALBUM_SYNC_GOOGLE_OAUTH_URL: oauth.url,
  ALBUM_SYNC_GOOGLE_PHOTOS_URL: photos.url,
  ALBUM_SYNC_GOOGLE_DRIVE_URL: drive.url,
};
for (const service of ['googlePhotos', 'googleDrive'] as const) {
  const signedIn = await signIn(
    { service, client: CLIENT, scopes: wantedScopes(service) },
    { secrets: fileSecretStore(stateDirectory, process.platform), env, now: Date.now },
    {
      reach: async (loopback) => loopback,
      visit: async ({ address }) => void (await fetch(oauth.approve(address, { account: ACCOUNT.email }))),
    },
    new AbortController().signal,
  );
  if (!signedIn.ok) throw new Error(signedIn.problem.message);
}
const scopes = [...wantedScopes('googlePhotos'), ...wantedScopes('googleDrive')];
const here: GoogleHere = {
  env,
  plain: {
    googlePhotos: `${photos.url}/v1/uploads`,
    googleDrive: `${drive.url}/upload/drive/v3/files?uploadType=media`,
  },
  token: tokens.issue({ account: ACCOUNT.email, clientId: CLIENT.id, scopes }).token,
};
process.stdout.write(`${JSON.stringify(here)}\n`);
