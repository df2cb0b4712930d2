import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

const PATIENCE_MS = 60_000;

/** Waits until a tree view is so, since albums come one after the other while a run is on; fails with what it is. */
export async function untilTree(page: Page, view: string, wanted: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const text = await treeText(page, view);
    if (text === wanted) return;
    if (Date.now() > end) assert.equal(text, wanted);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * A tree view as text: two spaces a level, the label, and after two more spaces the description. A folded row has `▸`
 * before it, an unfolded one `▾`. The view is found by its title; rows out of sight are not drawn by VS Code and so are not in the text.
 */
async function treeText(page: Page, view: string): Promise<string> {
  const tree = page.getByRole('tree', { name: view, exact: true });
  await tree.waitFor();
  const rows = await tree.locator('.monaco-list-row').evaluateAll((elements) =>
    elements.map((row) => ({
      top: row.getBoundingClientRect().top,
      level: Number(row.getAttribute('aria-level') ?? '1'),
      expanded: row.getAttribute('aria-expanded'),
      label: row.querySelector('.label-name')?.textContent ?? '',
      description: row.querySelector('.label-description')?.textContent ?? '',
    })),
  );
  return rows
    .sort((a, b) => a.top - b.top)
    .map(({ level, expanded, label, description }) => {
      const mark = expanded === null ? '' : expanded === 'true' ? '▾ ' : '▸ ';
      return `${'  '.repeat(level - 1)}${mark}${label}${description === '' ? '' : `  ${description}`}`;
    })
    .join('\n');
}
