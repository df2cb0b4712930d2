import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { ReportItem } from '../../src/engine/report.ts';
import { packItems, type PackedItems } from '../../src/webview/packedItems.ts';
import type { PackedView } from '../../src/webview/protocol.ts';
import { english } from '../../test/unit/webview/englishWords.ts';
import { packedView } from '../../test/unit/webview/packedView.ts';
import { reportOf } from '../../test/unit/webview/reportLiteral.ts';
import { repository } from '../tools/repository.ts';
import { launchChromium } from '../vscode/chromium.ts';
import { provideEditor } from '../vscode/provideEditor.ts';
import { traceFrames } from './frameWork.ts';

/*
 * Measures the page of the report with the plan of a large library, in a browser of its own:
 *
 *   npm run build && node scripts/bootstrap.mjs scripts/measure/reportPanel.ts
 *
 * Of scrolling it counts what the page itself does for a frame, by the clock of the processor (see frameWork.ts): the time
 * between two frames is also that of whatever else the computer does.
 */

const PHOTOS = 36_000;
const IN_ALBUM = 180;
/** How many items a run tells of at once. */
const FINISHED = 50;
const FRAMES = 300;
const FRAME_MS = 1000 / 60;
/** What a person scrolls with, at the pace of the frames. */
const SCROLLS: readonly (readonly [what: string, scroll: (page: Page) => Promise<void>])[] = [
  ['by a wheel', (page) => eachFrame(() => page.mouse.wheel(0, 100))],
  ['by the scroll bar, from top to bottom', dragScrollBar],
  ['by Page Down, held', (page) => holdKey(page, 'PageDown')],
  ['by End, held', (page) => holdKey(page, 'End')],
];
const LONG_FRAME_MS = 50;
/** How a person may look at the report while a run is on. */
const LOOKS: readonly (readonly [how: string, look: (page: Page) => Promise<void>])[] = [
  ['grouped by album', () => Promise.resolve()],
  ['by outcome in their albums', (page) => page.locator('[data-column=outcome]').click()],
  ['by outcome in one list', (page) => page.locator('.toggle input').first().click()],
  ['by event in one list', (page) => page.locator('[data-column=event]').click()],
  ['those still to upload', (page) => page.locator('.chip', { hasText: 'planned' }).first().click()],
];
/** So many times a run tells of items, each time after the page has drawn the ones before. */
const BATCHES = 8;
/** As wide as that of a page in VS Code. */
const SCROLL_BAR_PX = 10;

const started = performance.now();
const view = await viewOf(PHOTOS);
const packedMs = performance.now() - started;
const bytes = view.folders.flatMap(({ items }) => items).reduce((sum, { byteLength }) => sum + byteLength, 0);
print(`${PHOTOS} photos in ${PHOTOS / IN_ALBUM} albums`);
print(`  packed by the editor: ${packedMs.toFixed(0)} ms, ${(bytes / 1e6).toFixed(1)} MB to the page`);

