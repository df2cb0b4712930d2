import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { cacheDirectory } from '../tools/cacheDirectory.ts';
import { runQuietly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';
import { newestExtensionHostLog } from '../vscode/extensionHostLog.ts';
import { userSettings } from '../vscode/userSettings.ts';
import { startEnvironment } from './environment.ts';
import { FIRST_SYNC_EXTENSION } from './firstSync.ts';
import type { SampleWorkspace } from './sampleWorkspace.ts';
import type { OpenStartWindow, StartedWindow } from './window.ts';

/** The oldest minor release of VS Code 1 that the extension runs in: `engines.vscode` of package.json. */
const OLDEST_MINOR = 106;

const REACHABLE_WITHIN_MS = 3_000;

/** How to open a window of the desktop editor; undefined where it is neither installed nor to be had. */
export async function findDesktopEditor(): Promise<OpenStartWindow | undefined> {
  const minor = await installedMinor();
  if (minor !== undefined && minor >= OLDEST_MINOR) {
    return (sample) => openDesktopWindow('code', `VS Code 1.${String(minor)} on the desktop`, sample);
  }
  const reachable = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
    signal: AbortSignal.timeout(REACHABLE_WITHIN_MS),
  }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!reachable) return undefined;
  console.log('Downloading VS Code (once) …');
  const download = { version: 'stable', cachePath: join(cacheDirectory(), 'vscode'), reporter: new SilentReporter() };
  const executable = await downloadAndUnzipVSCode(download).catch(() => undefined);
  return executable === undefined
    ? undefined
    : (sample) => openDesktopWindow(executable, 'VS Code on the desktop', sample);
}

/** The minor release of the installed VS Code 1. */
async function installedMinor(): Promise<number | undefined> {
  // In a terminal of a remote window `code` only talks to that window's editor.
  if (process.env['VSCODE_IPC_HOOK_CLI'] !== undefined) return undefined;
  const { status, output } = await runQuietly('code', ['--version']);
  const minor = /^1\.(\d+)\./.exec(output)?.[1];
  return status === 0 && minor !== undefined ? Number(minor) : undefined;
}

/** Opens a window with settings of its own, so that it neither sees nor touches those of the user. */
async function openDesktopWindow(executable: string, name: string, sample: SampleWorkspace): Promise<StartedWindow> {
  const data = await mkdtemp(join(tmpdir(), 'album-sync-desktop-'));
  await mkdir(join(data, 'User'));
  await writeFile(
    join(data, 'User', 'settings.json'),
    JSON.stringify(userSettings({ theme: 'dark', trust: 'trusted' })),
  );
  const child = spawn(
    executable,
    [
      sample.folder,
      ...['--new-window', '--wait', '--user-data-dir', data, '--extensions-dir', join(data, 'extensions')],
      `--extensionDevelopmentPath=${repository}`,
      `--extensionDevelopmentPath=${FIRST_SYNC_EXTENSION}`,
      ...['--skip-welcome', '--skip-release-notes', '--disable-updates'],
      // VS Code refuses its sandbox to root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    {
      stdio: 'ignore',
      // On Windows `code` is a script, which only a shell can start.
      shell: process.platform === 'win32' && executable === 'code',
      // A terminal inside VS Code would otherwise make it run as plain Node.
      env: { ...process.env, ...startEnvironment(sample), ELECTRON_RUN_AS_NODE: undefined },
    },
  );
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  return {
    name,
    closed,
    release: () => Promise.resolve(),
    evidence: () => newestExtensionHostLog(join(data, 'logs')),
    close: async () => {
      child.kill();
      await closed;
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
