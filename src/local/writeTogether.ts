import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { appendLines } from './appendLines.ts';
import { thrownBy } from './thrownBy.ts';
import { flushAll, type FlushMany } from './flushing/flushAll.ts';
import { giveName } from './giveName.ts';
import { temporaryPath, type StagedFile } from './safeWrite.ts';
import { stagingOf, type WithContent } from './stageContent.ts';

/** A small file that is to have this content as a whole. */
export interface WholeFile extends WithContent {
  /** Absolute path. */
  readonly target: string;
  /** Whether a file is known to stand there, of which the disk is to take back the room beside this thread. */
  readonly isThere?: boolean | undefined;
}

/** A file that is whole on the disk and is to have its name, and what a journal is to say of it before. */
export interface Announced {
  /** Absolute paths: of the file as it is staged, of its place, and of the journal. */
  readonly from: string;
  readonly target: string;
  readonly journal: string;
  readonly line: string;
  /** See `StagedFile`. */
  readonly flushed?: StagedFile['flushed'];
}

/** What went wrong, if anything. */
export interface Written {
  readonly error: Error | undefined;
}

/** `writeWholeFile` for several files, which wait for the disk together. */
export function writeTogether(files: readonly WholeFile[], flush: FlushMany): Promise<readonly Written[]> {
  const stage = stagingOf(files);
  const replacings = files.map(({ target, content, isThere }) => {
    const from = temporaryPath({ folder: path.dirname(target) });
    return { from, target, needs: from, isThere, error: thrownBy(() => stage(from, content)) };
  });
  return replaceTogether(replacings, flush);
}

/**
 * Gives staged files their names, over whatever stands there, once their journals have their lines on the disk. A staged file that
 * does not get its name is removed.
 */
export function renameTogether(files: readonly Announced[], flush: FlushMany): Promise<readonly Written[]> {
  const replacings = files.map(({ from, target, journal, line, flushed }) => {
    return { from, target, needs: journal, flushed, error: thrownBy(() => appendLines(journal, [line], 'later')) };
  });
  return replaceTogether(replacings, flush);
}

/** A line that is to be on the disk. */
export type Note = Pick<Announced, 'journal' | 'line'>;

/** Adds lines to journals; they wait for the disk together. */
export async function noteTogether(notes: readonly Note[], flush: FlushMany): Promise<readonly Written[]> {
  const written = notes.map(({ journal, line }) => ({
    journal,
    error: thrownBy(() => appendLines(journal, [line], 'later')),
  }));
  const ready = written.filter(({ error }) => !error);
  const journals = ready.map(({ journal }) => journal);
  const flushed = await flushAll(journals, flush, 'files');
  for (const [index, note] of ready.entries()) note.error = flushed[index];
  return written;
}

interface Replacing extends Written {
  readonly from: string;
  readonly target: string;
  /** What has to be flushed before the file has its name, and what is flushed already. */
  readonly needs: string;
  readonly flushed?: Announced['flushed'];
  readonly isThere?: boolean | undefined;
  error: Error | undefined;
}

async function replaceTogether(files: readonly Replacing[], flush: FlushMany): Promise<readonly Written[]> {
  const ready = files.filter(({ error }) => !error);
  const flushed = await flushAll(
    ready.map(({ needs }) => needs),
    flush,
    'files',
  );
  for (const [index, file] of ready.entries())
    file.error = flushed[index] ?? (await file.flushed) ?? (await giveName(file));
  for (const { error, from } of files) if (error) await unlink(from).catch(() => undefined);
  const named = ready.filter(({ error }) => !error);
  // Not every platform can flush a folder; there the disk decides when its names are durable.
  await flushAll([...new Set(named.map(({ target }) => path.dirname(target)))], flush, 'folders');
  return files;
}
