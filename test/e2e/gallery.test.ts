import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.ts';
import { wordsIn } from '../../src/services/gallery/pages/words.ts';
import { galleryServer } from '../../src/workbench/gallery/galleryServer.ts';
import { assertAccessible } from '../harness/accessibility.ts';
import { boxes, openPage, originalShown, picturesLoaded, recordFilm, swipe } from '../harness/galleryPage.ts';
import { makeSite, type GallerySite, type SiteItem, type SiteLiteral } from '../harness/gallerySite.ts';
import { makePhoto } from '../harness/photos.ts';
import { saveScreenshot } from '../harness/window/screenshots.ts';

const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

/** Texts that run a script wherever a page pastes them as markup. */
const HOSTILE = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "'--></title><svg onload=alert(1)>"];

const COLOURS = ['steelblue', 'seagreen', 'indianred', 'goldenrod', 'slateblue', 'teal', 'peru', 'olivedrab'];

let browser: Browser;
/** One gallery for all tests that only look at it. */
let site: GallerySite;

before(async () => {
  const program = await findChromium();
  assert.ok(program, 'These tests need Chromium');
  browser = await launchChromium(program);
  site = await makeSite(await siteLiteral());
});
after(async () => {
  await site.remove();
  await browser.close();
});

/** Ten photos of several shapes on two days, and one of each other kind. */
async function siteLiteral(): Promise<SiteLiteral> {
  const photos = Array.from({ length: 10 }, (_, index): [string, SiteItem] => [
    `IMG_${String(index + 1).padStart(4, '0')}.jpg`,
    {
      photo: {
        colour: COLOURS[index % 8] ?? 'gray',
        ...(index % 3 === 2 ? { width: 600, height: 900 } : { width: 1200, height: 800 }),
      },
      capture: {
        capturedAt: `2024-05-${index < 5 ? '04' : '05'}T1${index}:30:00`,
        ...(index === 3 ? { caption: 'At the harbour' } : {}),
      },
      tagged: index === 4,
    },
  ]);
  const tiff = await sharp(await makePhoto({ colour: 'plum' }))
    .tiff()
    .toBuffer();
  return {
    'Summer in Köln': Object.fromEntries(photos),
    'Other things': {
      'scan.tif': { bytes: tiff, type: { kind: 'photo', mime: 'image/tiff' } },
      'phone.heic': { bytes: Buffer.from('no decoder knows this'), type: { kind: 'photo', mime: 'image/heic' } },
      'film.webm': { bytes: await recordFilm(browser), type: { kind: 'video', mime: 'video/webm' } },
    },
  };
}

