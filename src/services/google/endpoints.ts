import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';

/** Where Google's services are: origins without a slash at the end. */
export interface GoogleEndpoints {
  readonly photos: string;
  readonly drive: string;
  /** Where a person consents. */
  readonly consent: string;
  /** Where tokens are handed out. */
  readonly token: string;
}

const GOOGLE: GoogleEndpoints = {
  photos: 'https://photoslibrary.googleapis.com',
  drive: 'https://www.googleapis.com',
  consent: 'https://accounts.google.com',
  token: 'https://oauth2.googleapis.com',
};

/**
 * Google's own addresses, or those of an emulator on this computer: `ALBUM_SYNC_GOOGLE_PHOTOS_URL`,
 * `ALBUM_SYNC_GOOGLE_DRIVE_URL`, `ALBUM_SYNC_GOOGLE_OAUTH_URL`. Any other address is `E_ENDPOINT`, because a token would
 * be sent there.
 */
export function googleEndpoints(env: NodeJS.ProcessEnv): Result<GoogleEndpoints> {
  const photos = loopback(env, 'ALBUM_SYNC_GOOGLE_PHOTOS_URL');
  const drive = loopback(env, 'ALBUM_SYNC_GOOGLE_DRIVE_URL');
  const oauth = loopback(env, 'ALBUM_SYNC_GOOGLE_OAUTH_URL');
  if (!photos.ok) return photos;
  if (!drive.ok) return drive;
  if (!oauth.ok) return oauth;
  return ok({
    photos: photos.value ?? GOOGLE.photos,
    drive: drive.value ?? GOOGLE.drive,
    consent: oauth.value ?? GOOGLE.consent,
    token: oauth.value ?? GOOGLE.token,
  });
}

function loopback(env: NodeJS.ProcessEnv, name: string): Result<string | undefined> {
  const text = env[name];
  if (text === undefined || text === '') return ok(undefined);
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  const isHere = url !== null && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  const isBare = url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isWeb || !isHere || !isBare)
    return fail(problem('E_ENDPOINT', phrase`${name} is not an address of this computer`));
  return ok(url.origin);
}
