import type { Page } from 'playwright-core';

/** Runs a command from the palette, by the title that the palette shows. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[aria-autocomplete]');
  await page.keyboard.press('F1');
  await input.waitFor();
  await input.fill(`>${title}`);
  const row = page.locator('.quick-input-widget .monaco-list-row').filter({
    has: page.locator('.label-name', { hasText: new RegExp(`^${escape(title)}$`) }),
  });
  await row.first().click();
}

/** Like `RegExp.escape`, for titles. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