const folder = await mkdtemp(path.join(tmpdir(), 'album-sync-measure-'));
const browser = await launchChromium((await provideEditor()).chromium, { scrollBars: 'shown' });
try {
  for (const [from, to] of [
    ['dist', 'reportPage.js'],
    ['dist', 'codicon.css'],
    ['dist', 'codicon.ttf'],
    ['media', 'report.css'],
  ] as const)
    await copyFile(path.join(repository, from, to), path.join(folder, to));
  await writeFile(path.join(folder, 'index.html'), pageText());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
  const first = await page.evaluate(openReport, view);
  const opened = await page.evaluate(openReport, view);
  print(
    `  from the message to the drawn rows: ${first.toFixed(0)} ms, and ${opened.toFixed(0)} ms when it comes again`,
  );
  print(`  rows in the document: ${await page.locator('[role=row]').count()}`);
  for (const [what, scroll] of SCROLLS) await printFrames(what, page, () => scroll(page));
  for (const [what, text] of [
    ['one letter', 'i'],
    ['a whole name', 'IMG_17999'],
    ['nothing again', ''],
  ] as const)
    await printWork(`filtered by ${what}`, page, () => page.evaluate(filterBy, text));
  for (const [how, look] of LOOKS) {
    await look(page);
    await printRun(how, page);
  }
  await page.locator('.chip[aria-pressed=true]').click();
  await printWork('every action changed', page, () => page.evaluate(changeAll));
  const heap = await page.evaluate<number>('performance.memory.usedJSHeapSize');
  print(`  memory of the page: ${(heap / 1e6).toFixed(0)} MB`);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

async function printFrames(what: string, page: Page, scroll: () => Promise<void>): Promise<void> {
  const table = page.locator('.table');
  await table.evaluate((element) => (element.scrollTop = 0));
  await page.locator('.album-row', { hasText: 'Album 0' }).click();
  await page.locator('.album-row', { hasText: 'Album 0' }).click();
  const { frames, parts } = await traceFrames(browser, page, scroll);
  if (!((await table.evaluate((element) => element.scrollTop)) > 0)) throw new Error(`Nothing was scrolled ${what}.`);
  // A frame in which nothing moved tells nothing.
  const drawn = frames.filter((ms) => ms > 1);
  const long = drawn.filter((ms) => ms > LONG_FRAME_MS).length;
  const [middle, worst] = [drawn[Math.floor(drawn.length / 2)] ?? 0, drawn.at(-1) ?? 0];
  const shares = Object.entries(parts).map(([part, ms]) => `${part} ${(ms / drawn.length).toFixed(1)}`);
  print(
    `  scrolled ${what}: ${drawn.length} frames with ${middle.toFixed(0)} ms of work, the longest ${worst.toFixed(0)},`,
  );
  print(`    ${long} of over ${LONG_FRAME_MS} ms; on average ${shares.join(', ')} ms`);
}

/** What the page does from something that a person does until it is drawn. */
async function printWork(what: string, page: Page, act: () => Promise<number>): Promise<void> {
  let passed = 0;
  const { frames } = await traceFrames(browser, page, async () => {
    passed = await act();
  });
  const work = frames.reduce((sum, ms) => sum + ms, 0);
  print(
    `  ${what}: ${work.toFixed(0)} ms of work, at most ${(frames.at(-1) ?? 0).toFixed(0)} for a frame, ${passed.toFixed(0)} ms until it was drawn`,
  );
}

/** What a page does for the frames in which a run's items come in. */
async function printRun(how: string, page: Page): Promise<void> {
  const all = itemsOf(PHOTOS);
  const { frames } = await traceFrames(browser, page, async () => {
    for (let batch = 0; batch < BATCHES; batch++) {
      const from = batch * 1000;
      const done = all
        .slice(from, from + FINISHED)
        .map((item): ReportItem => ({ ...item, outcome: batch % 2 === 0 ? 'done' : 'failed' }));
      await page.evaluate(putItems, packItems(done));
    }
  });
  print(`  ${FINISHED} items of a run come in, ${how}: the longest ${(frames.at(-1) ?? 0).toFixed(0)} ms`);
}

async function dragScrollBar(page: Page): Promise<void> {
  const box = await page.locator('.table').boundingBox();
  if (box === null) throw new Error('There is no table.');
  const [x, top] = [box.x + box.width - SCROLL_BAR_PX / 2, box.y + 4];
  await page.mouse.move(x, top);
  await page.mouse.down();
  await eachFrame((frame) => page.mouse.move(x, top + ((frame + 1) / FRAMES) * box.height));
  await page.mouse.up();
}

async function holdKey(page: Page, key: string): Promise<void> {
  await page.locator('[role=row][tabindex="0"]').focus();
  await eachFrame(() => page.keyboard.down(key));
  await page.keyboard.up(key);
}

async function eachFrame(act: (frame: number) => Promise<void>): Promise<void> {
  for (let frame = 0; frame < FRAMES; frame++) await Promise.all([act(frame), pause(FRAME_MS)]);
}

function viewOf(count: number): Promise<PackedView> {
  const report = { ...reportOf(''), items: itemsOf(count) };
  const folders = [{ key: 'file:///photos', name: 'photos', report, stopped: false }];
  return packedView({ words: english, folders, run: { status: 'idle' } });
}

function itemsOf(count: number): readonly ReportItem[] {
  const choices = ['UPLOAD_LOCAL', 'SILENT'] as const;
  return Array.from({ length: count }, (_, n): ReportItem => {
    const album = `Album ${Math.floor(n / IN_ALBUM)}`;
    const name = `IMG_${n}.jpg`;
    const plain = { album, name, path: `photos/${album}/${name}`, event: 'LOCAL_ONLY', detail: 'new' } as const;
    const seen = { local: { size: 3_000_000 + n, modifiedMs: n } };
    return { ...plain, action: 'UPLOAD_LOCAL', outcome: 'planned', choices, seen };
  });
}

/** In the page: shows a report and waits until a frame with its rows is drawn. */
async function openReport(message: PackedView): Promise<number> {
  const begun = performance.now();
  // What stands above the table is made anew together with it.
  document.querySelector('.subtitle')?.remove();
  window.postMessage({ type: 'show', view: message });
  while (document.querySelectorAll('.canvas .item-row').length === 0 || document.querySelector('.subtitle') === null)
    await new Promise(requestAnimationFrame);
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return performance.now() - begun;
}

/** In the page: types into the filter and waits for the frame after. */
async function filterBy(text: string): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('.filter-text');
  if (input === null) return Number.NaN;
  const begun = performance.now();
  input.value = text;
  input.dispatchEvent(new Event('input'));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return performance.now() - begun;
}

/** In the page: a run tells of items that it has finished; waits until they are drawn. */
async function putItems(items: PackedItems): Promise<void> {
  window.postMessage({ type: 'items', folder: 'file:///photos', items });
  await new Promise((drawn) => setTimeout(drawn, 500));
}

/** In the page: leaves every item out and waits for the frame in which they all are, and the one after. */
async function changeAll(): Promise<number> {
  const select = document.querySelector<HTMLSelectElement>('.choice-all');
  if (select === null) return Number.NaN;
  const begun = performance.now();
  select.value = 'SILENT';
  select.dispatchEvent(new Event('change'));
  while (document.querySelector('.changed-count')?.textContent === '') await new Promise(requestAnimationFrame);
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return performance.now() - begun;
}

function pageText(): string {
  return `<!doctype html><html lang="en"><title>report</title><link rel="stylesheet" href="codicon.css"><link rel="stylesheet" href="report.css">
<style>::-webkit-scrollbar { width: ${SCROLL_BAR_PX}px } ::-webkit-scrollbar-thumb { min-height: 20px; background: gray }</style>
<body><script>
  let state;
  globalThis.acquireVsCodeApi = () => ({
    postMessage: () => {},
    getState: () => state,
    setState: (next) => (state = JSON.parse(JSON.stringify(next))),
  });
</script><script src="reportPage.js"></script></body></html>`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
