import assert from 'node:assert/strict';
import { windowTest } from '../harness/window/windowTest.ts';
import { saveScreenshot } from '../harness/window/screenshots.ts';

const PHOTOS = {
  'Italy/Rome/forum.jpg': { colour: 'peru', capturedAt: '2019-06-01T10:00:00', caption: 'Forum Romanum' },
  'Norway/fjord.jpg': { colour: 'steelblue', capturedAt: '2021-07-14T23:10:00' },
};

windowTest(
  'Open Gallery shows the gallery in the browser, with its photos',
  { content: PHOTOS },
  async ({ window }) => {
    const { page } = window;
    await window.openContainer('Album Sync');
    await window.runCommand('Album Sync: Open Gallery');
    const offer = page.locator('.notification-toast', { hasText: 'There is no gallery yet' });
    await offer.getByRole('button', { name: 'Sync' }).click();
    await page.locator('#album-sync\\.album-sync\\.albumSync\\.status').getByText('Albums in step').waitFor();

    const opened = page.context().waitForEvent('page');
    await window.runCommand('Album Sync: Open Gallery');
    const gallery = await opened;
    await gallery
      .getByRole('link', { name: /Rome \(Italy\)/ })
      .first()
      .click();
    await gallery.waitForLoadState('networkidle');
    const photos = gallery.locator('img');
    assert.ok((await photos.count()) > 0);
    for (const photo of await photos.all()) {
      const width = await photo.evaluate((image) => (image as HTMLImageElement).naturalWidth);
      assert.ok(width > 0, `${(await photo.getAttribute('src')) ?? ''} is not shown`);
    }
    await saveScreenshot(gallery, 'workbench-gallery-1280');
  },
);
