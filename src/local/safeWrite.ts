import { createHash, randomUUID } from 'node:crypto';
import { fstatSync, futimesSync } from 'node:fs';
import { open, rename, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';
import { fail, ok, type Result } from '../engine/result.ts';
import { modifiedMs } from './fingerprint.ts';
import { flushOne } from './flushing/flushOne.ts';
import { untilAborted } from './untilAborted.ts';
import { brokenWriteProblem, writeChecked } from './writeChecked.ts';

/** A whole and verified file under a temporary name, waiting for `commitStaged` or `discardStaged`. */
export interface StagedFile {
  /** Absolute path of the temporary file. */
  readonly path: string;
  readonly size: number;
  /** `sha256:<hex>` */
  readonly hash: string;
  /** As the disk keeps it, ms since 1970 UTC. */
  readonly modifiedMs: number;
  /**
   * Where its bytes are still on their way to the disk: resolves when they are there, or with what went wrong. It gets no name
   * before. Missing where they are there.
   */
  readonly flushed?: Promise<Error | undefined> | undefined;
}

export interface StageRequest {
  /** Absolute path of an existing folder on the disk of the target. */
  readonly folder: string;
  /** Eight hex digits that tell whose the file is, for who removes it after a crash; without them, nobody's. */
  readonly owner?: string | undefined;
  /** The bytes; a chunk may be reused by its maker once the next one is asked for. */
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Modification time to give the file; without it, now. */
  readonly modifiedMs?: number | undefined;
  readonly signal: AbortSignal;
  /** Puts an error of `chunks` into words. */
  readonly whenUnreadable: (error: unknown) => Problem;
  /** Puts an error of the disk into words. */
  readonly whenUnwritable: (error: unknown) => Problem;
}

const PREFIX = '.album-sync-';
const TEMPORARY = /^\.album-sync-[0-9a-f]{16}\.tmp$/u;
const BUFFER_BYTES = 1024 * 1024;
const SMALLEST_BUFFER_BYTES = 4096;

/** On Windows a virus scanner or an indexer holds a fresh file for a moment, and renaming it fails meanwhile. */
const RENAME_PATIENCE_MS = 20_000;

/**
 * Whether this is the name of a file that `stageFile` began and that a crash left behind.
 * @param owner only one of this owner
 */
export function isTemporaryName(name: string, owner = ''): boolean {
  return TEMPORARY.test(name) && name.startsWith(PREFIX + owner);
}

/**
 * Writes bytes under a temporary name, reads them back, gives them their date and flushes them. Nothing is left behind
 * when it fails: `E_CANCELLED`, `E_VERIFY` when the disk gives back something else, or what the two callbacks say.
 */
export async function stageFile(request: StageRequest): Promise<Result<StagedFile>> {
  const target = temporaryPath(request);
  let handle: FileHandle;
  try {
    handle = await open(target, 'wx+');
  } catch (error) {
    return fail(request.whenUnwritable(error));
  }
  const written = await writeAndVerify(handle, request);
  await handle.close().catch(() => undefined);
  if (!written.ok) {
    await unlink(target).catch(() => undefined);
    return written;
  }
  return ok({ path: target, ...written.value });
}

/** Where a file is staged: next to where it will be kept, under a name that nothing has. */
export function temporaryPath({ folder, owner = '' }: Pick<StageRequest, 'folder' | 'owner'>): string {
  // The first and the last eight digits of it are drawn, and drawing it costs no call of the system each time.
  const drawn = randomUUID();
  const digits = `${owner}${drawn.slice(0, 8)}${drawn.slice(-8)}`.slice(0, 16);
  // There are thousands, and `join` would look at each letter of them.
  return `${folder}${path.sep}${PREFIX}${digits}.tmp`;
}

/** Gives a staged file its final name, over whatever stands there, and makes that durable. Throws what the disk throws. */
export async function commitStaged(staged: StagedFile, target: string): Promise<void> {
  await renameStaged(staged, target);
  await flushFolder(path.dirname(target));
}

/** Gives a staged file its final name; it is durable once the folder is flushed. Throws what the disk throws. */
export async function renameStaged(staged: StagedFile, target: string): Promise<void> {
  try {
    await renamePatiently(staged.path, target);
  } catch (error) {
    await discardStaged(staged);
    throw error;
  }
}

/** Removes a staged file that is not wanted. */
export async function discardStaged(staged: StagedFile): Promise<void> {
  await unlink(staged.path).catch(() => undefined);
}

/** Replaces a small file as a whole: a reader sees the old content or the new one. Throws what the disk throws. */
export async function writeWholeFile(target: string, content: string | Uint8Array): Promise<void> {
  await writeOneOfMany(target, content);
  await flushFolder(path.dirname(target));
}

/** Like `writeWholeFile`, but the file is sure to have its name only once its folder is flushed. */
export async function writeOneOfMany(target: string, content: string | Uint8Array): Promise<void> {
  let cause: unknown;
  const remember = (error: unknown): Problem => {
    cause = error;
    return problem('E_INTERNAL', phrase`${String(error)}`);
  };
  const staged = await stageFile({
    folder: path.dirname(target),
    chunks: [typeof content === 'string' ? Buffer.from(content) : content],
    signal: new AbortController().signal,
    whenUnreadable: remember,
    whenUnwritable: remember,
  });
  if (!staged.ok) throw cause instanceof Error ? cause : new Error(staged.problem.message);
  await renameStaged(staged.value, target);
}

/** `rename`, tried again for a while where another program may hold the file for a moment (Windows). */
export async function renamePatiently(from: string, to: string): Promise<void> {
  const deadline = Date.now() + (process.platform === 'win32' ? RENAME_PATIENCE_MS : 0);
  for (let pause = 10; ; pause = Math.min(pause + 10, 100)) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isPassing = /^(EPERM|EACCES|EBUSY)$/u.test((error as NodeJS.ErrnoException).code ?? '');
      if (!isPassing || Date.now() >= deadline) throw error;
      await wait(pause);
    }
  }
}

