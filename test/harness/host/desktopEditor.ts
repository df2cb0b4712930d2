import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { cacheDirectory } from '../../../scripts/tools/cacheDirectory.ts';
import { newestExtensionHostLog } from '../../../scripts/vscode/extensionHostLog.ts';
import { userSettings } from '../../../scripts/vscode/userSettings.ts';
import type { HostEditor, HostEditorOptions } from './runHostTests.ts';

/**
 * The desktop editor, downloaded into the user's cache: `ALBUM_SYNC_DESKTOP_VERSION` says which one (`stable`, or a
 * version such as `1.106.0`). It runs the same bundles as the VS Code server.
 */
export async function startDesktopEditor({ extension, environment }: HostEditorOptions): Promise<HostEditor> {
  const version = process.env['ALBUM_SYNC_DESKTOP_VERSION'] ?? 'stable';
  const executable = await downloadAndUnzipVSCode({ version, cachePath: join(cacheDirectory(), 'vscode') });
  return {
    name: `desktop, ${version}`,
    open: async ({ opened, trust, tests }) => {
      const data = await mkdtemp(join(tmpdir(), 'album-sync-desktop-'));
      await mkdir(join(data, 'User'));
      await writeFile(join(data, 'User', 'settings.json'), JSON.stringify(userSettings({ theme: 'dark', trust })));
      const child = spawn(
        executable,
        [
          ...(opened.kind === 'nothing' ? ['--new-window'] : [opened.path]),
          `--extensionDevelopmentPath=${extension}`,
          `--extensionTestsPath=${tests}`,
          ...['--user-data-dir', data, '--extensions-dir', join(data, 'extensions')],
          ...['--disable-updates', '--disable-telemetry', '--skip-welcome', '--skip-release-notes', '--no-sandbox'],
        ],
        // An editor that was itself started by VS Code would otherwise run as plain Node.
        { stdio: 'ignore', env: { ...process.env, ...environment, ELECTRON_RUN_AS_NODE: undefined } },
      );
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
      return {
        evidence: () => newestExtensionHostLog(join(data, 'logs')),
        close: async () => {
          child.kill();
          await ended;
          await rm(data, { recursive: true, force: true, maxRetries: 5 });
        },
      };
    },
    close: () => Promise.resolve(),
  };
}
