import type { Page } from 'playwright-core';

/** The palette lists what was there when it was opened, and an extension's commands come some time after the window. */
const PATIENCE_MS = 3_000;

/** Runs a command from the palette, by the title that the palette shows. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[aria-autocomplete]');
  const row = page.locator('.quick-input-widget .monaco-list-row').filter({
    has: page.locator('.label-name', { hasText: new RegExp(`^${escape(title)}$`) }),
  });
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press('F1');
    await input.waitFor();
    await input.fill(`>${title}`);
    const isThere = await row
      .first()
      .waitFor({ timeout: PATIENCE_MS })
      .then(() => true)
      .catch(() => attempt > 10);
    if (isThere) return row.first().click();
    await page.keyboard.press('Escape');
  }
}

/** Like `RegExp.escape`, for titles. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
