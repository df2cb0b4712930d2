import type { ReportAlbum, SyncReport } from '../../src/engine/report.ts';

/** A report in words, for the terminal. */
export function reportText(report: SyncReport): string {
  const { totals, albums, items, problems } = report;
  const troubled = items.filter(({ error }) => error !== undefined);
  return [
    headline(report),
    '',
    `  Events     ${tally(totals.events)}`,
    `  Actions    ${tally(totals.actions)}`,
    `  Outcomes   ${tally(totals.outcomes)}`,
    ...section('Albums', albumLines(albums, report)),
    ...section(
      'Items with trouble',
      troubled.map(({ album, name, error }) => `${album}/${name}  ${error?.code ?? ''}: ${error?.message ?? ''}`),
    ),
    ...section(
      'Problems',
      problems.map(({ code, message, path }) => `${code}${path === undefined ? '' : ` ${path}`}: ${message}`),
    ),
  ].join('\n');
}

function headline({ totals, albums, service, mode, startedAt, finishedAt }: SyncReport): string {
  const all = sum(totals.outcomes);
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return (
    `Synced ${String(totals.outcomes.done)} of ${count(all, 'photo')} in ${count(albums.length, 'album')} ` +
    `(${megabytes(totals.bytesUploaded)}, ${seconds.toFixed(1)} s, service ${service}, mode ${mode}).`
  );
}

function albumLines(albums: readonly ReportAlbum[], { items }: SyncReport): readonly string[] {
  const width = Math.max(0, ...albums.map(({ name }) => name.length));
  return albums.map(({ name, folders }) => {
    const listed = items.filter(({ album }) => album === name).length;
    const from = folders.map((folder) => (folder === '.' ? 'the folder itself' : folder)).join(', ');
    return `${name.padEnd(width)}  ${count(listed, 'photo').padStart(9)}  from ${from}`;
  });
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `  ${title}`, ...lines.map((line) => `    ${line}`)];
}

/** `LOCAL_ONLY 12, SAME 3`; what did not occur is left out. */
function tally(counts: Readonly<Record<string, number>>): string {
  const occurring = Object.entries(counts).filter(([, value]) => value > 0);
  return occurring.length === 0 ? 'none' : occurring.map(([name, value]) => `${name} ${String(value)}`).join(', ');
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, value) => total + value, 0);
}

function count(value: number, noun: string): string {
  return `${String(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
