import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { test } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree, type FolderLiteral } from '../tree.ts';
import { openWindow, type EditorWindow, type WindowOptions } from './openWindow.ts';

export type WindowTestOptions = Omit<WindowOptions, 'folder'> & {
  /** What is in the folder that the window shows. */
  readonly content: FolderLiteral;
};

/** What the body of a window test works with. */
export interface WindowTestContext {
  readonly window: EditorWindow;
  /** Absolute path of the folder that the window shows. */
  readonly folder: string;
}

const LIMIT_MS = 240_000;

/** One test in a window of its own, on a folder of its own. */
export function windowTest(
  name: string,
  { content, ...look }: WindowTestOptions,
  body: (context: WindowTestContext) => Promise<void>,
): void {
  void test(name, { timeout: LIMIT_MS }, async () => {
    const parent = await realpath(await mkdtemp(join(tmpdir(), 'album-sync-window-')));
    // The space is on purpose: people have it in their folder names, and quoting faults show.
    const folder = join(parent, 'My Photos');
    await writeTree(folder, content);
    const window = await openWindow({ ...look, folder });
    try {
      await withEvidence(window, name, () => body({ window, folder }));
    } finally {
      await window.close();
      await rm(parent, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/**
 * Does `work`; when it fails, leaves a picture of the window and says where, with what the window tells and asks, and the
 * end of the extension host's log.
 */
export async function withEvidence(window: EditorWindow, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const picture = await window.screenshot(`failed-${name.replace(/[^A-Za-z0-9]+/g, '-')}`).catch(String);
    const shown = await window.page.evaluate(wordsOnScreen).catch(String);
    const log = await window.hostLog();
    throw new Error(`${String(error)}\nPicture: ${picture}\n${shown}\nExtension host log:\n${log}`, { cause: error });
  }
}

/** Runs in the page: the notifications, the status bar, and what is typed where something is asked. */
function wordsOnScreen(): string {
  const textsOf = (selector: string): string =>
    [...document.querySelectorAll<HTMLElement>(selector)]
      .map((one) => one.innerText.replaceAll(/\s+/g, ' '))
      .join(' | ');
  const typed = [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input')]
    .filter((line) => line.checkVisibility())
    .map((line) => line.value);
  return [
    `Notifications: ${textsOf('.notification-toast')}`,
    `Status bar: ${textsOf('.statusbar')}`,
    `Typed: ${typed.join(' | ')}`,
  ].join('\n');
}
