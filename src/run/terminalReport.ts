import type { SyncReport } from '../engine/report.ts';
import { printable } from './printable.ts';
import { sizeText, timeText } from './terminalUnits.ts';

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

function summary(report: SyncReport): readonly string[] {
  const { totals, dryRun, mode, service, albums, undoes, terms } = report;
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
    ...(dryRun
      ? estimated(report)
      : [`  sent ${sizeText(totals.bytesUploaded)}, received ${sizeText(totals.bytesDownloaded)}`]),
  ];
}

/** "41.2 MB to send, about 340 requests, about 12 min"; nothing of what is nothing, or nobody knows. */
function estimated({ estimate }: SyncReport): readonly string[] {
  const { bytesToSend = 0, bytesToFetch = 0, requests = 0, seconds } = estimate ?? {};
  const parts = [
    ...(bytesToSend > 0 ? [`about ${sizeText(bytesToSend)} to send`] : []),
    ...(bytesToFetch > 0 ? [`about ${sizeText(bytesToFetch)} to fetch`] : []),
    ...(requests > 0 ? [`about ${requests} ${requests === 1 ? 'request' : 'requests'}`] : []),
    ...(seconds === undefined ? [] : [`about ${timeText(seconds)}`]),
  ];
  return parts.length === 0 ? [] : [`  estimate  ${parts.join(', ')}`];
}
