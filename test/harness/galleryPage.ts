import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** What a page must never do, noted while it is open. */
export interface OpenPage {
  readonly page: Page;
  readonly faults: string[];
}

/** Opens a page that is closed when its test ends, and notes every fault that the browser tells of. */
export async function openPage(browser: Browser, t: TestContext, look: BrowserContextOptions): Promise<OpenPage> {
  const context = await browser.newContext(look);
  t.after(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return { page, faults };
}

/** Waits until every picture that is in sight is there, and fails when one cannot be shown. */
export async function picturesLoaded(page: Page): Promise<void> {
  const broken = await page.evaluate(async () => {
    const pictures = [...document.querySelectorAll('img')].filter((picture) => {
      const { top, bottom } = picture.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    const results = await Promise.allSettled(pictures.map((picture) => picture.decode()));
    return results.flatMap((result, index) => (result.status === 'rejected' ? [pictures[index]?.src] : []));
  });
  assert.deepEqual(broken, []);
}

/** Waits until the view shows the original, and fails when it cannot. */
export async function originalShown(page: Page): Promise<void> {
  const original = page.locator('.viewer .original.shown');
  await original.waitFor();
  assert.ok((await original.evaluate((picture: HTMLImageElement) => picture.naturalWidth)) > 0);
  await page.waitForFunction(() => document.getAnimations().length === 0);
}

/** Where each tile of an album is, in whole pixels. */
export async function boxes(page: Page) {
  return page.locator('.tile').evaluateAll((tiles) =>
    tiles.map((tile) => {
      const { x, y, width, height } = tile.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    }),
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Moves one finger over the page. */
export async function swipe(page: Page, from: Point, to: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at] });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

/** A second of film, made by the browser itself. */
export async function recordFilm(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage();
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const context = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
    const chunks: Blob[] = [];
    recorder.ondataavailable = ({ data }) => chunks.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    for (let frame = 0; frame < 12; frame++) {
      if (context) context.fillStyle = `hsl(${frame * 20} 60% 45%)`;
      context?.fillRect(0, 0, 320, 180);
      await new Promise(requestAnimationFrame);
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(chunks).arrayBuffer())];
  });
  await page.close();
  return Buffer.from(bytes);
}
