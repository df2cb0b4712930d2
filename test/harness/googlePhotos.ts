import path from 'node:path';
import type { TestContext } from 'node:test';
import { keptUploads } from '../../src/accounts/keptUploads.ts';
import type { SecretStore } from '../../src/accounts/secretStore.ts';
import { ok } from '../../src/engine/result.ts';
import type { Result } from '../../src/engine/result.ts';
import type { AlbumService } from '../../src/engine/ports/albumService.ts';
import type { ServiceState } from '../../src/engine/ports/serviceState.ts';
import type { SyncReport } from '../../src/engine/report.ts';
import type { RunHost } from '../../src/run/openPorts.ts';
import { googleSend } from '../../src/services/google/googleSend.ts';
import { wantedScopes } from '../../src/services/google/scopes.ts';
import { createGooglePhotos } from '../../src/services/googlePhotos/googlePhotos.ts';
import { sendOverFetch } from '../../src/services/http/sendOverFetch.ts';
import { startPhotosEmulator } from '../emulators/photos/startPhotosEmulator.ts';
import type { PhotosEmulator, PhotosOptions } from '../emulators/photos/startPhotosEmulator.ts';
import type { Person } from '../emulators/photos/person.ts';
import { accessTo, ANNA, clockOf } from './googleAccess.ts';
import { Library } from './library.ts';
import type { LibrarySpec, RunOptions } from './library.ts';
import { memorySecretStore } from './memorySecretStore.ts';
import { MemoryState } from './memoryState.ts';

/** Google Photos as an emulator plays it, and clients of Anna's account there. */
export interface PhotosAccount {
  readonly emulator: PhotosEmulator;
  /** What Anna sees and does without any app. */
  readonly anna: Person;
  /** A new client; without a state of its own it goes on with what the one before committed. */
  readonly open: (state?: ServiceState) => AlbumService;
  /** The secrets that clients have left. */
  readonly kept: Map<string, string>;
  /** How a run gets there, for `Library.run`. */
  readonly host: (who?: {
    readonly clientId?: string;
    readonly refresh?: () => Result<string>;
  }) => Pick<RunHost, 'googleAccess' | 'googleUploads' | 'now' | 'wait'>;
}

export interface PhotosAccountOptions extends PhotosOptions {
  /** Where the clients keep secrets, instead of in `kept`. */
  readonly secrets?: SecretStore;
}

/** Nobody waits: the clock of the emulator goes on instead. Writes have no limit a minute unless told. */
export async function photosAccount(t: TestContext, options: PhotosAccountOptions = {}): Promise<PhotosAccount> {
  const kept = new Map<string, string>();
  const { secrets = memorySecretStore(kept), ...rest } = options;
  const limits = { writesPerMinute: Infinity, ...rest.limits };
  const emulator = await startPhotosEmulator({ ...rest, limits });
  t.after(() => emulator.close());
  const states = new MemoryState();
  const clock = clockOf(emulator);
  const scopes = wantedScopes('googlePhotos');
  const access = accessTo(emulator, scopes);
  const googleUploads = keptUploads({ secrets, now: clock.now });
  return {
    kept,
    emulator,
    anna: emulator.person(ANNA),
    open: (state = states.open()) =>
      createGooglePhotos({
        account: access.account,
        state,
        origin: emulator.url,
        sendWith: (events) => googleSend({ access, origin: emulator.url, clock, ...events }),
        fetch: sendOverFetch,
        sessions: googleUploads('googlePhotos', access.account),
        now: clock.now,
      }),
    host: (who) => ({
      googleAccess: async () => ok(accessTo(emulator, scopes, who)),
      googleUploads,
      now: clock.now,
      wait: clock.wait,
    }),
  };
}

/** A library whose web albums are in Anna's Google Photos. */
export async function photosLibrary(t: TestContext, spec: LibrarySpec, options: PhotosOptions = {}) {
  const account = await photosAccount(t, options);
  const library = new Library(t, spec);
  const there = <T extends Pick<RunOptions, 'settings' | 'host'>>({ settings, host, ...rest }: T) => ({
    ...rest,
    settings: { service: 'googlePhotos', ...settings },
    host: {
      ...account.host(),
      env: {
        XDG_DATA_HOME: path.join(library.home, 'data'),
        ALBUM_SYNC_GOOGLE_PHOTOS_URL: account.emulator.url,
      },
      ...host,
    },
  });
  const run = (options: RunOptions = {}): Promise<SyncReport> => library.run({ all: false, ...there(options) });
  const copyOf = (item: Parameters<Library['copyOf']>[0], options: Parameters<Library['copyOf']>[1] = {}) =>
    library.copyOf(item, there(options));
  return { ...account, library, run, copyOf };
}
