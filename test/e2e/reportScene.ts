import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { FolderReport, FromPage, ReportView, ToPage } from '../../src/webview/protocol.ts';
import { repository } from '../../scripts/tools/repository.ts';
import { launchChromium } from '../../scripts/vscode/chromium.ts';
import { provideEditor } from '../../scripts/vscode/provideEditor.ts';
import { english } from '../unit/webview/englishWords.ts';
import { packedView } from '../unit/webview/packedView.ts';

/** The report page in a browser of its own, with what it told the host. */
export interface PageScene {
  readonly page: Page;
  readonly sent: () => Promise<readonly FromPage[]>;
  readonly show: (view: ReportView) => Promise<void>;
  /** The host tells the page something. */
  readonly tell: (message: ToPage) => Promise<void>;
}

/** One test with the page as the extension ships it, and a host that only remembers what it is told. */
export function pageTest(name: string, body: (scene: PageScene) => Promise<void>): void {
  test(name, { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'album-sync-page-'));
    await copyFile(join(repository, 'dist', 'reportPage.js'), join(folder, 'reportPage.js'));
    await copyFile(join(repository, 'media', 'report.css'), join(folder, 'report.css'));
    await writeFile(join(folder, 'index.html'), PAGE);
    const browser = await launchChromium((await provideEditor()).chromium);
    const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
    const tell = (message: ToPage) => page.evaluate((told) => window.postMessage(told), message);
    try {
      await page.goto(pathToFileURL(join(folder, 'index.html')).href);
      await body({
        page,
        sent: () => page.evaluate('sent'),
        show: async (view) => tell({ type: 'show', view: await packedView(view) }),
        tell,
      });
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** A page about one folder, while no run is on. */
export function viewOf(report: FolderReport['report'], stopped = false): ReportView {
  const folder = { key: 'file:///photos', name: 'photos', report, stopped };
  return { words: english, folders: [folder], run: { status: 'idle' } };
}

const PAGE = `<!doctype html><html lang="en"><title>report</title><link rel="stylesheet" href="report.css">
<body><script>
  const sent = [];
  let state;
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => sent.push(message),
    getState: () => state,
    setState: (next) => (state = next),
  });
</script><script src="reportPage.js"></script></body></html>`;
