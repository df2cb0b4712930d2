// `npm start`: a real VS Code on sample photos, with the extension in it, and a first sync through the extension.
// `npm start -- --headless` does the same without a window to look at, prints the report and exits with its status.
import { join } from 'node:path';
import process from 'node:process';
import { exitStatus } from '../../src/run/exitStatus.ts';
import { lastLines, runQuietly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';
import { openHeadlessWindow, openVisibleWindow } from './browserWindow.ts';
import { findDesktopEditor } from './desktopWindow.ts';
import { firstSyncResult, type FirstSync } from './firstSync.ts';
import { reportText } from './reportText.ts';
import { makeSampleWorkspace, type SampleWorkspace } from './sampleWorkspace.ts';
import { hasDisplay } from './systemBrowser.ts';
import type { OpenStartWindow, StartedWindow } from './window.ts';

const SYNC_LIMIT_MS = 300_000;

const args = process.argv.slice(2);
if (args.some((arg) => arg !== '--headless')) {
  console.error('Usage: npm start [-- --headless]');
  process.exit(2);
}
try {
  process.exitCode = await start(args.includes('--headless') ? 'headless' : 'interactive');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

async function start(manner: 'headless' | 'interactive'): Promise<number> {
  console.log('Building the extension …');
  await build();
  const sample = await makeSampleWorkspace();
  const openWindow = await chooseWindow(manner);
  console.log(`Opening VS Code on ${sample.folder} …`);
  const window = await openWindow(sample);
  const interrupted = untilInterrupted();
  try {
    console.log(`${window.name}: syncing …`);
    if (manner === 'interactive' && window.address !== undefined) console.log(`Its window: ${window.address}`);
    console.log();
    const result = await Promise.race([waitForSync(sample, window), closedTooSoon(window), interrupted]);
    if (result === 'interrupted') return 130;
    if (result.kind === 'error') throw new Error(`The sync failed: ${result.message}`);
    console.log(reportText(result.report));
    console.log(placesText(sample, window, manner));
    await window.release();
    if (manner === 'interactive') await Promise.race([interrupted, untilClosed(window)]);
    // The sync itself came to its end; Ctrl+C only closes the window.
    return exitStatus(result.report, new AbortController().signal);
  } finally {
    await window.close();
  }
}

async function build(): Promise<void> {
  const { status, output } = await runQuietly(process.execPath, ['esbuild.config.mjs'], { cwd: repository });
  if (status !== 0) throw new Error(`The build failed:\n${lastLines(output, 40)}`);
}

async function chooseWindow(manner: 'headless' | 'interactive'): Promise<OpenStartWindow> {
  if (manner === 'headless' || !hasDisplay()) return openHeadlessWindow;
  return (await findDesktopEditor()) ?? openVisibleWindow;
}

async function waitForSync(sample: SampleWorkspace, window: StartedWindow): Promise<FirstSync> {
  try {
    return await firstSyncResult(sample.reportFile, AbortSignal.timeout(SYNC_LIMIT_MS));
  } catch (error) {
    const reason = `The extension has not synced within ${String(SYNC_LIMIT_MS / 60_000)} minutes.`;
    throw new Error(`${reason}\n${await window.evidence()}`, { cause: error });
  }
}

/** Settles when the user closes the window; never for a page, which can be opened again. */
function untilClosed(window: StartedWindow): Promise<void> {
  return window.closed ?? new Promise(() => undefined);
}

async function closedTooSoon(window: StartedWindow): Promise<never> {
  await untilClosed(window);
  throw new Error('The window was closed before the first sync had ended.');
}

function placesText(sample: SampleWorkspace, window: StartedWindow, manner: 'headless' | 'interactive'): string {
  const lines = [
    '',
    `  Photos     ${sample.folder}`,
    `  Gallery    ${join(sample.folder, 'album-gallery', 'index.html')}`,
  ];
  if (manner === 'headless') return lines.join('\n');
  if (window.address === undefined) lines.push('', 'Close the window to stop.');
  else lines.push(`  Window     ${window.address}`, '', 'Press Ctrl+C to stop.');
  return lines.join('\n');
}

function untilInterrupted(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('interrupted'));
  });
}
