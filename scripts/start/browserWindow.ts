import { repository } from '../tools/repository.ts';
import { launchChromium } from '../vscode/chromium.ts';
import { CODE_SERVER_VERSION, provideCodeServer } from '../vscode/codeServer.ts';
import { provideEditor } from '../vscode/provideEditor.ts';
import { startVsCodeServer, type VsCodeServer } from '../vscode/serverProcess.ts';
import { startEnvironment } from './environment.ts';
import { FIRST_SYNC_EXTENSION } from './firstSync.ts';
import type { SampleWorkspace } from './sampleWorkspace.ts';
import { openInSystemBrowser } from './systemBrowser.ts';
import type { StartedWindow } from './window.ts';

/** Opens the window in a Chromium that nobody sees; its address can be opened in any browser of this computer meanwhile. */
export async function openHeadlessWindow(sample: SampleWorkspace): Promise<StartedWindow> {
  const { entry, chromium } = await provideEditor();
  const { server, address } = await serve(entry, sample);
  const browser = await launchChromium(chromium).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  return {
    name: `VS Code in code-server ${CODE_SERVER_VERSION}, headless`,
    address,
    release: () => browser.close(),
    evidence: () => server.extensionHostLog(),
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** Opens the window in the browser that the user has chosen for this computer. */
export async function openVisibleWindow(sample: SampleWorkspace): Promise<StartedWindow> {
  const { server, address } = await serve(await provideCodeServer(), sample);
  await openInSystemBrowser(address);
  return {
    name: `VS Code in code-server ${CODE_SERVER_VERSION}, in the browser`,
    address,
    release: () => Promise.resolve(),
    evidence: () => server.extensionHostLog(),
    close: () => server.stop(),
  };
}

async function serve(entry: string, sample: SampleWorkspace): Promise<{ server: VsCodeServer; address: string }> {
  const server = await startVsCodeServer({
    entry,
    extensions: [repository, FIRST_SYNC_EXTENSION],
    environment: startEnvironment(sample),
    defaultFolder: sample.folder,
    development: 'refused',
    look: { theme: 'dark', trust: 'trusted' },
  });
  return { server, address: `${server.origin}/?tkn=${server.token}` };
}
