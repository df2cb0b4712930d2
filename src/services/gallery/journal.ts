import { readFileSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { whatIsAt } from '../../local/whatIsAt.ts';
import { errorCode } from './fileProblem.ts';
import type { Entry } from './entry.ts';
import {
  isRecord,
  MANIFEST_END,
  MANIFEST_START,
  parseJson,
  parseManifest,
  readEntry,
  stringIn,
  wallClockIn,
} from './manifest.ts';

/**
 * Changes of an album since its manifest was written. Rewriting the manifest of a long album for each upload would cost
 * more than the uploads; a line at the end of a file costs nothing, and is on the disk before the change itself.
 */
export interface Journal {
  /** In the order they were written; an entry describes a file only if the file looks like it. */
  readonly lines: readonly JournalLine[];
  /** The last words on the album itself. */
  readonly album: { readonly title?: string | undefined; readonly date?: string | undefined };
  readonly isEmpty: boolean;
}

/** What was said of an item: how it will look, or that nothing said before of this path may be trusted any more. */
export type JournalLine = Entry | { readonly forget: string };

export function readJournal(file: string): Journal {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { lines: [], album: {}, isEmpty: true };
    throw error;
  }
  const [next, rest] = nextManifest(text);
  const lines: JournalLine[] = [...next];
  let album: Journal['album'] = {};
  for (const line of rest.split('\n')) {
    // The last line may be torn by a crash; what it would have said had then not happened yet.
    const value = parseJson(line);
    const entry = readEntry(value);
    const forget = isRecord(value) ? stringIn(value, 'forget') : undefined;
    if (entry) lines.push(entry);
    else if (forget !== undefined) lines.push({ forget });
    else if (isRecord(value)) album = { ...album, ...wordsOf(value) };
  }
  return { lines, album, isEmpty: false };
}

/**
 * A journal may begin with the whole manifest that takes the place of the one before once its photos have their names. In one that
 * is torn by a crash they have none of them yet.
 */
function nextManifest(text: string): readonly [items: readonly Entry[], rest: string] {
  const last = text.startsWith(MANIFEST_START) ? text.indexOf(MANIFEST_END) : -1;
  const end = last + MANIFEST_END.length;
  const manifest = last < 0 ? undefined : parseManifest(text.slice(0, end));
  return manifest ? [manifest.entries, text.slice(end)] : [[], text];
}

/** The line that says that the file at this path is about to become another one that looks the same, or is another one. */
export function formatForget(path: string): string {
  return JSON.stringify({ forget: path });
}

/** The line that says the title or the date of the album. */
export function formatAlbum(album: Journal['album']): string {
  return JSON.stringify(album);
}

/**
 * Forgets the changes, because the manifest holds them now. Beside this thread, since many a disk takes longer to give back the room
 * of a file than a run takes to finish an album. Rejects with what the disk throws.
 */
export async function clearJournal(file: string): Promise<void> {
  // Most are asked for where there is none, and an error takes longer than a look.
  if (whatIsAt(file)) await unlink(file);
}

function wordsOf(value: Readonly<Record<string, unknown>>): Journal['album'] {
  const title = stringIn(value, 'title');
  const date = wallClockIn(value, 'date');
  return { ...(title !== undefined && { title }), ...(date !== undefined && { date }) };
}
