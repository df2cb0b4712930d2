import type { Problem } from '../../../src/engine/model.ts';
import { makeReport, type ReportAlbum, type ReportItem, type SyncReport } from '../../../src/engine/report.ts';

/**
 * Items as text, one a line: `Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned`, and after it, where something went
 * wrong, ` E_FILE_EMPTY why`. A name that is only on the web has `@` before it: `@Rome/a.jpg`.
 */
export function itemsOf(text: string): readonly ReportItem[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(itemOf);
}

function itemOf(line: string): ReportItem {
  const [, at, album, name, event, detail, action, outcome, code, message] =
    /^(@?)([^/]+)\/(\S+) ([A-Z_]+)(?::(\w+))? ([A-Z_]+) (\w+)(?: (E_\w+) (.*))?$/.exec(line) ?? [];
  if (outcome === undefined) throw new Error(`This is no item: ${line}`);
  return {
    album,
    name,
    ...(at === '@' ? { remoteId: `id of ${String(name)}` } : { path: `${String(album)}/${String(name)}` }),
    event,
    ...(detail === undefined ? {} : { detail }),
    action,
    outcome,
    ...(code === undefined ? {} : { error: { code, message } }),
  } as ReportItem;
}

/** A report of these items; the rest is what does not matter to the test. */
export function reportOf(
  items: string,
  rest: {
    readonly kind?: 'preview' | 'sync';
    readonly problems?: readonly Problem[];
    readonly albums?: readonly ReportAlbum[];
  } = {},
): SyncReport {
  const found = itemsOf(items);
  const names = [...new Set(found.map((item) => item.album))];
  const albums = rest.albums ?? names.map((name) => ({ name, folders: [name], parts: [name] }));
  const time = Date.parse('2026-11-22T10:00:00Z');
  return makeReport(
    {
      service: 'gallery',
      mode: 'upload',
      dryRun: rest.kind !== 'sync',
      startedMs: time,
      finishedMs: time + 4000,
    },
    { items: found, albums, problems: rest.problems ?? [], bytesUploaded: 0, bytesDownloaded: 0, requests: 0 },
    { all: true },
  );
}
