import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { ReportItem } from '../../src/engine/report.ts';
import { packView } from '../../src/webview/packedItems.ts';
import type { PackedView } from '../../src/webview/protocol.ts';
import { english } from '../../test/unit/webview/englishWords.ts';
import { reportOf } from '../../test/unit/webview/reportLiteral.ts';
import { repository } from '../tools/repository.ts';
import { launchChromium } from '../vscode/chromium.ts';
import { provideEditor } from '../vscode/provideEditor.ts';

/*
 * Measures the page of the report with the plan of a large library, in a browser of its own:
 *
 *   npm run build && node scripts/bootstrap.mjs scripts/measure/reportPanel.ts
 */

const PHOTOS = 36_000;
const IN_ALBUM = 180;
const FRAMES = 300;
/** What a turn of a mouse's wheel moves, and a drag of the scroll bar from top to bottom. */
const SCROLLS = [
  ['by a wheel', 'wheel'],
  ['from top to bottom', 'jump'],
] as const;
const LONG_FRAME_MS = 50;

const started = performance.now();
const view = viewOf(PHOTOS);
const packedMs = performance.now() - started;
const [{ items } = { items: new Uint8Array() }] = view.folders;
print(`${PHOTOS} photos in ${PHOTOS / IN_ALBUM} albums`);
print(`  packed by the editor: ${packedMs.toFixed(0)} ms, ${(items.byteLength / 1e6).toFixed(1)} MB to the page`);

const folder = await mkdtemp(path.join(tmpdir(), 'album-sync-measure-'));
const browser = await launchChromium((await provideEditor()).chromium);
try {
  for (const [from, to] of [
    ['dist', 'reportPage.js'],
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
  for (const [what, how] of SCROLLS) {
    const frames = (await page.evaluate(scroll, { how, count: FRAMES })).toSorted((a, b) => a - b);
    const long = frames.filter((ms) => ms > LONG_FRAME_MS).length;
    const [middle, worst] = [frames[Math.floor(FRAMES / 2)] ?? 0, frames.at(-1) ?? 0];
    print(
      `  scrolled ${what}, ${FRAMES} frames: ${middle.toFixed(0)} ms each, the longest ${worst.toFixed(0)} ms, ${long} of over ${LONG_FRAME_MS} ms`,
    );
  }
  for (const [what, text] of [
    ['one letter', 'i'],
    ['a whole name', 'IMG_17999'],
    ['nothing again', ''],
  ] as const)
    print(`  filtered by ${what}: ${(await page.evaluate(filterBy, text)).toFixed(0)} ms`);
  print(`  every action changed: ${(await page.evaluate(changeAll)).toFixed(0)} ms`);
  const heap = await page.evaluate<number>('performance.memory.usedJSHeapSize');
  print(`  memory of the page: ${(heap / 1e6).toFixed(0)} MB`);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

function viewOf(count: number): PackedView {
  const choices = ['UPLOAD_LOCAL', 'SILENT'] as const;
  const items = Array.from({ length: count }, (_, n): ReportItem => {
    const album = `Album ${Math.floor(n / IN_ALBUM)}`;
    const name = `IMG_${n}.jpg`;
    const plain = { album, name, path: `photos/${album}/${name}`, event: 'LOCAL_ONLY', detail: 'new' } as const;
    const seen = { local: { size: 3_000_000 + n, modifiedMs: n } };
    return { ...plain, action: 'UPLOAD_LOCAL', outcome: 'planned', choices, seen };
  });
  const report = { ...reportOf(''), items };
  const folders = [{ key: 'file:///photos', name: 'photos', report, stopped: false }];
  return packView({ words: english, folders, run: { status: 'idle' } });
}

/** In the page: shows a report and waits until a frame with its rows is drawn. */
async function openReport(message: PackedView): Promise<number> {
  const begun = performance.now();
  window.postMessage({ type: 'show', view: message });
  while (document.querySelectorAll('.canvas .item-row').length === 0 || document.querySelector('.shown') === null)
    await new Promise(requestAnimationFrame);
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return performance.now() - begun;
}

/** In the page: the time of each frame while the table is scrolled. */
async function scroll({ how, count }: { readonly how: 'wheel' | 'jump'; readonly count: number }): Promise<number[]> {
  const table = document.querySelector('.table');
  if (table === null) return [];
  table.scrollTop = 0;
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const step = how === 'wheel' ? 100 : (table.scrollHeight - table.clientHeight) / count;
  const frames: number[] = [];
  let before = performance.now();
  for (let frame = 0; frame < count; frame++) {
    table.scrollTop += step;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames;
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

/** In the page: leaves every item out and waits for the frame after. */
async function changeAll(): Promise<number> {
  const select = document.querySelector<HTMLSelectElement>('.choice-all');
  if (select === null) return Number.NaN;
  const begun = performance.now();
  select.value = 'SILENT';
  select.dispatchEvent(new Event('change'));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return performance.now() - begun;
}

function pageText(): string {
  return `<!doctype html><html lang="en"><title>report</title><link rel="stylesheet" href="report.css">
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
