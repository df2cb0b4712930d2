// The pictures of the README, taken from the running editor and the real gallery: `npm run pictures`.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { openWindow } from '../../test/harness/window/openWindow.ts';
import { saveScreenshot } from '../../test/harness/window/screenshots.ts';
import { sharedEditor } from '../../test/harness/window/sharedEditor.ts';
import { makeSampleLibrary } from '../sample-library/makeSampleLibrary.ts';
import { repository } from '../tools/repository.ts';

const SIZE = { width: 1280, height: 800 };

void test('the pictures of the README', async (t) => {
  const top = await mkdtemp(join(tmpdir(), 'album-sync-pictures-'));
  t.after(() => rm(top, { recursive: true, force: true }));
  const folder = join(top, 'Photos');
  await makeSampleLibrary(folder);
  const images = join(repository, 'docs', 'images');
  await mkdir(images, { recursive: true });

  const window = await openWindow({ folder, theme: 'dark', viewport: SIZE });
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Preview');
  const report = window.reportFrame();
  await report.getByRole('button', { name: /^Apply \d+ Changes$/ }).waitFor();
  await window.page.getByRole('treeitem').first().click();
  await window.page.mouse.move(SIZE.width / 2, SIZE.height - 60);
  await keep(await window.screenshot('readme-window'), join(images, 'window.png'));
  await window.runCommand('Album Sync: Sync');
  await report.getByRole('heading', { name: 'Sync' }).waitFor();
  await window.page.locator('.statusbar').getByText('Albums in step').waitFor();
  await window.close();

  const { browser } = await sharedEditor();
  const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'album-gallery', 'index.html')).href);
  await page.waitForLoadState('networkidle');
  await keep(await saveScreenshot(page, 'readme-gallery'), join(images, 'gallery.png'));
  await context.close();
});

/** With 256 colours a picture has a third of the size, and nobody sees it. */
async function keep(screenshot: string, picture: string): Promise<void> {
  await sharp(screenshot).png({ palette: true, colours: 256, effort: 10 }).toFile(picture);
}
