import type { Page } from 'playwright-core';

/**
 * A tree view as text: two spaces a level, the label, and after two more spaces the description. A folded row has `▸`
 * before it, an unfolded one `▾`. The view is found by its title; rows out of sight are not drawn by VS Code and so are not in the text.
 */
export async function treeText(page: Page, view: string): Promise<string> {
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
