import { startDriveEmulator } from '../../test/emulators/drive/startDriveEmulator.ts';
import { runningClock } from '../../test/emulators/http/clock.ts';
import { createRequestLog, type LogEntry } from '../../test/emulators/http/requestLog.ts';
import type { Server } from '../../test/emulators/http/startServer.ts';
import type { OAuthClient } from '../../test/emulators/oauth/model.ts';
import { startOAuthEmulator } from '../../test/emulators/oauth/startOAuthEmulator.ts';
import { createTokens } from '../../test/emulators/oauth/tokens.ts';
import { startPhotosEmulator } from '../../test/emulators/photos/startPhotosEmulator.ts';

/** The one app that is registered. Its secret opens nothing but these emulators. */
export const CLIENT: OAuthClient = {
  id: '471100000000-emulator.apps.googleusercontent.com',
  secret: 'GOCSPX-emulator',
  kind: 'installed',
  status: 'production',
};

const ACCOUNTS = [
  { email: 'anna@example.com', name: 'Anna Photo' },
  { email: 'bert@example.com', name: 'Bert Album' },
  { email: 'cleo@example.com', name: 'Cleo Empty' },
];

/** A Google that runs on this computer. */
export interface Emulators {
  readonly oauth: Server;
  readonly photos: Server;
  readonly drive: Server;
  /** E-mails. */
  readonly accounts: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts everything, with the computer's time.
 * @param port of the sign-in; the others have those that follow. 0 takes any free ports.
 * @param onRequest told of each request when it is over
 * @throws when a port is taken
 */
export async function startEmulators(
  port: number,
  onRequest: (emulator: string, entry: LogEntry) => void,
): Promise<Emulators> {
  const clock = runningClock();
  const tokens = createTokens(clock);
  const accounts = ACCOUNTS.map(({ email }) => email);
  const shared = (name: string, offset: number) => ({
    clock,
    tokens,
    log: createRequestLog((entry) => {
      onRequest(name, entry);
    }),
    port: port === 0 ? 0 : port + offset,
  });
  const started: Server[] = [];
  const close = async () => {
    await Promise.all(started.map((server) => server.close()));
  };
  try {
    const oauth = await startOAuthEmulator({ ...shared('oauth', 0), clients: [CLIENT], accounts: ACCOUNTS });
    started.push(oauth);
    const photos = await startPhotosEmulator({ ...shared('photos', 1), accounts });
    started.push(photos);
    const drive = await startDriveEmulator({ ...shared('drive', 2), accounts });
    started.push(drive);
    return { oauth, photos, drive, accounts, close };
  } catch (error) {
    await close();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`${error.message}. Choose another port with --port N, or --port 0 for any.`, { cause: error });
  }
}
