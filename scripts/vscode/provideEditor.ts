import { CHROMIUM, ensureSystemPackages } from '../tools/systemPackages.ts';
import { findChromium } from './chromium.ts';
import { provideCodeServer } from './codeServer.ts';

/** Paths of what makes a VS Code window without a desktop. */
export interface BrowserEditor {
  /** The VS Code server's entry. */
  readonly entry: string;
  /** The Chromium that shows its window. */
  readonly chromium: string;
}

/** Installs what is missing. Throws an error that says what to type when it may not. */
export async function provideEditor(): Promise<BrowserEditor> {
  await ensureSystemPackages([CHROMIUM]);
  const [entry, chromium] = [await provideCodeServer(), await findChromium()];
  if (chromium === undefined)
    throw new Error(`Chromium was installed but is not found. Name it in ALBUM_SYNC_CHROMIUM.`);
  return { entry, chromium };
}
