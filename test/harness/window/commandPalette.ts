import type { Locator, Page } from 'playwright-core';
import { succeeds } from './succeeds.ts';

/** The palette lists what was there when it was opened, and an extension's commands come some time after the window. */
const PATIENCE_MS = 3_000;

const ATTEMPTS = 20;

/**
 * Runs a command from the palette, by the title that the palette shows. A command that is not there yet, or that is not
 * enabled while a run is on, is waited for.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const typed = `>${title}`;
  const input = page.locator('.quick-input-widget input[aria-autocomplete]');
  const row = page.locator('.quick-input-widget .monaco-list-row').filter({
    has: page.locator('.label-name', { hasText: new RegExp(`^${escape(title)}$`) }),
  });
  // What was typed is bold as soon as the list is the one for it; before that, rows are about to move.
  const found = row.filter({ has: page.locator('.highlight') }).first();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    await page.keyboard.press('F1');
    await input.waitFor();
    await input.fill(typed);
    const isThere = await succeeds(found.waitFor({ timeout: PATIENCE_MS }));
    if (isThere) {
      await found.click();
      // A row that is drawn anew between press and release swallows the click, and the palette stays open.
      if (await succeeds(page.waitForFunction(isPaletteGone, typed, { timeout: PATIENCE_MS }))) return;
    }
    await page.keyboard.press('Escape');
  }
  throw new Error(`The palette did not run "${title}".`);
}

/**
 * Runs a command that asks something, and waits until `question` is there. A webview that takes the focus late closes what the
 * editor asks; then a person would ask for it again.
 */
export async function ask(page: Page, title: string, question: Locator): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    await runCommand(page, title);
    if (await succeeds(question.waitFor({ timeout: PATIENCE_MS }))) return;
  }
  throw new Error(`"${title}" did not ask.`);
}

/** Runs in the page. The palette closes before its command runs, and what the command asks has another line. */
function isPaletteGone(typed: string): boolean {
  const lines = [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input[aria-autocomplete]')];
  return !lines.some((line) => line.value === typed && line.checkVisibility());
}

/** Like `RegExp.escape`, for titles. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
