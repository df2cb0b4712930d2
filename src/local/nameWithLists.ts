import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { flushAll, type FlushMany } from './flushing/flushAll.ts';
import { giveName, type Renaming } from './giveName.ts';
import { makingFolder } from './makingFolder.ts';
import type { StagedFile } from './safeWrite.ts';
import { stagingOf, type WithContent } from './stageContent.ts';
import { thrownBy } from './thrownBy.ts';

/** Staged files that are to have their names, and the list that is to speak of them. */
export interface Listed {
  readonly files: readonly (Omit<Renaming, 'isThere'> & Pick<StagedFile, 'flushed'>)[];
  readonly list: List;
}

/** A small file, which lies aside until all that it speaks of have their names. Its place is that of the list before it. */
export interface List extends WithContent {
  /** Absolute path where nothing stands; its folder is made where it is missing. */
  readonly aside: string;
  /** Absolute path. */
  readonly target: string;
  /** Told what was written, which lies in memory that others use after that. */
  readonly onWritten?: ((bytes: Uint8Array) => void) | undefined;
}

/** What went wrong, if anything. */
export interface NamedWithList {
  /** For each file, in their order; one with an error is removed. */
  readonly files: readonly (Error | undefined)[];
  /** The list has its place; otherwise it still lies aside, unless it could not be written. */
  readonly list: 'placed' | 'aside' | Error;
}

/**
 * Gives files their names, over whatever stands there. What their list says is on the disk before the first of them has its name; the
 * list takes its place when all have theirs. They wait for the disk twice, and those of several lists together.
 */
export async function nameWithLists(all: readonly Listed[], flush: FlushMany): Promise<readonly NamedWithList[]> {
  const stage = stagingOf(all.map(({ list }) => list));
  const stageAside = ({ aside, content, onWritten }: List) => {
    const written = stage(aside, content);
    onWritten?.(written);
  };
  const staged = all.map((each) => {
    return { ...each, error: thrownBy(() => makingFolder(each.list.aside, () => stageAside(each.list))) };
  });
  const ready = staged.filter(({ error }) => !error);
  const flushed = await flushAll(
    ready.map(({ list }) => list.aside),
    flush,
    'files',
  );
  for (const [index, each] of ready.entries()) each.error = flushed[index];
  const named: NamedWithList[] = [];
  for (const { error, ...each } of staged) named.push(error ? await giveUp(each, error) : await nameAll(each));
  // Not every platform can flush a folder; there the disk decides when its names are durable.
  await flushAll([...foldersOf(ready)], flush, 'folders');
  return named;
}

async function nameAll({ files, list }: Listed): Promise<NamedWithList> {
  const errors: (Error | undefined)[] = [];
  for (const file of files) errors.push((await file.flushed) ?? (await giveName(file)));
  await discard(files.filter((_file, index) => errors[index]));
  if (errors.some((error) => error)) return { files: errors, list: 'aside' };
  const error = await giveName({ from: list.aside, target: list.target, isThere: true });
  return { files: errors, list: error ? 'aside' : 'placed' };
}

/** Nothing of it has happened, and the list must not say so. */
async function giveUp({ files, list }: Listed, error: Error): Promise<NamedWithList> {
  await discard(files);
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await unlink(list.aside).catch(() => undefined);
  return { files: files.map(() => error), list: error };
}

async function discard(files: readonly Pick<Renaming, 'from'>[]): Promise<void> {
  for (const { from } of files) await unlink(from).catch(() => undefined);
}

function foldersOf(all: readonly Listed[]): ReadonlySet<string> {
  const places = all.flatMap(({ files, list }) => [...files.map(({ target }) => target), list.target, list.aside]);
  return new Set(places.map((place) => path.dirname(place)));
}
