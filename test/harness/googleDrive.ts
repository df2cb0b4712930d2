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
import { wantedScopes, type DriveScope } from '../../src/services/google/scopes.ts';
import { driveSend } from '../../src/services/googleDrive/driveSend.ts';
import { createGoogleDrive } from '../../src/services/googleDrive/googleDrive.ts';
import type { Share } from '../../src/services/googleDrive/shares.ts';
import type { Person } from '../emulators/drive/person.ts';
import { startDriveEmulator } from '../emulators/drive/startDriveEmulator.ts';
import type { DriveEmulator, DriveOptions } from '../emulators/drive/startDriveEmulator.ts';
import { accessTo, ANNA, clockOf } from './googleAccess.ts';
import { Library } from './library.ts';
import type { LibrarySpec, RunOptions } from './library.ts';
import { memorySecretStore } from './memorySecretStore.ts';
import { MemoryState } from './memoryState.ts';

/** Google Drive as an emulator plays it, and clients of Anna's account there. */
export interface DriveAccount {
  readonly emulator: DriveEmulator;
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
  }) => Pick<RunHost, 'googleAccess' | 'now'> & Partial<RunHost>;
}

export interface DriveAccountOptions extends DriveOptions {
  readonly scope?: DriveScope;
  readonly share?: Share;
  /** Where the clients keep secrets, instead of in `kept`. */
  readonly secrets?: SecretStore;
}

/** Nobody waits: the clock of the emulator goes on instead. */
export async function driveAccount(t: TestContext, options: DriveAccountOptions = {}): Promise<DriveAccount> {
  const kept = new Map<string, string>();
  const { scope = 'file', share = 'no', secrets = memorySecretStore(kept), ...rest } = options;
  const emulator = await startDriveEmulator(rest);
  t.after(() => emulator.close());
  const states = new MemoryState();
  const clock = clockOf(emulator);
  const scopes = wantedScopes('googleDrive', { drive: scope });
  const access = accessTo(emulator, scopes);
  const googleUploads = keptUploads({ secrets, now: clock.now });
  return {
    kept,
    emulator,
    anna: emulator.person(ANNA),
    open: (state = states.open()) =>
      createGoogleDrive({
        account: access.account,
        state,
        origin: emulator.url,
        sendWith: (events) => driveSend({ access, origin: emulator.url, clock, ...events }),
        sessions: googleUploads('googleDrive', access.account),
        now: clock.now,
        scope,
        share,
      }),
    host: (who) => ({
      googleAccess: async () => ok(accessTo(emulator, scopes, who)),
      googleUploads,
      now: clock.now,
      wait: clock.wait,
    }),
  };
}

/** A library whose web albums are in Anna's Google Drive. */
export async function driveLibrary(t: TestContext, spec: LibrarySpec, options: DriveAccountOptions = {}) {
  const account = await driveAccount(t, options);
  const library = new Library(t, spec);
  const { scope = 'file', share = 'no' } = options;
  const own = { service: 'googleDrive', 'googleDrive.scope': scope, 'googleDrive.share': share };
  const there = <T extends Pick<RunOptions, 'settings' | 'host'>>({ settings, host, ...rest }: T) => ({
    ...rest,
    settings: { ...own, ...settings },
    host: {
      ...account.host(),
      env: {
        XDG_DATA_HOME: path.join(library.home, 'data'),
        ALBUM_SYNC_GOOGLE_DRIVE_URL: account.emulator.url,
      },
      ...host,
    },
  });
  const run = (options: RunOptions = {}): Promise<SyncReport> => library.run({ all: false, ...there(options) });
  const copyOf = (item: Parameters<Library['copyOf']>[0], options: Parameters<Library['copyOf']>[1] = {}) =>
    library.copyOf(item, there(options));
  return { ...account, library, run, copyOf };
}
