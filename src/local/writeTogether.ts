import { close, closeSync, constants, fstatSync, openSync, renameSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { appendLines } from './appendLines.ts';
import { flushOne } from './flushing/flushOne.ts';
import { renamePatiently, temporaryPath, type StagedFile } from './safeWrite.ts';
import { fromDiskError, type DiskError } from './threads/diskError.ts';
import { brokenWriteProblem, writeChecked } from './writeChecked.ts';

/**
 * Makes sure that files and folders are on the disk; one answer for each, in their order. Undefined where each has to be flushed
 * by itself.
 */
export type FlushMany = (
  paths: readonly string[],
  what: 'files' | 'folders',
) => Promise<readonly (DiskError | undefined)[] | undefined>;

/** A small file that is to have this content as a whole. */
export interface WholeFile {
  /** Absolute path. */
  readonly target: string;
  readonly content: string | Uint8Array;
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
  const stage = stagingIn(Math.max(0, ...files.map(({ content }) => byteLength(content))));
  const replacings = files.map(({ target, content, isThere }) => {
    const from = temporaryPath({ folder: path.dirname(target) });
    return { from, target, needs: from, isThere, error: attempt(() => stage(from, content)) };
  });
  return replaceTogether(replacings, flush);
}

/**
 * Gives staged files their names, over whatever stands there, once their journals have their lines on the disk. A staged file that
 * does not get its name is removed.
 */
export function renameTogether(files: readonly Announced[], flush: FlushMany): Promise<readonly Written[]> {
  const replacings = files.map(({ from, target, journal, line, flushed }) => {
    return { from, target, needs: journal, flushed, error: attempt(() => appendLines(journal, [line], 'later')) };
  });
  return replaceTogether(replacings, flush);
}

/** A line that is to be on the disk. */
export type Note = Pick<Announced, 'journal' | 'line'>;

/** Adds lines to journals; they wait for the disk together. */
export async function noteTogether(notes: readonly Note[], flush: FlushMany): Promise<readonly Written[]> {
  const written = notes.map(({ journal, line }) => ({
    journal,
    error: attempt(() => appendLines(journal, [line], 'later')),
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
    file.error = flushed[index] ?? (await file.flushed) ?? (await rename(file));
  for (const { error, from } of files) if (error) await unlink(from).catch(() => undefined);
  const named = ready.filter(({ error }) => !error);
  // Not every platform can flush a folder; there the disk decides when its names are durable.
  await flushAll([...new Set(named.map(({ target }) => path.dirname(target)))], flush, 'folders');
  return files;
}

async function flushAll(
  paths: readonly string[],
  flush: FlushMany,
  what: 'files' | 'folders',
): Promise<readonly (Error | undefined)[]> {
  const together = await flush(paths, what);
  if (together) return together.map((error) => error && fromDiskError(error));
  return Promise.all(paths.map((each) => flushOne(each, what)));
}

/**
 * Writes files under their temporary names. By plain calls: they go to the memory of the system, and the way through the event
 * loop takes longer. Throws what the disk throws.
 * @param most bytes that one of them has: all pass through the same memory
 */
function stagingIn(most: number): (file: string, content: string | Uint8Array) => void {
  const [room, mirror] = [Buffer.allocUnsafe(most), Buffer.allocUnsafe(most)];
  return (file, content) => {
    const bytes = typeof content === 'string' ? room.subarray(0, room.write(content)) : content;
    const descriptor = openSync(file, 'wx+');
    try {
      if (!writeChecked(descriptor, bytes, 0, mirror)) throw new Error(brokenWriteProblem('altered').message);
      if (fstatSync(descriptor).size !== bytes.length) throw new Error(brokenWriteProblem('lost').message);
    } finally {
      closeSync(descriptor);
    }
  };
}

async function rename({ from, target, isThere }: Replacing): Promise<Error | undefined> {
  const letGo = isThere ? holdOpen(target) : undefined;
  // Another program may hold the file for a moment (Windows), and then it is tried again.
  const error = attempt(() => renameSync(from, target)) && (await renamePatiently(from, target).then(nothing, asError));
  letGo?.();
  return error;
}

/**
 * Keeps a file that is about to lose its name until it is let go of. The disk takes back its room then, in another thread: some need
 * ten times as long for that as for the new name (ext4 with `discard`). On Windows an open file keeps its name.
 */
function holdOpen(file: string): (() => void) | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    // Nothing is waited for that somebody put there meanwhile, and no link is followed.
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return () => close(descriptor, nothing);
  } catch {
    // Nothing is there, or it may not be read.
    return undefined;
  }
}

function byteLength(content: string | Uint8Array): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}

function nothing(): undefined {
  return undefined;
}

function attempt(work: () => void): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function asError(error: unknown): Error {
  return error as Error;
}
