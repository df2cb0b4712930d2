import type { ReportItem } from '../../../src/engine/report.ts';
import { PageModel } from '../../../src/webview/pageModel.ts';
import { INITIAL_STATE, type PageState } from '../../../src/webview/pageState.ts';
import type { Row, Rows } from '../../../src/webview/rows.ts';
import { english } from './englishWords.ts';
import { reportOf } from './reportLiteral.ts';

/** A page that shows these items of one or more folders, looked at in this way. */
export function pageOf(
  folders: Readonly<Record<string, readonly ReportItem[]>>,
  look: Partial<Omit<PageState, 'scrollTop'>> = {},
): PageModel {
  const { filter, sort, groupBy, closed, opened, choices } = { ...INITIAL_STATE, ...look };
  const model = new PageModel(
    {
      words: english,
      folders: Object.keys(folders).map((key) => ({ key, name: key, report: reportOf(''), stopped: false })),
      run: { status: 'idle' },
    },
    {
      choices,
      arrangement: { filter, sort, groupBy },
      folding: { closed: new Set(closed), opened: new Set(opened) },
    },
  );
  for (const [key, items] of Object.entries(folders)) model.add(key, items);
  return model;
}

/** All rows, one after the other. */
export function rowsIn(rows: Rows): readonly Row[] {
  return Array.from({ length: rows.length }, (_, index) => rows.at(index)).filter((row) => row !== undefined);
}
