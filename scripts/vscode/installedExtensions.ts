import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { lastLines, runQuietly } from '../tools/command.ts';

/** Where a VS Code server that does not run yet has its things. */
export interface ServerPlaces {
  /** The server's program. */
  readonly entry: string;
  readonly serverData: string;
  /** The folder of its extensions. */
  readonly extensions: string;
}

/**
 * Makes extensions appear as installed ones. VS Code finds a link to each folder in its extensions folder, so a rebuilt
 * extension is there after the next reload of the window. A VSIX file it installs as it does for a user; the two kinds
 * cannot be mixed.
 */
export async function installExtensions(extensions: readonly string[], places: ServerPlaces): Promise<void> {
  await mkdir(places.extensions, { recursive: true });
  for (const extension of extensions) {
    if (extension.endsWith('.vsix')) await installVsix(extension, places);
    else await linkFolder(extension, places.extensions);
  }
}

async function installVsix(file: string, { entry, serverData, extensions }: ServerPlaces): Promise<void> {
  const { status, output } = await runQuietly(process.execPath, [
    entry,
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', serverData, '--extensions-dir', extensions, '--install-extension', file],
  ]);
  if (status !== 0) throw new Error(`VS Code did not install ${file}:\n${lastLines(output, 10)}`);
}

async function linkFolder(folder: string, extensions: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly [key in 'publisher' | 'name' | 'version']: string;
  };
  // Windows lets everybody make a junction, but not a link.
  await symlink(folder, join(extensions, `${publisher}.${name}-${version}`), 'junction');
}
