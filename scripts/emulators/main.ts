// `npm run emulators`: Google's sign-in and services on this computer, for as long as the terminal is open.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { entryText } from '../../test/emulators/http/requestLog.ts';
import { writeClientFile } from './clientFile.ts';
import { startEmulators, type Emulators } from './startEmulators.ts';

const USAGE = 'Usage: npm run emulators [-- [--port N] [--client FILE] [--log]]';

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  let emulators: Emulators | undefined;
  try {
    emulators = await startEmulators(options.port, (name, entry) => {
      const time = new Date(entry.at).toTimeString().slice(0, 8);
      if (options.log) console.log(`${time} ${name.padEnd(6)} ${entryText(entry)} ${entry.account ?? ''}`.trimEnd());
    });
    if (options.client !== undefined) await writeClientFile(options.client, emulators.oauth.url);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    await emulators?.close();
    return 2;
  }
  console.log(text(emulators, options.client));
  await untilInterrupted();
  await emulators.close();
  return 0;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '47110' },
        client: { type: 'string' },
        log: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    return Number.isSafeInteger(port) && port >= 0 && port <= 65_533 ? { ...values, port } : undefined;
  } catch {
    return undefined;
  }
}

function text({ oauth, photos, drive, accounts }: Emulators, client: string | undefined): string {
  return [
    `ALBUM_SYNC_GOOGLE_OAUTH_URL=${oauth.url}`,
    `ALBUM_SYNC_GOOGLE_PHOTOS_URL=${photos.url}`,
    `ALBUM_SYNC_GOOGLE_DRIVE_URL=${drive.url}`,
    '',
    `  Accounts   ${accounts.join(', ')}; choose one on the page of the sign-in`,
    `  Albums     ${photos.url}/`,
    `  Folders    ${drive.url}/`,
    ...(client === undefined ? [] : [`  Client     ${client}`]),
    '',
    'Nothing is kept. Press Ctrl+C to stop.',
  ].join('\n');
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
