import type { MediaType } from '../../engine/model.ts';
import type { Entry } from './entry.ts';
import { formatPreciseTime, parsePreciseTime } from './preciseTime.ts';

/** `albums/<slug>/album.json`: what a reader without this program needs to know of an album. */
export interface Manifest {
  readonly title: string;
  /** Earliest capture date, as the engine gave it. */
  readonly date?: string | undefined;
  readonly entries: readonly Entry[];
}

const VERSION = 1;
const GENERATOR = 'Album Sync';

/** How each manifest begins that `formatManifest` writes. */
export const MANIFEST_START = JSON.stringify({ generator: GENERATOR, version: VERSION }).replace('}', ',');

/** How each of them ends that has items; in a text of JSON, a line break stands only between its lines. */
export const MANIFEST_END = '\n]}\n';

/**
 * One item a line and in the order of their names: equal albums give equal files, and a change is one line of a diff.
 * @param lineOf lines that are known already, each as `formatEntry` writes it
 */
export function formatManifest({ entries, ...head }: Manifest, lineOf?: ReadonlyMap<Entry, string>): string {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.path < b.path ? -1 : 1));
  const body = sorted.map((entry) => lineOf?.get(entry) ?? formatEntry(entry)).join(',\n  ');
  return body === '' ? `${headOf(head)}]}\n` : manifestAround(head, [body]).join('');
}

/**
 * `formatManifest` where the lines of all items are known, in pieces.
 * @param body as they stand in it; there is at least one
 */
export function manifestAround(head: Omit<Manifest, 'entries'>, body: readonly string[]): readonly string[] {
  return [`${headOf(head)}\n  `, ...body, MANIFEST_END];
}

function headOf({ title, date }: Omit<Manifest, 'entries'>): string {
  return `${JSON.stringify({ generator: GENERATOR, version: VERSION, title, date }).slice(0, -1)},"items":[`;
}

/** Reads a manifest; undefined when it is none of ours, or was written by a later version. */
export function parseManifest(text: string): Manifest | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || value['version'] !== VERSION || !Array.isArray(value['items'])) return undefined;
  const title = stringIn(value, 'title');
  const entries = value['items'].map(readEntry);
  if (title === undefined || entries.includes(undefined)) return undefined;
  return { title, date: wallClockIn(value, 'date'), entries: entries.filter((entry) => entry !== undefined) };
}

/**
 * The lines of these entries in the manifest that they were read from, which `formatManifest` wrote; undefined where it does
 * not look so.
 */
export function linesIn(text: string, entries: readonly Entry[]): ReadonlyMap<Entry, string> | undefined {
  const [, ...lines] = text.split('\n  ');
  if (lines.length !== entries.length) return undefined;
  const last = lines.length - 1;
  return new Map(entries.map((entry, index) => [entry, lines[index]?.slice(0, index === last ? -4 : -1) ?? '']));
}

/** One item of a manifest, or one line of a journal. */
export function formatEntry(entry: Entry): string {
  const { name, path, facts, file, type, capture, width, height, tagged } = entry;
  const sourceDate = timeText(facts.modifiedMs);
  return JSON.stringify({
    name,
    path: path === name ? undefined : path,
    size: facts.size,
    hash: facts.hash,
    sourceDate,
    captureDate: capture.capturedAt,
    caption: capture.caption,
    type: type?.mime,
    width,
    height,
    tagged,
    file: {
      size: file.size,
      // Most files have the date of their source, and writing dates is most of the work.
      modified: file.modifiedMs === facts.modifiedMs ? sourceDate : timeText(file.modifiedMs),
      hash: file.hash,
    },
  });
}

function timeText(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatPreciseTime(ms);
}

/** Reads what `formatEntry` wrote. A field that is missing or has another type is unknown; without a name it is none. */
export function readEntry(value: unknown): Entry | undefined {
  if (!isRecord(value)) return undefined;
  const name = stringIn(value, 'name');
  if (name === undefined) return undefined;
  const size = numberIn(value, 'size');
  const modifiedMs = timeIn(value, 'sourceDate');
  const file = isRecord(value['file']) ? value['file'] : {};
  return {
    name,
    path: stringIn(value, 'path') ?? name,
    facts: { size, hash: stringIn(value, 'hash'), modifiedMs },
    file: {
      // A manifest by hand says nothing of the file itself, which is then taken to be the original.
      size: numberIn(file, 'size') ?? size,
      modifiedMs:
        !('file' in value) || file['modified'] === value['sourceDate'] ? modifiedMs : timeIn(file, 'modified'),
      hash: stringIn(file, 'hash'),
    },
    type: mediaType(stringIn(value, 'type')),
    capture: { capturedAt: wallClockIn(value, 'captureDate'), caption: stringIn(value, 'caption') },
    width: numberIn(value, 'width'),
    height: numberIn(value, 'height'),
    tagged: value['tagged'] === true ? true : undefined,
  };
}

/** The value of a JSON text, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringIn(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'string' ? value : undefined;
}

function numberIn(record: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = record[key];
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function timeIn(record: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const text = stringIn(record, key);
  return text === undefined ? undefined : parsePreciseTime(text);
}

/** With the hours of a day: ISO 8601 also knows the 24th, which is the next day. */
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2}$/u;

/** A date of the calendar and a time, `YYYY-MM-DDTHH:MM:SS`; what only looks like one is unknown. */
export function wallClockIn(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const text = stringIn(record, key);
  return text === undefined ? undefined : wallClock(text);
}

/** The same of a text. */
export function wallClock(text: string): string | undefined {
  if (!WALL_CLOCK.test(text)) return undefined;
  const ms = Date.parse(`${text}Z`);
  if (Number.isNaN(ms)) return undefined;
  // A date such as 31 June moves on to July, and then it does not read as it was written. Every month has 28 days.
  return Number(text.slice(8, 10)) <= 28 || new Date(ms).toISOString().startsWith(text) ? text : undefined;
}

function mediaType(mime: string | undefined): MediaType | undefined {
  if (mime === undefined) return undefined;
  return { mime, kind: mime.startsWith('video/') ? 'video' : 'photo' };
}