/** A modification time as `utimes` takes it. It takes a negative number, a time before 1970, for now, but no Date. */
export function fileTime(modifiedMs: number): number | Date {
  return modifiedMs < 0 ? new Date(modifiedMs) : modifiedMs / 1000;
}

/** Makes a rename in a folder durable. Not every platform can open a folder; there the disk decides when. */
export async function flushFolder(folder: string): Promise<void> {
  await flushOne(folder, 'folders');
}

/** The bytes of a file in pieces of 1 MiB; each piece is overwritten by the next one. Throws what the disk throws. */
export async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    yield* chunksOf(handle);
  } finally {
    await handle.close();
  }
}

/** SHA-256 of a file as `sha256:<hex>`. Throws what the disk throws, and the signal's reason when it is aborted. */
export async function hashFile(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(file)) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return `sha256:${hash.digest('hex')}`;
}

async function writeAndVerify(handle: FileHandle, request: StageRequest): Promise<Result<Omit<StagedFile, 'path'>>> {
  const received = await receive(handle, request);
  if (!received.ok) return received;
  try {
    if (request.modifiedMs !== undefined) futimesSync(handle.fd, new Date(), fileTime(request.modifiedMs));
    await handle.sync();
    const { size, mtimeNs } = fstatSync(handle.fd, { bigint: true });
    return Number(size) === received.value.size
      ? ok({ ...received.value, modifiedMs: modifiedMs({ modifiedNs: mtimeNs }) })
      : fail(brokenWriteProblem('lost'));
  } catch (error) {
    return fail(request.whenUnwritable(error));
  }
}

async function receive(handle: FileHandle, request: StageRequest): Promise<Result<Pick<StagedFile, 'size' | 'hash'>>> {
  const hash = createHash('sha256');
  let mirror = Buffer.alloc(0);
  let size = 0;
  let writing = false;
  try {
    for await (const chunk of untilAborted(request.chunks, request.signal)) {
      hash.update(chunk);
      writing = true;
      if (mirror.byteLength < Math.min(chunk.byteLength, BUFFER_BYTES))
        mirror = Buffer.allocUnsafe(Math.min(chunk.byteLength, BUFFER_BYTES));
      const isIntact = writeChecked(handle.fd, chunk, size, mirror);
      writing = false;
      if (!isIntact) return fail(brokenWriteProblem('altered'));
      size += chunk.byteLength;
    }
  } catch (error) {
    if (request.signal.aborted) return fail(problem('E_CANCELLED'));
    return fail(writing ? request.whenUnwritable(error) : request.whenUnreadable(error));
  }
  if (request.signal.aborted) return fail(problem('E_CANCELLED'));
  return ok({ size, hash: `sha256:${hash.digest('hex')}` });
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  // Most photos of a phone are larger than the buffer; for a small one, clearing away a large one costs more than reading.
  const { size } = fstatSync(handle.fd);
  // One byte more than there are, so that the first read of a small photo shows that it ends there.
  const buffer = Buffer.allocUnsafe(Math.min(BUFFER_BYTES, Math.max(size + 1, SMALLEST_BUFFER_BYTES)));
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.byteLength, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
    if (bytesRead < buffer.byteLength && position >= size) return;
  }
}
