import { reportForPrograms } from '../engine/forPrograms.ts';
import type { ReportItem, SyncReport } from '../engine/report.ts';

/** The formats in which a report can be saved, and the name endings of their files. */
export const REPORT_FORMATS = { json: 'JSON', md: 'Markdown', csv: 'CSV' } as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

/** The format that a file's name asks for. */
export function formatOf(path: string): ReportFormat | undefined {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return ending === 'json' || ending === 'md' || ending === 'csv' ? ending : undefined;
}

/** What a report for people says beside names. */
export interface ReportFileWords {
  readonly title: string;
  /** How the items ended, in counts. */
  readonly summary: string;
  readonly problems: string;
  readonly columns: { readonly name: string; readonly event: string; readonly action: string; readonly reason: string };
  readonly event: (item: ReportItem) => string;
  readonly action: (item: ReportItem) => string;
}

/** The words of the command line: those of settings and of the JSON report. */
export function plainReportWords({ dryRun, mode, totals }: SyncReport): ReportFileWords {
  const run = mode === 'undo' ? 'Undo' : 'Sync';
  const counted = Object.entries(totals.outcomes).filter(([, count]) => count > 0);
  return {
    title: dryRun ? (mode === 'undo' ? 'Preview of an undo' : 'Preview') : run,
    summary: counted.map(([outcome, count]) => `${count} ${outcome}`).join(' · '),
    problems: 'Problems',
    columns: { name: 'Name', event: 'Event', action: 'Action', reason: 'Reason' },
    event: ({ event, detail }) => (detail === undefined ? event : `${event}:${detail}`),
    action: ({ action, outcome }) => `${action} ${outcome}`,
  };
}

/** A report as the text of a file. */
export function reportFile(report: SyncReport, format: ReportFormat, words: ReportFileWords): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(reportForPrograms(report), null, 2)}\n`;
    case 'md':
      return markdown(report, words);
    case 'csv':
      return csv(reportForPrograms(report));
  }
}

function markdown(report: SyncReport, words: ReportFileWords): string {
  const lines = [
    `# Album Sync: ${words.title}`,
    '',
    `${report.service} · ${report.mode} · ${report.startedAt} – ${report.finishedAt}`,
    '',
    words.summary,
  ];
  if (report.problems.length > 0) {
    lines.push('', `## ${words.problems}`, '');
    lines.push(...report.problems.map(({ code, message }) => `- ${escaped(message)} (\`${code}\`)`));
  }
  const { columns } = words;
  for (const [album, items] of byAlbum(report.items)) {
    lines.push('', `## ${escaped(album)}`, '');
    lines.push(`| ${columns.name} | ${columns.event} | ${columns.action} | ${columns.reason} |`, '|---|---|---|---|');
    lines.push(...items.map((item) => markdownRow(item, words)));
  }
  return `${lines.join('\n')}\n`;
}

/** The items of each album, under its name, before which the folder stands in a report about several. */
function byAlbum(items: readonly ReportItem[]): ReadonlyMap<string, readonly ReportItem[]> {
  return Map.groupBy(items, ({ folder, album }) => (folder === undefined ? album : `${folder}: ${album}`));
}

function markdownRow(item: ReportItem, { event, action }: ReportFileWords): string {
  const cells = [item.name, event(item), action(item), item.error?.message ?? ''];
  return `| ${cells.map(escaped).join(' | ')} |`;
}

/** A name is text, whatever it looks like in Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&$@-]/g, '\\$&').replace(/[\r\n\u0085\u2028\u2029]+/g, ' ');
}

const CSV_COLUMNS = ['album', 'name', 'path', 'event', 'detail', 'action', 'outcome', 'code', 'reason'] as const;

/** Without it, Excel takes UTF-8 for the code page of the computer. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180, in the words of the JSON report, so that a program can read it. Of several folders each row names its own. */
function csv({ items }: SyncReport): string {
  const hasFolders = items.some(({ folder }) => folder !== undefined);
  const columns = hasFolders ? ['folder', ...CSV_COLUMNS] : CSV_COLUMNS;
  const rows = items.map(({ folder, album, name, path, event, detail, action, outcome, error }) => {
    const cells = [album, name, path, event, detail, action, outcome, error?.code, error?.message];
    return (hasFolders ? [folder, ...cells] : cells).map(csvCell).join(',');
  });
  return BYTE_ORDER_MARK + [columns.join(','), ...rows, ''].join('\r\n');
}

/**
 * A cell that starts like a formula would be one in a spreadsheet, also in the full-width signs of East Asia and after
 * spaces; a leading apostrophe keeps it text (OWASP).
 */
function csvCell(value = ''): string {
  const text = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
