import { appendFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReportItem } from '../../engine/report.ts';
import { eachLine } from './keptFile.ts';
import { areItems, parsed } from './keptText.ts';

/** What a run has done so far, for the window that comes after one that did not live to see its end. */
export interface RunJournal {
  /** The process in which the run was. */
  readonly pid: number;
  /** ms since 1970 UTC; `lastMs` is when it was last heard of. */
  readonly startedMs: number;
  readonly lastMs: number;
  readonly items: readonly ReportItem[];
}

/** A run begins. Resolves when that is on the disk. */
export async function beginJournal(file: string, about: Pick<RunJournal, 'pid' | 'startedMs'>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify({ version: 1, ...about })}\n`, { mode: 0o600 });
}

/** Items of the run reached their outcome. */
export async function addToJournal(file: string, items: readonly ReportItem[]): Promise<void> {
  await appendFile(file, `${JSON.stringify({ items })}\n`);
}

/** The run has ended, and its report is kept. */
export async function endJournal(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** The journal of a run that has not ended; undefined where there is none that can be understood. */
export async function readJournal(file: string): Promise<RunJournal | undefined> {
  let about: Record<string, unknown> | undefined;
  const all: ReportItem[] = [];
  const isThere = await eachLine(file, (line) => {
    const { items, ...others } = parsed(line);
    if (areItems(items)) all.push(...items);
    about ??= others;
  });
  const { version, pid, startedMs } = about ?? {};
  if (!isThere || version !== 1 || typeof pid !== 'number' || typeof startedMs !== 'number') return undefined;
  const { mtimeMs } = await stat(file);
  return { pid, startedMs, lastMs: mtimeMs, items: all };
}
