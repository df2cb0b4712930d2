import { appendFileSync, closeSync, fsyncSync, lstatSync, mkdirSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { toDiskError, type DiskError } from '../threads/diskError.ts';
import type { NameAnswer, NamedFile, NameJob, NameOutcome } from './protocol.ts';

/**
 * Gives staged files their names where nothing stands. What the journal is to say of them is on the disk before the first one
 * has its name, and in the end all names are: two flushes, however many files there are. A file that did not get its name is
 * still staged.
 */
export function nameFiles({ journal, files }: Omit<NameJob, 'task'>): NameAnswer {
  const outcomes = files.map(whatStandsAt);
  const free = files.filter((_file, index) => outcomes[index]?.how === 'named');
  if (free.length === 0) return { outcomes };
  const refused = attempt(() => append(journal, free.map(({ line }) => `\n${line}`).join('')));
  for (const [index, file] of files.entries()) {
    if (outcomes[index]?.how !== 'named') continue;
    const error = refused ?? attempt(() => renameSync(file.from, file.to));
    if (error) outcomes[index] = { how: refused ? 'failed' : 'onlyNoted', error };
  }
  for (const folder of new Set(free.map(({ to }) => path.dirname(to)))) flushFolder(folder);
  return { outcomes };
}

function whatStandsAt({ to }: NamedFile): NameOutcome {
  let how: 'named' | 'taken' = 'named';
  const error = attempt(() => {
    if (lstatSync(to, { throwIfNoEntry: false })) how = 'taken';
  });
  return error ? { how: 'failed', error } : { how };
}

/** @param lines each with a line break before it, so that a torn line at the end of the file costs only itself */
function append(journal: string, lines: string): void {
  mkdirSync(path.dirname(journal), { recursive: true });
  appendFileSync(journal, lines, { flush: true });
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
  try {
    work();
    return undefined;
  } catch (error) {
    return toDiskError(error);
  }
}
