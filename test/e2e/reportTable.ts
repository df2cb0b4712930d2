import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Where a report page is: in a webview of a window, or a page of its own. */
export type ReportPage = Pick<FrameLocator | Page, 'locator' | 'getByRole'>;

/**
 * The rows of the report table that are drawn, one a line: an album with `▾` or `▸`, the cells of an item with ` | `. Of
 * the actions that may be chosen it is the one that is; a row that was changed has `*`, one that is picked out `[x]`.
 */
export async function tableText(report: ReportPage): Promise<string> {
  const rows = await report.locator('.canvas [role=row]').evaluateAll((elements) =>
    elements.map((row) => ({
      index: Number(row.getAttribute('aria-rowindex')),
      expanded: row.getAttribute('aria-expanded'),
      text: [...row.querySelectorAll('[role=gridcell]')].map((cell) => {
        const select = cell.querySelector('select');
        return select === null ? (cell.textContent ?? '').trim() : (select.selectedOptions[0]?.textContent ?? '');
      }),
      marks: [
        row.classList.contains('changed-row') ? '*' : ' ',
        row.getAttribute('aria-selected') === 'true' ? '[x] ' : ' ',
      ].join(''),
      albumName: row.querySelector('.album-name')?.textContent,
      clauses: row.querySelector('.album-clauses')?.textContent,
      verdict: row.querySelector('.facts-verdict')?.textContent,
    })),
  );
  return rows
    .sort((a, b) => a.index - b.index)
    .map(({ expanded, text, albumName, clauses, marks, verdict }) => {
      if (verdict) return `    ${verdict.trim()}`;
      if (!albumName) return `${marks}${text.filter(Boolean).join(' | ')}`;
      return `${expanded === 'true' ? '▾' : '▸'} ${albumName}: ${clauses ?? ''}`;
    })
    .join('\n');
}

/** Waits until the line above the table says how many rows are shown. */
export async function untilShown(report: ReportPage, shown: string): Promise<void> {
  await report.locator('.shown', { hasText: new RegExp(`^${shown}$`) }).waitFor();
}

/** A toggle of the totals: an event or an outcome. */
export function chip(report: ReportPage, label: string): Locator {
  return report.getByRole('button', { name: new RegExp(`^${label} `) });
}
