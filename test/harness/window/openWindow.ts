import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Theme, Trust } from '../../../scripts/vscode/userSettings.ts';
import { windowAddress } from '../../../scripts/vscode/windowAddress.ts';
import { runCommand } from './commandPalette.ts';
import { sharedEditor } from './sharedEditor.ts';
import { saveScreenshot } from './screenshots.ts';
import { untilTree } from './treeText.ts';

export interface WindowOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  readonly theme?: Theme;
  readonly trust?: Trust;
  /** The language of extensions; the window itself stays English, because it has no language pack. */
  readonly language?: 'en' | 'de';
  /** Pixels; 1280 by 800 unless told. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A VS Code window that a test drives as a person would. */
export interface EditorWindow {
  readonly page: Page;
  /** What Album Sync says in the status bar. */
  readonly status: Locator;
  /** The notifications in which this text is; all of them without one. */
  messages(text?: string): Locator;
  /** Runs a command from the palette; `title` is what the palette shows, for example `Album Sync: Preview`. */
  runCommand(title: string): Promise<void>;
  /** Opens the view container of that title in the activity bar. */
  openContainer(title: string): Promise<void>;
  /** Waits until the tree of a view is so as indented text, as far as it is unfolded and in sight. */
  untilTree(view: string, text: string): Promise<void>;
  /** The page inside the webview that is in front. */
  reportFrame(): FrameLocator;
  /** Saves a picture as `screenshots/<name>.png` and says where. */
  screenshot(name: string): Promise<string>;
  /** The end of the extension host's log. */
  hostLog(): Promise<string>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Opens a window on a folder, with the extension of this checkout installed, and waits until it can be used. */
export async function openWindow(options: WindowOptions): Promise<EditorWindow> {
  const {
    folder,
    theme = 'dark',
    trust = 'trusted',
    language = 'en',
    viewport = { width: 1280, height: 800 },
  } = options;
  const { server, browser } = await sharedEditor();
  await server.writeUserSettings({ theme, trust });
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  // Two busy cores take their time; whoever waits for something that never comes finds out soon enough.
  context.setDefaultTimeout(PATIENCE_MS);
  // What a language pack would set before the window begins.
  await context.addInitScript((name) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name }), language);
  const page = await context.newPage();
  await page.goto(windowAddress(server, { kind: 'folder', path: folder }));
  // The bell is drawn last, when the status bar is complete and commands can be run.
  await page.locator('#status\\.notifications').waitFor();

  return {
    page,
    status: page.locator('#album-sync\\.album-sync\\.albumSync\\.status'),
    messages: (text = '') => page.locator('.notification-toast').filter({ hasText: text }),
    runCommand: (title) => runCommand(page, title),
    openContainer: async (title) => {
      const tab = page.locator('.activitybar').getByRole('tab', { name: title });
      if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
      // The tooltip would lie over the tree.
      await page.mouse.move(viewport.width / 2, viewport.height / 2);
    },
    untilTree: (view, text) => untilTree(page, view, text),
    reportFrame: () => page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame'),
    screenshot: (name) => saveScreenshot(page, name),
    hostLog: () => server.extensionHostLog(),
    close: () => context.close(),
  };
}
