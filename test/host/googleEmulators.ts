import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Result } from '../../src/engine/result.ts';
import type { GoogleService } from '../../src/services/google/scopes.ts';
import { runningClock, type Clock } from '../emulators/http/clock.ts';
import type { Faults } from '../emulators/http/faults.ts';
import type { RequestLog } from '../emulators/http/requestLog.ts';
import { startDriveEmulator } from '../emulators/drive/startDriveEmulator.ts';
import { startOAuthEmulator, type OAuthEmulator } from '../emulators/oauth/startOAuthEmulator.ts';
import type { Person as DrivePerson } from '../emulators/drive/person.ts';
import type { Person as PhotosPerson } from '../emulators/photos/person.ts';
import { createTokens } from '../emulators/oauth/tokens.ts';
import { startPhotosEmulator } from '../emulators/photos/startPhotosEmulator.ts';

const APP = { id: '1234-app.apps.googleusercontent.com', secret: 'GOCSPX-a-secret' };
const ANNA = { email: 'anna@example.com' };

/** Google as the emulators play it, for the runs of this window. */
export interface GoogleEmulators extends Readonly<Record<GoogleService, ServiceEmulator>> {
  readonly oauth: OAuthEmulator;
  /** Of all of them. */
  readonly clock: Clock;
  /** Signs Anna in, as a program that opens the page itself. */
  signIn(service: GoogleService): Promise<void>;
  /** What Anna does in the settings of her account: the app may not do anything any more. */
  revoke(): void;
  close(): Promise<void>;
}

/** One service, with what the owner of the account sees there. */
export interface ServiceEmulator {
  readonly url: string;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** The photos in Anna's albums, one a line and sorted, for example `Italy/forum.jpg`; a second copy is a second line. */
  photosText(): string;
}

/** Starts them, before the first run starts the worker: it gets their addresses then. */
export async function startGoogleEmulators(): Promise<GoogleEmulators> {
  const clock = runningClock();
  const tokens = createTokens(clock);
  // Whoever asks for more than Google allows in a minute waits for half of one.
  const photos = await startPhotosEmulator({ clock, tokens, limits: { writesPerMinute: Infinity } });
  const drive = await startDriveEmulator({ clock, tokens });
  const oauth = await startOAuthEmulator({
    clock,
    tokens,
    clients: [{ ...APP, kind: 'installed', status: 'production' }],
    accounts: [ANNA],
  });
  const addresses = {
    ALBUM_SYNC_GOOGLE_OAUTH_URL: oauth.url,
    ALBUM_SYNC_GOOGLE_PHOTOS_URL: photos.url,
    ALBUM_SYNC_GOOGLE_DRIVE_URL: drive.url,
  };
  Object.assign(process.env, addresses);
  return {
    googlePhotos: { ...photos, photosText: () => sorted(inAlbums(photos.person(ANNA.email))) },
    googleDrive: { ...drive, photosText: () => sorted(inFolders(drive.person(ANNA.email))) },
    oauth,
    clock,
    signIn: async (service) => {
      const open = (address: string) => fetch(oauth.approve(address, { account: ANNA.email }));
      const signedIn: unknown = await vscode.commands.executeCommand('albumSync.signIn', {
        interactive: false,
        service,
        client: APP,
        open,
      });
      assert.ok((signedIn as Result<unknown>).ok, JSON.stringify(signedIn));
    },
    revoke: () => oauth.revokeAccess(ANNA.email, APP.id),
    close: async () => {
      for (const name of Object.keys(addresses)) Reflect.deleteProperty(process.env, name);
      await Promise.all([oauth.close(), photos.close(), drive.close()]);
    },
  };
}

function inAlbums(anna: PhotosPerson): readonly string[] {
  const names = new Map(anna.items().map(({ id, filename }) => [id, filename]));
  return anna
    .albums()
    .flatMap(({ title, entries }) => entries.flatMap(({ id }) => (names.has(id) ? [`${title}/${names.get(id)}`] : [])));
}

function inFolders(anna: DrivePerson): readonly string[] {
  const files = anna.files().filter(({ trashedMs }) => trashedMs === undefined);
  const names = new Map(files.map(({ id, name }) => [id, name]));
  return files
    .filter(({ mimeType }) => mimeType.startsWith('image/'))
    .map(({ name, parent = '' }) => `${names.get(parent)}/${name}`);
}

function sorted(lines: readonly string[]): string {
  return lines.toSorted().join('\n');
}
