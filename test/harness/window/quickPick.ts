import type { Locator, Page } from 'playwright-core';

/** The line of the quick pick, or of the question, that is open. */
export function input(page: Page): Locator {
  return page.locator('.quick-input-widget input:visible');
}

/** Until this is in the line that is open: what a choice writes there comes from the extension, a moment later. */
export async function untilTyped(page: Page, text: string): Promise<void> {
  await page.waitForFunction(isTyped, text);
}

/** Runs in the page. */
function isTyped(text: string): boolean {
  const lines = [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input')];
  return lines.some((line) => line.value === text && line.checkVisibility());
}

/** The first choice of the open quick pick that has this text. */
export function row(page: Page, label: string): Locator {
  return page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: label }).first();
}

/** The lines of the open quick pick whose end is not to be seen. */
export async function cutOff(page: Page): Promise<readonly string[]> {
  return page
    .locator('.quick-input-list .monaco-icon-label-container')
    .evaluateAll((lines) =>
      lines.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent),
    );
}
