import { launchChromium } from '../../../scripts/vscode/chromium.ts';
import { provideEditor } from '../../../scripts/vscode/provideEditor.ts';
import { startVsCodeServer } from '../../../scripts/vscode/serverProcess.ts';
import { windowAddress } from '../../../scripts/vscode/windowAddress.ts';
import type { HostEditor, HostEditorOptions } from './runHostTests.ts';

/** A VS Code server with a headless Chromium in front of it; its extension hosts are real ones. */
export async function startBrowserEditor({ extension, environment }: HostEditorOptions): Promise<HostEditor> {
  const { entry, chromium } = await provideEditor();
  const look = { theme: 'dark', trust: 'trusted' } as const;
  const server = await startVsCodeServer({ entry, extensions: [], environment, development: 'allowed', look });
  const browser = await launchChromium(chromium).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return {
    name: 'VS Code server',
    open: async ({ opened, trust, tests }) => {
      await server.writeUserSettings({ ...look, trust });
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      await page.goto(windowAddress(server, opened, { extension, tests }));
      return { evidence: () => server.extensionHostLog(), close: () => context.close() };
    },
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}
