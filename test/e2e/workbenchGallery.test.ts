import assert from 'node:assert/strict';
import { picturesLoaded } from '../harness/galleryPage.ts';
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
    const offer = window.messages('There is no gallery yet');
    await offer.getByRole('button', { name: 'Sync' }).click();
    await window.status.getByText('Albums in step').waitFor();

    const opened = page.context().waitForEvent('page');
    await window.runCommand('Album Sync: Open Gallery');
    const gallery = await opened;
    await gallery
      .getByRole('link', { name: /Rome \(Italy\)/ })
      .first()
      .click();
    await gallery.locator('.tile').first().waitFor();
    assert.ok((await gallery.locator('img').count()) > 0);
    await picturesLoaded(gallery);
    await saveScreenshot(gallery, 'workbench-gallery-1280');
  },
);
