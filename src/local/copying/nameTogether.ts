import path from 'node:path';
import type { DiskError } from '../threads/diskError.ts';
import { notedAmong, withNames } from './nameFiles.ts';
import type { NameAnswer, NoteAnswer, NoteJob, RenameJob } from './protocol.ts';

/** Staged files that are to have their names, and the journal that is to speak of them before. */
export type Naming = Omit<NoteJob, 'task'>;

/** How the steps of `nameFiles` are done for several journals. */
export interface NamingPorts {
  readonly note: (naming: Naming) => Promise<NoteAnswer>;
  readonly rename: (job: Omit<RenameJob, 'task'>) => Promise<NameAnswer>;
  /** Makes sure that they are on the disk; one answer for each, in their order. */
  readonly flush: (paths: readonly string[], what: 'files' | 'folders') => Promise<readonly (DiskError | undefined)[]>;
}

/**
 * `nameFiles` for several journals at once, which wait for the disk together: first the lines of all of them, then all names. One
 * answer for each, in their order.
 */
export async function nameTogether(namings: readonly Naming[], ports: NamingPorts): Promise<readonly NameAnswer[]> {
  const noted = await Promise.all(namings.map(ports.note));
  const known = await flushJournals(namings, noted, ports);
  const files = namings.map((naming, index) => notedAmong(naming.files, known[index] ?? NOTHING));
  const renamed = await Promise.all(
    files.map(async (each) => (each.length > 0 ? ports.rename(namesOf(each)) : NOTHING)),
  );
  const folders = new Set(files.flat().map(({ to }) => path.dirname(to)));
  // Not every platform can flush a folder; there the disk decides when its names are durable.
  await ports.flush([...folders], 'folders');
  return known.map((each, index) => withNames(each, renamed[index] ?? NOTHING));
}

const NOTHING = { outcomes: [] };

/** What is not on the disk does not count as said. */
async function flushJournals(
  namings: readonly Naming[],
  noted: readonly NoteAnswer[],
  { flush }: NamingPorts,
): Promise<readonly NoteAnswer[]> {
  const journals = namings.flatMap(({ journal, files }, index) => {
    return notedAmong(files, noted[index] ?? NOTHING).length > 0 ? [journal] : [];
  });
  const answers = await flush(journals, 'files');
  const errors = new Map(journals.map((journal, index) => [journal, answers[index]]));
  return noted.map((answer, index): NoteAnswer => {
    const error = errors.get(namings[index]?.journal ?? '');
    if (!error) return answer;
    return { outcomes: answer.outcomes.map((each) => (each.how === 'noted' ? { how: 'failed', error } : each)) };
  });
}

function namesOf(files: Naming['files']): Omit<RenameJob, 'task'> {
  return { files: files.map(({ from, to }) => ({ from, to })) };
}
