import { closeSync, fsyncSync, lstatSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { appendLines } from '../appendLines.ts';
import { toDiskError, type DiskError } from '../threads/diskError.ts';
import { thrownBy } from '../thrownBy.ts';
import type { NameAnswer, NamedFile, NameOutcome, NoteAnswer, NoteJob, NoteOutcome, RenameJob } from './protocol.ts';

/**
 * Gives staged files their names where nothing stands. What the journal is to say of them is on the disk before the first one
 * has its name, and in the end all names are: two flushes, however many files there are. A file that did not get its name is
 * still staged.
 */
export function nameFiles(job: Omit<NoteJob, 'task'>): NameAnswer {
  const noted = noteFiles(job, 'now');
  const files = notedAmong(job.files, noted);
  const renamed = renameFiles({ files });
  for (const folder of new Set(files.map(({ to }) => path.dirname(to)))) flushFolder(folder);
  return withNames(noted, renamed);
}

/** The first half of it: the journal speaks of each file whose place is free. */
export function noteFiles({ journal, files, places }: Omit<NoteJob, 'task'>, flush: 'now' | 'later'): NoteAnswer {
  const outcomes = files.map(({ to }) => (places === 'free' ? NOTED : whatStandsAt(to)));
  const lines = files.flatMap(({ line }, index) => (outcomes[index]?.how === 'noted' ? [line] : []));
  if (lines.length === 0) return { outcomes };
  const error = attempt(() => appendLines(journal, lines, flush));
  return {
    outcomes: error ? outcomes.map((each) => (each.how === 'noted' ? { how: 'failed', error } : each)) : outcomes,
  };
}

/** The same object for each of them, which is sent to another thread once. */
const NOTED: NoteOutcome = { how: 'noted' };
const NAMED: NameOutcome = { how: 'named' };

/** The second half, without the last flush: each file gets its name, unless something came to stand there since. */
export function renameFiles({ files }: Omit<RenameJob, 'task'>): NameAnswer {
  return { outcomes: files.map(renameFile) };
}

/** The files of which a journal speaks. */
export function notedAmong<File>(files: readonly File[], { outcomes }: NoteAnswer): readonly File[] {
  return files.filter((_file, index) => outcomes[index]?.how === 'noted');
}

/** What became in the end of the files that `noteFiles` answered for. @param renamed of those that were noted, in their order */
export function withNames({ outcomes }: NoteAnswer, renamed: NameAnswer): NameAnswer {
  const names = renamed.outcomes.values();
  return { outcomes: outcomes.map((each) => (each.how === 'noted' ? (names.next().value ?? NOT_ANSWERED) : each)) };
}

const NOT_ANSWERED: NameOutcome = { how: 'onlyNoted', error: { message: 'not answered', code: undefined } };

function whatStandsAt(place: string): NoteOutcome {
  try {
    return lstatSync(place, { throwIfNoEntry: false }) ? { how: 'taken' } : NOTED;
  } catch (error) {
    return { how: 'failed', error: toDiskError(error) };
  }
}

function renameFile({ from, to }: Pick<NamedFile, 'from' | 'to'>): NameOutcome {
  const found = whatStandsAt(to);
  if (found.how === 'taken') return { how: 'takenSince' };
  const error = 'error' in found ? found.error : attempt(() => renameSync(from, to));
  return error ? { how: 'onlyNoted', error } : NAMED;
}

/** Not every platform can open a folder; there the disk decides when its names are durable. */
function flushFolder(folder: string): void {
  attempt(() => {
    const file = openSync(folder, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

function attempt(work: () => void): DiskError | undefined {
  const error = thrownBy(work);
  return error && toDiskError(error);
}