describe('the gallery in a browser', () => {
  for (const [name, look] of [
    ['desk', DESK],
    ['phone', PHONE],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`it is good to look at on a ${name} in ${colorScheme}`, async (t) => {
        const { page, faults } = await openPage(browser, t, { ...look, colorScheme });
        await page.goto(site.url('index.html'));
        assert.deepEqual(await page.locator('.album').allInnerTexts(), [
          'Summer in Köln\n10 photos\nMay 2024',
          'Other things\n2 photos and 1 video',
        ]);
        await picturesLoaded(page);
        await assertAccessible(page, 'the albums');
        await saveScreenshot(page, `gallery-index-${name}-${colorScheme}`);
        await page.getByRole('link', { name: 'Summer in Köln' }).click();
        await picturesLoaded(page);
        assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Summer in Köln');
        assert.deepEqual(await page.getByRole('heading', { level: 2 }).allInnerTexts(), ['4 May 2024', '5 May 2024']);
        assert.equal(await page.locator('.tile').count(), 10);
        await assertAccessible(page, 'the photos of an album');
        await saveScreenshot(page, `gallery-album-${name}-${colorScheme}`);
        await page.locator('.tile').nth(3).click();
        await originalShown(page);
        await assertAccessible(page, 'one photo');
        await saveScreenshot(page, `gallery-photo-${name}-${colorScheme}`);
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(paper, colorScheme === 'dark' ? 'rgb(20, 20, 20)' : 'rgb(251, 250, 248)');
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
        assert.deepEqual(faults, []);
      });
    }
  }

  test('it speaks German where that is wanted', async (t) => {
    const german = await makeSite(
      {
        Sommer: {
          'a.jpg': { photo: { colour: 'teal' }, capture: { capturedAt: '2024-05-04T13:30:00' }, tagged: true },
          'b.heic': { bytes: Buffer.from('no decoder knows this'), type: { kind: 'photo', mime: 'image/heic' } },
        },
      },
      'de',
    );
    t.after(() => german.remove());
    const { page, faults } = await openPage(browser, t, PHONE);
    await page.goto(german.url('index.html'));
    assert.deepEqual(await page.locator('h1, .album').allInnerTexts(), ['Alben', 'Sommer\n2 Fotos\n4. Mai 2024']);
    await page.getByRole('link', { name: 'Sommer' }).click();
    await picturesLoaded(page);
    assert.equal(await page.locator('header .facts').innerText(), '2 Fotos · 4. Mai 2024 · 1 markiert');
    await assertAccessible(page, 'the photos of an album in German');
    await page.locator('.tile').first().click();
    await originalShown(page);
    assert.equal(await page.locator('.place').innerText(), '1 von 2');
    await assertAccessible(page, 'one photo in German');
    await saveScreenshot(page, 'gallery-photo-phone-german');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('link', { name: 'Herunterladen', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Schließen' }).click();
    await page.locator('.viewer').waitFor({ state: 'hidden' });
    assert.deepEqual(faults, []);
  });

  test('one photo fills the view, and keys turn to the others', async (t) => {
    const { page, faults } = await openPage(browser, t, DESK);
    await page.goto(site.url('albums/summer-in-koln/index.html'));
    const shown = async () => page.locator('.viewer .facts, .viewer .place').allInnerTexts();
    await page.getByRole('link', { name: 'At the harbour' }).click();
    await originalShown(page);
    const size = wordsIn('en').sizeInWords(
      (await stat(path.join(site.folder, 'albums/summer-in-koln/IMG_0004.jpg'))).size,
    );
    assert.deepEqual(await shown(), ['4 of 10', `4 May 2024, 13:30 · IMG_0004.jpg · ${size}`]);
    assert.equal(await page.locator('.viewer .caption').innerText(), 'At the harbour');
    assert.equal(await page.title(), 'At the harbour – Summer in Köln');
    for (const [key, place] of [
      ['ArrowRight', '5 of 10'],
      ['ArrowLeft', '4 of 10'],
      ['End', '10 of 10'],
      ['ArrowRight', '10 of 10'],
      ['Home', '1 of 10'],
      ['ArrowLeft', '1 of 10'],
      ['ArrowRight', '2 of 10'],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await page.locator('.place').innerText(), place, key);
    }
    assert.equal(new URL(page.url()).hash, '#/IMG_0002.jpg');
    await page.keyboard.press('Escape');
    await page.locator('.viewer').waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => document.activeElement?.id), '/IMG_0002.jpg');
    assert.equal(new URL(page.url()).hash, '');
    assert.deepEqual(faults, []);
  });

  test('buttons turn, download and close, and Back closes too', async (t) => {
    const { page, faults } = await openPage(browser, t, DESK);
    await page.goto(site.url('albums/summer-in-koln/index.html'));
    await page.locator('.tile').first().click();
    assert.equal(await page.getByRole('button', { name: 'Previous' }).isVisible(), false);
    await page.getByRole('button', { name: 'Next' }).click();
    assert.equal(await page.locator('.place').innerText(), '2 of 10');
    const download = await page.getByRole('link', { name: 'Download the original' }).getAttribute('download');
    assert.equal(download, 'IMG_0002.jpg');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('.viewer').waitFor({ state: 'hidden' });
    await page.locator('.tile').nth(6).click();
    await page.goBack();
    await page.locator('.viewer').waitFor({ state: 'hidden' });
    await page.goForward();
    assert.equal(await page.locator('.place').innerText(), '7 of 10');
    assert.deepEqual(faults, []);
  });

  test('the address of a photo opens it, and closing it stays in the album', async (t) => {
    const site = await makeSite({ 'A & B': { 'day 1/ä #1 100%.jpg': {}, 'b.jpg': {} } });
    t.after(() => site.remove());
    const { page, faults } = await openPage(browser, t, DESK);
    await page.goto(`${site.url('albums/a-b/index.html')}#/day%201/%C3%A4%20%231%20100%25.jpg`);
    await originalShown(page);
    assert.match(await page.locator('.viewer .facts').innerText(), /^ä #1 100%\.jpg/u);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('.viewer').waitFor({ state: 'hidden' });
    assert.equal(new URL(page.url()).hash, '');
    await page.goto(`${site.url('albums/a-b/index.html')}#/gone.jpg`);
    assert.equal(await page.locator('.viewer').isVisible(), false);
    assert.deepEqual(faults, []);
  });

  test('a finger turns the photos and closes the view', async (t) => {
    const { page, faults } = await openPage(browser, t, PHONE);
    await page.goto(site.url('albums/summer-in-koln/index.html'));
    await page.locator('.tile').first().tap();
    for (const [from, to, place] of [
      [{ x: 300, y: 400 }, { x: 100, y: 410 }, '2 of 10'],
      [{ x: 300, y: 400 }, { x: 100, y: 390 }, '3 of 10'],
      [{ x: 100, y: 400 }, { x: 300, y: 400 }, '2 of 10'],
      [{ x: 200, y: 400 }, { x: 220, y: 400 }, '2 of 10'],
    ] as const) {
      await swipe(page, from, to);
      assert.equal(await page.locator('.place').innerText(), place);
    }
    await swipe(page, { x: 200, y: 300 }, { x: 200, y: 600 });
    await page.locator('.viewer').waitFor({ state: 'hidden' });
    assert.deepEqual(faults, []);
  });

  test('the focus stays in the view and every control has a name', async (t) => {
    const { page } = await openPage(browser, t, DESK);
    await page.goto(site.url('albums/summer-in-koln/index.html'));
    await page.locator('.tile').nth(2).focus();
    await page.keyboard.press('Enter');
    const visited = new Set<string>();
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press('Tab');
      visited.add(
        await page.evaluate(() => {
          const { activeElement } = document;
          const isOutside = activeElement !== document.body && activeElement?.closest('dialog') === null;
          return isOutside ? 'outside' : (activeElement?.getAttribute('aria-label') ?? '');
        }),
      );
    }
    assert.deepEqual([...visited].filter((name) => name !== '' && name !== 'Photo').toSorted(), [
      'Close',
      'Download the original',
      'Next',
      'Previous',
    ]);
    const unnamed = await page
      .locator('a.tile')
      .evaluateAll(
        (tiles) => tiles.filter((tile) => !tile.textContent.trim() && !tile.querySelector('img')?.alt).length,
      );
    assert.equal(unnamed, 0);
  });

  test('other kinds of files have a tile, a view and a way to the original', async (t) => {
    const { page, faults } = await openPage(browser, t, DESK);
    await page.goto(site.url('albums/other-things/index.html'));
    await picturesLoaded(page);
    await saveScreenshot(page, 'gallery-other-things');
    const tile = (name: string) => page.locator(`[id="/${name}"]`);
    assert.equal(await tile('scan.tif').locator('img').count(), 1);
    assert.match(await tile('phone.heic').innerText(), /HEIC\s+phone\.heic/u);
    await tile('phone.heic').click();
    await saveScreenshot(page, 'gallery-file');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the original' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'phone.heic');
    await page.keyboard.press('Escape');
    await page.locator('.viewer').waitFor({ state: 'hidden' });
    await tile('film.webm').click();
    const film = page.locator('.viewer video');
    await film.evaluate((video: HTMLVideoElement) => video.play());
    assert.equal(await film.evaluate((video: HTMLVideoElement) => video.error), null);
    await page.keyboard.press('Escape');
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('ERR_ABORTED')),
      [],
    );
  });

  test('nothing that a photo says of itself becomes part of a page', async (t) => {
    const hostile = HOSTILE.flatMap((text, index): [string, SiteItem][] => [
      [`${text}${index}.jpg`, { capture: { caption: text, capturedAt: '2024-05-04T10:00:00' }, tagged: true }],
      [`${text}${index}.heic`, { bytes: Buffer.from('x'), type: { kind: 'photo', mime: 'image/heic' } }],
    ]);
    const site = await makeSite(Object.fromEntries(HOSTILE.map((title) => [title, Object.fromEntries(hostile)])));
    t.after(() => site.remove());
    const { page, faults } = await openPage(browser, t, DESK);
    await page.goto(site.url('index.html'));
    assert.deepEqual((await page.locator('.album .name').allInnerTexts()).toSorted(), HOSTILE.toSorted());
    await page.locator('.album').first().click();
    assert.equal(await page.locator('.tile').count(), hostile.length);
    await page.locator('.tile').first().click();
    for (let step = 0; step < hostile.length; step++) await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.querySelectorAll('script, [onerror], [onload]').length), 1);
    assert.deepEqual(faults, []);
  });

  test('the policy of the pages stops what is not theirs', async (t) => {
    const site = await makeSite({ Trip: { 'a.jpg': {} } });
    t.after(() => site.remove());
    for (const address of [site.url('index.html'), site.url('albums/trip/index.html')]) {
      const { page } = await openPage(browser, t, DESK);
      await page.goto(address);
      const blocked = await page.evaluate(async () => {
        const found: string[] = [];
        const allFound = new Promise<void>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => {
            if (found.push(event.effectiveDirective) === 5) resolve();
          });
        });
        const script = document.createElement('script');
        script.textContent = 'document.title = "taken over"';
        const picture = document.createElement('img');
        picture.src = 'http://127.0.0.1:9/x.png';
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        const frame = document.createElement('iframe');
        frame.src = 'http://127.0.0.1:9/';
        document.body.append(script, picture, style, frame);
        await fetch('http://127.0.0.1:9/').catch(() => undefined);
        await allFound;
        return found.toSorted();
      });
      assert.deepEqual(blocked, ['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem']);
      assert.notEqual(await page.title(), 'taken over');
    }
  });

  test('nothing moves while the pictures come', async (t) => {
    const { page } = await openPage(browser, t, PHONE);
    await page.goto(site.url('albums/summer-in-koln/index.html'));
    const before = await boxes(page);
    await picturesLoaded(page);
    assert.deepEqual(await boxes(page), before);
  });

  test('without a script every photo is a link to its original', async (t) => {
    const { page, faults } = await openPage(browser, t, { ...DESK, javaScriptEnabled: false });
    await page.goto(site.url('index.html'));
    await page.getByRole('link', { name: 'Summer in Köln' }).click();
    await page.locator('.tile').first().click();
    assert.equal(page.url(), site.url('albums/summer-in-koln/IMG_0001.jpg'));
    assert.deepEqual(faults, []);
  });

  test('with reduced motion nothing is animated', async (t) => {
    const { page } = await openPage(browser, t, { ...DESK, reducedMotion: 'reduce' });
    await page.goto(site.url('albums/summer-in-koln/index.html'));
    const durations = await page.evaluate(() =>
      [...document.querySelectorAll('*')].map((element) => getComputedStyle(element).transitionDuration),
    );
    assert.deepEqual([...new Set(durations)], ['0s']);
  });

  test('it works on a web host as well', async (t) => {
    const server = galleryServer();
    t.after(() => server.close());
    const { page, faults } = await openPage(browser, t, DESK);
    await page.goto(await server.addressOf(site.folder));
    await picturesLoaded(page);
    await page.getByRole('link', { name: 'Summer in Köln' }).click();
    await picturesLoaded(page);
    await page.locator('.tile').nth(3).click();
    await originalShown(page);
    assert.deepEqual(faults, []);
  });
});
