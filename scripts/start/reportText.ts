import { styleText } from 'node:util';
import type { ReportAlbum, SyncReport } from '../../src/engine/report.ts';

/** A report in words, for the terminal. */
export function reportText(report: SyncReport): string {
  const { totals, albums, problems } = report;
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000;
  const done = totals.outcomes.done;
  return [
    bold(
      `${count(done, 'item')} synced, ${count(albums.length, 'album')}, service ${report.service}, mode ${report.mode}, ` +
        `${seconds.toFixed(1)} s`,
    ),
    '',
    `  Events     ${tally(totals.events)}`,
    `  Actions    ${tally(totals.actions)}`,
    `  Outcomes   ${tally(totals.outcomes)}`,
    `  Sent       ${megabytes(totals.bytesUploaded)} in ${count(totals.requests, 'request')}`,
    '',
    bold('  Albums'),
    ...albumLines(albums, report),
    ...(problems.length === 0 ? [] : ['', bold('  Problems')]),
    ...problems.map(({ code, message, path }) => `    ${code}${path === undefined ? '' : ` ${path}`}: ${message}`),
  ].join('\n');
}

function albumLines(albums: readonly ReportAlbum[], { items }: SyncReport): readonly string[] {
  const width = Math.max(0, ...albums.map(({ name }) => name.length));
  return albums.map(({ name, folders }) => {
    const listed = items.filter(({ album }) => album === name).length;
    return `    ${name.padEnd(width)}  ${count(listed, 'item').padStart(8)}  from ${folders.join(', ')}`;
  });
}

/** `LOCAL_ONLY 12, SAME 3`; what did not occur is left out. */
function tally(counts: Readonly<Record<string, number>>): string {
  const occurring = Object.entries(counts).filter(([, value]) => value > 0);
  return occurring.length === 0 ? 'none' : occurring.map(([name, value]) => `${name} ${String(value)}`).join(', ');
}

function count(value: number, noun: string): string {
  return `${String(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function bold(text: string): string {
  return styleText('bold', text);
}
