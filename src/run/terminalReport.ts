import type { SyncReport } from '../engine/report.ts';

/** The report as text for a terminal: what happened to which item, the sums, and what a person should look at. */
export function terminalReport(report: SyncReport): string {
  const undo = report.mode === 'undo' ? 'undo ' : '';
  const items = report.items.map(
    ({ action, event, detail, album, name, outcome, error }) =>
      `${undo}${action} (${event}${detail === undefined ? '' : `:${detail}`}) ${outcome} - ${album}/${name}${error ? ` [${error.code}]` : ''}`,
  );
  const problems = report.problems.map(({ code, message }) => `${code} ${message}`);
  return [...items, ...section('Problems', problems), '', ...summary(report)].map(printable).join('\n') + '\n';
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function summary({ totals, dryRun, mode, service, albums, undoes, terms }: SyncReport): readonly string[] {
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || 'none';
  if (mode === 'undo') {
    const which = undoes ? ` of the sync (${undoes.mode}) of ${undoes.startedAt}` : '';
    return [`${dryRun ? 'Preview of an undo' : 'Undo'}${which}`, `  outcomes  ${counted(totals.outcomes)}`];
  }
  const sum = Object.values(totals.events).reduce((total, count) => total + count, 0);
  return [
    `${dryRun ? 'Preview' : 'Sync'} (${mode}, ${service}): ${sum} items in ${albums.length} albums`,
    `  events    ${counted(totals.events)}`,
    `  actions   ${counted(totals.actions)}`,
    `  outcomes  ${counted(totals.outcomes)}`,
    ...(terms?.remove === 'fromAlbumOnly' && totals.actions.DELETE_REMOTE > 0
      ? ['  DELETE_REMOTE takes photos out of their albums here, and deletes none']
      : []),
    ...(dryRun ? [] : [`  sent ${size(totals.bytesUploaded)}, received ${size(totals.bytesDownloaded)}`]),
  ];
}

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? ''}`;
}

/** File names may hold control characters, with which a terminal could be made to do more than print. */
function printable(line: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return line.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
