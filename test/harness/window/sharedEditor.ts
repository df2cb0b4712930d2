import { mkdtemp, rm } from 'node:fs/promises';
import { after } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { extensionUnderTest } from '../../../scripts/test/extensionUnderTest.ts';
import { launchChromium } from '../../../scripts/vscode/chromium.ts';
import { provideEditor } from '../../../scripts/vscode/provideEditor.ts';
import { startVsCodeServer, type VsCodeServer } from '../../../scripts/vscode/serverProcess.ts';

export interface SharedEditor {
  readonly server: VsCodeServer;
  readonly browser: Browser;
  /** Where the ledgers of this test file are. */
  readonly stateDirectory: string;
}

let started: Promise<SharedEditor> | undefined;

/** The one server and the one browser of this test file; started when first asked for, ended after its last test. */
export function sharedEditor(): Promise<SharedEditor> {
  started ??= start();
  return started;
}

after(async () => {
  if (!started) return;
  const { server, browser, stateDirectory } = await started;
  await browser.close();
  await server.stop();
  await rm(stateDirectory, { recursive: true, force: true });
});

async function start(): Promise<SharedEditor> {
  const { entry, chromium } = await provideEditor();
  const stateDirectory = await mkdtemp(join(tmpdir(), 'album-sync-state-'));
  const server = await startVsCodeServer({
    entry,
    // Installed and not "under development", so that pictures show what a user sees.
    extensions: [extensionUnderTest()],
    environment: { ALBUM_SYNC_STATE_DIR: stateDirectory },
    development: 'refused',
    look: { theme: 'dark', trust: 'trusted' },
  });
  return { server, browser: await launchChromium(chromium), stateDirectory };
}
