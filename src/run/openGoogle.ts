import { NEVER_ABORTED } from '../engine/aborted.ts';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { googleEndpoints } from '../services/google/endpoints.ts';
import { COMPUTER_CLOCK, googleSend } from '../services/google/googleSend.ts';
import { seesDrive } from '../services/google/scopes.ts';
import { driveSend } from '../services/googleDrive/driveSend.ts';
import { createGoogleDrive, googleDriveAccount } from '../services/googleDrive/googleDrive.ts';
import { createGooglePhotos, googlePhotosAccount } from '../services/googlePhotos/googlePhotos.ts';
import { sendOverFetch } from '../services/http/sendOverFetch.ts';
import type { RetryPorts } from '../services/http/withRetry.ts';
import { PREFIX } from '../settings/settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { Known, RunHost } from './openPorts.ts';

// The services of Google are a fifth of the program, and are loaded for those who have them.

/** `E_SIGN_IN` where nobody is signed in. */
export async function openGooglePhotos(host: RunHost): Promise<Result<Known>> {
  const endpoints = googleEndpoints(host.env);
  if (!endpoints.ok) return endpoints;
  // Who is signed in is known without asking the network.
  const signedIn = await host.googleAccess('googlePhotos', { signal: NEVER_ABORTED });
  if (!signedIn.ok) return signedIn;
  const access = signedIn.value;
  const origin = endpoints.value.photos;
  const clock = clockOf(host);
  return ok({
    account: googlePhotosAccount(access.account),
    isSignedIn: true,
    open: (state) =>
      createGooglePhotos({
        account: access.account,
        state,
        origin,
        sendWith: (events) => googleSend({ access, origin, clock, ...events }),
        fetch: sendOverFetch,
        sessions: host.googleUploads('googlePhotos', access.account),
        now: host.now,
      }),
  });
}

/** `E_SIGN_IN` where nobody is signed in, and `E_SCOPE_MISSING` where the sign-in does not see what the settings want. */
export async function openGoogleDrive(
  { scope, share }: Settings['googleDrive'],
  host: RunHost,
): Promise<Result<Known>> {
  const endpoints = googleEndpoints(host.env);
  if (!endpoints.ok) return endpoints;
  const signedIn = await host.googleAccess('googleDrive', { signal: NEVER_ABORTED });
  if (!signedIn.ok) return signedIn;
  const access = signedIn.value;
  const { account } = access;
  const setting = `${PREFIX}googleDrive.scope`;
  if (!seesDrive(account.scopes, scope)) return fail(problem('E_SCOPE_MISSING', phrase`${setting} is "${scope}"`));
  const origin = endpoints.value.drive;
  const clock = clockOf(host);
  return ok({
    account: googleDriveAccount(account, scope),
    isSignedIn: true,
    open: (state) =>
      createGoogleDrive({
        account,
        state,
        origin,
        sendWith: (events) => driveSend({ access, origin, clock, ...events }),
        sessions: host.googleUploads('googleDrive', account),
        now: host.now,
        scope,
        share,
      }),
  });
}

function clockOf({ now, wait }: RunHost): RetryPorts {
  return { ...COMPUTER_CLOCK, now, ...(wait && { wait }) };
}
