import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree } from '../../test/harness/tree.ts';
import { runCommand } from '../../test/harness/window/commandPalette.ts';
import { packForTests } from '../test/packForTests.ts';
import { launchChromium } from '../vscode/chromium.ts';
import { provideEditor } from '../vscode/provideEditor.ts';
import { startVsCodeServer } from '../vscode/serverProcess.ts';
import { windowAddress } from '../vscode/windowAddress.ts';

/*
 * Says how long VS Code takes to activate the packaged extension, by its own clock ("Show Running Extensions"):
 *
 *   node scripts/bootstrap.mjs scripts/measure/activation.ts
 *
 * It is the time on the wall: the smallest of the numbers is the one that other programs disturbed least. It ends when
 * `activate` returns, so it is how long the entry holds the editor up, and not when all parts are there.
 */

const WINDOWS = 5;

const { entry, chromium } = await provideEditor();
const folder = await mkdtemp(join(tmpdir(), 'album-sync-measure-'));
await writeTree(folder, { 'Rome/forum.jpg': {} });
const look = { theme: 'dark', trust: 'trusted' } as const;
const server = await startVsCodeServer({
  entry,
  extensions: [await packForTests()],
  environment: { ALBUM_SYNC_STATE_DIR: join(folder, 'state') },
  development: 'refused',
  look,
});
const browser = await launchChromium(chromium);
try {
  const times: string[] = [];
  for (let count = 0; count < WINDOWS; count += 1) {
    const page = await browser.newPage();
    await page.goto(windowAddress(server, { kind: 'folder', path: folder }));
    await page.locator('.activitybar').getByRole('tab', { name: 'Album Sync' }).click();
    await page.getByRole('treeitem', { name: /^Rome/ }).waitFor();
    await runCommand(page, 'Developer: Show Running Extensions');
    const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Album Sync' });
    times.push((await row.locator('.activation-time').textContent()) ?? '');
    await page.close();
  }
  console.log(times.join('\n'));
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
