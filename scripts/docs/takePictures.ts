// The pictures of the README, taken from the running editor and the real gallery: `npm run pictures`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  const report = window.reportFrame();
  await window.openContainer('Album Sync');
  await window.runCommand('Album Sync: Sync');
  await window.page.locator('.statusbar').getByText('Albums in step').waitFor();
  await pictureOfGallery(folder, join(images, 'gallery.png'));

  await workOnPhotos(folder);
  await window.runCommand('Album Sync: Preview');
  await report.getByRole('button', { name: 'Apply 4 Changes' }).waitFor();
  await report
    .getByRole('row', { name: /Dahlie\.jpg/ })
    .locator('.twistie')
    .click();
  await report.locator('.facts-row img').nth(1).waitFor();
  await window.page.getByRole('treeitem', { name: /^Garden/ }).click();
  await window.page.mouse.move(SIZE.width / 2, SIZE.height - 60);
  await keep(await window.screenshot('readme-window'), join(images, 'window.png'));
  await window.close();
});

async function pictureOfGallery(folder: string, picture: string): Promise<void> {
  const { browser } = await sharedEditor();
  const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'album-gallery', 'index.html')).href);
  await page.waitForLoadState('networkidle');
  await keep(await saveScreenshot(page, 'readme-gallery'), picture);
  await context.close();
}

/** What somebody does between two syncs: edits a photo, brings three and deletes one. */
async function workOnPhotos(folder: string): Promise<void> {
  const garden = join(folder, '2025', 'Garden');
  const dahlia = await sharp(join(garden, 'Dahlie.jpg'))
    .keepMetadata()
    .modulate({ brightness: 1.1, hue: 320, saturation: 1.2 })
    .toBuffer();
  await writeFile(join(garden, 'Dahlie.jpg'), dahlia);
  for (const name of ['DSCF2815', 'IMG_20250405_083011', 'Mohnblumen'])
    await sharp(join(garden, `${name}.jpg`))
      .keepMetadata()
      .flop()
      .toFile(join(garden, `${name} (print).jpg`));
  await rm(join(folder, '2024', 'Lofoten', 'DSC_0418.jpg'));
}

/** With 256 colours a picture has a third of the size, and nobody sees it. */
async function keep(screenshot: string, picture: string): Promise<void> {
  await sharp(screenshot).png({ palette: true, colours: 256, effort: 10 }).toFile(picture);
}
