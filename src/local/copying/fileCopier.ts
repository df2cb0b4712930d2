import path from 'node:path';
import { NEVER_ABORTED } from '../../engine/aborted.ts';
import { problem } from '../../engine/errors.ts';
import type { Problem } from '../../engine/model.ts';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import type { FileSystemFlush } from '../flushing/fileSystemFlush.ts';
import { fingerprintColumns, fingerprintIfPossible, isSameFile } from '../fingerprint.ts';
import type { FlushMany } from '../flushing/flushAll.ts';
import { flushOne } from '../flushing/flushOne.ts';
import { createFlushQueue, WORTH_ONE_FLUSH, type FlushQueue } from '../flushing/flushQueue.ts';
import { flushQueues } from '../flushing/flushQueues.ts';
import {
  discardStaged,
  readChunks,
  stageFile,
  temporaryPath,
  type StagedFile,
  type StageRequest,
} from '../safeWrite.ts';
import { createAbortCalls } from '../threads/abortCalls.ts';
import { fromDiskError, toDiskError, type DiskError } from '../threads/diskError.ts';
import { BYTES_TOGETHER, createThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';
import { brokenWriteProblem } from '../writeChecked.ts';
import { PIECE_BYTES } from './copyFile.ts';
import { copyWork } from './copyWork.ts';
import { noteFiles, renameFiles } from './nameFiles.ts';
import { nameTogether, type Naming } from './nameTogether.ts';
import type {
  CopiesAnswer,
  CopiesJob,
  CopierAnswer,
  CopierJob,
  CopyAnswer,
  CopyJob,
  NameAnswer,
  NoteAnswer,
  RenameJob,
} from './protocol.ts';

/** Copies files of this computer to where they will be kept. */
export interface FileCopier {
  /**
   * Like `stageFile`, with the bytes of a file.
   * @param flush `beside`: it is staged when its bytes are on their way to the disk, see `StagedFile.flushed`
   */
  stage(request: CopyRequest, flush?: 'first' | 'beside'): Promise<Result<StagedFile>>;
  /**
   * Like `stage` for many small files, at a fraction of the price of each; one answer for each, in their order.
   * `E_SOURCE_CHANGED` for one that does not look in the end as it must.
   */
  stageTogether(request: CopiesRequest): Promise<readonly Result<StagedFile>[]>;
  /** `nameTogether`, in threads; journals that are many are flushed together. */
  name(namings: readonly Naming[]): Promise<readonly NameAnswer[]>;
  readonly flush: FlushMany;
  /** Says that so many files at least will be copied soon: the first thread is started then, if that is worth it. */
  prepare(files?: number): void;
  /** Ends the threads; what they still copy is not answered any more. */
  dispose(): void;
}

export interface CopyRequest extends Omit<StageRequest, 'chunks'> {
  /** Absolute path of the file to copy. */
  readonly from: string;
  /** Bytes, as far as anybody knows. */
  readonly size: number;
}

/** Files that are copied into one folder. */
export interface CopiesRequest extends Pick<CopyRequest, 'folder' | 'owner' | 'signal'> {
  readonly files: readonly FileOfMany[];
}

export interface FileOfMany extends Pick<CopyRequest, 'from' | 'whenUnreadable' | 'whenUnwritable'> {
  /** To give the copy, ms since 1970 UTC. */
  readonly modifiedMs: number;
  /** How the file looked when it was found. */
  readonly look: Fingerprint;
}

export interface FileCopierOptions extends ThreadPoolOptions {
  /** Flushes many files at once; without it, each is flushed by the thread that copies it. */
  readonly fileSystems?: FileSystemFlush | undefined;
}

/** Beside the bytes of a longer file, a flush of its own costs nothing. */
const LONG_FILE_BYTES = 8 * 1024 * 1024;

/**
 * Copies in threads: of the time of a small photo most goes into a dozen calls of the system, and a thread makes them without
 * the event loop in between, while another one waits for the disk.
 * @param options the program is `dist/copyWorker.js`, or `src/copyWorker.ts` in tests
 */
export function createFileCopier(options: FileCopierOptions): FileCopier {
  const pool = createThreadPool<CopierJob, CopierAnswer>(options, bytesOf, copyWork, waitsForDisk, goesFirst);
  const aborts = createAbortCalls();
  const queueOf = flushQueues(options.fileSystems, (together) =>
    createFlushQueue({ together, aborts, each: (path) => flushBeside(path, 'files') }),
  );

  function askNote(naming: Naming) {
    return pool.run({ task: 'note', ...naming }) as Promise<NoteAnswer | undefined>;
  }

  function askRename(job: Omit<RenameJob, 'task'>) {
    return pool.run({ task: 'rename', ...job }) as Promise<NameAnswer | undefined>;
  }

  async function flushMany(...[paths, what]: Parameters<FlushMany>): ReturnType<FlushMany> {
    // Few are flushed by who asks, which needs no thread.
    if (paths.length < WORTH_ONE_FLUSH) return undefined;
    // A file is where its folder is, which is the same one for many.
    const queues = paths.flatMap((each) => queueOf(what === 'files' ? path.dirname(each) : each) ?? []);
    if (queues.length < paths.length) return undefined;
    for (const queue of queues) queue.expect();
    return Promise.all(
      queues.map(async (queue, index) => {
        const file = paths[index] ?? '';
        // What was written is made sure of also after a cancel.
        return (await queue.flush({ paths: [file], size: 0 }, NEVER_ABORTED)).get(file);
      }),
    );
  }

  async function copy(request: CopyRequest, rest: Pick<CopyJob, 'flush' | 'isUnwanted'>): Promise<Result<StagedFile>> {
    const { from, size, modifiedMs, signal } = request;
    const to = temporaryPath(request);
    const job: CopyJob = { task: 'copy', from, to, size, modifiedMs, ...rest };
    const answer = (await pool.run(job, signal)) as CopyAnswer | undefined;
    if (!answer && signal.aborted) return fail(problem('E_CANCELLED'));
    // Where no thread can run, this one does the work; it only takes longer.
    if (!answer) return stageFile({ ...request, chunks: readChunks(from) });
    if ('failed' in answer) return fail(inWords(answer, request));
    return ok({ path: to, size: answer.size, hash: answer.hash, modifiedMs: answer.modifiedMs });
  }

  async function copyMany(
    { files, signal, ...place }: CopiesRequest,
    rest: Pick<CopyJob, 'flush' | 'isUnwanted'>,
  ): Promise<readonly Result<StagedFile>[]> {
    const to = files.map(() => temporaryPath(place));
    const job: CopiesJob = {
      task: 'copies',
      from: files.map(({ from }) => from),
      to,
      looks: fingerprintColumns(files.map(({ look }) => look)),
      size: files.reduce((sum, { look }) => sum + look.size, 0),
      modifiedMs: Float64Array.from(files, ({ modifiedMs }) => modifiedMs),
      ...rest,
    };
    const answer = (await pool.run(job, signal)) as CopiesAnswer | undefined;
    if (!answer && signal.aborted) return files.map(() => fail(problem('E_CANCELLED')));
    if (!answer) return Promise.all(files.map((file) => copyHere({ ...place, ...file, signal })));
    const failed = new Map(answer.failed);
    return files.map((file, index) => {
      const [path, hash, modifiedMs, why] = [
        to[index],
        answer.hashes[index],
        answer.modifiedMs[index],
        failed.get(index),
      ];
      if (why) return fail(inWords(why, file));
      if (path === undefined || hash === undefined || modifiedMs === undefined) return fail(problem('E_INTERNAL'));
      return ok({ path, size: file.look.size, hash, modifiedMs });
    });
  }

  /** Flushes what `work` copies into a folder together with others, where the disk can do that. */
  async function andFlush(
    { folder, signal }: Pick<CopyRequest, 'folder' | 'signal'>,
    work: (flush: CopyJob['flush']) => Promise<readonly Result<StagedFile>[]>,
    whenUnwritable: (index: number, error: Error) => Problem,
  ): Promise<readonly Result<StagedFile>[]> {
    const queue = queueOf(folder);
    if (!queue) return work('now');
    const copies = await copyFor(queue, work);
    const errors = await flushIn(queue, copies, signal);
    if (errors.size === 0) return copies;
    return Promise.all(
      copies.map(async (copy, index) => {
        const error = copy.ok ? errors.get(copy.value.path) : undefined;
        if (!copy.ok || !error) return copy;
        await discardStaged(copy.value);
        return fail(whenUnwritable(index, fromDiskError(error)));
      }),
    );
  }

  /** The same, and nobody waits for the disk, but for others that it can take together. */
  async function andFlushBeside(
    { folder }: Pick<CopyRequest, 'folder'>,
    work: (flush: CopyJob['flush']) => Promise<readonly Result<StagedFile>[]>,
  ): Promise<readonly Result<StagedFile>[]> {
    const queue = queueOf(folder);
    if (!queue) return work('now');
    const copies = await copyFor(queue, work);
    const { promise: begun, resolve: begin } = Promise.withResolvers();
    // What may get its name is made sure of also after a cancel.
    const flushed = flushIn(queue, copies, NEVER_ABORTED, () => begin(undefined));
    await Promise.race([begun, flushed]);
    return copies.map((copy) => {
      if (!copy.ok) return copy;
      const { path: file } = copy.value;
      return ok({ ...copy.value, flushed: flushed.then((errors) => asError(errors.get(file))) });
    });
  }

  /**
   * What `work` copies, unless it is cancelled before. It is not waited for then, since a disk of the network may never answer
   * the thread, and what it copies nevertheless goes away.
   */
  async function unlessCancelled(
    signal: AbortSignal,
    isUnwanted: CopyJob['isUnwanted'],
    work: () => Promise<readonly Result<StagedFile>[]>,
  ): Promise<readonly Result<StagedFile>[] | 'cancelled'> {
    if (signal.aborted) return 'cancelled';
    const { promise: aborted, resolve } = Promise.withResolvers<'cancelled'>();
    const forget = aborts.add(signal, () => {
      if (isUnwanted) Atomics.store(isUnwanted, 0, 1);
      resolve('cancelled');
    });
    const copied = work();
    const first = await Promise.race([copied, aborted]);
    forget();
    if (first === 'cancelled')
      void copied.then((late) => Promise.all(late.flatMap((copy) => (copy.ok ? [discardStaged(copy.value)] : []))));
    return first;
  }

  return {
    async stage(request, flush = 'first') {
      const { signal, size, whenUnwritable } = request;
      const isUnwanted = unwantedNumber(size);
      const copyIt = async (when: CopyJob['flush']) => [await copy(request, { flush: when, isUnwanted })];
      const copies = await unlessCancelled(signal, isUnwanted, () => {
        if (size > LONG_FILE_BYTES) return copyIt('now');
        if (flush === 'beside') return andFlushBeside(request, copyIt);
        return andFlush(request, copyIt, (_index, error) => whenUnwritable(error));
      });
      return copies === 'cancelled' ? fail(problem('E_CANCELLED')) : (copies[0] ?? fail(problem('E_INTERNAL')));
    },
    async stageTogether(request) {
      const { files, signal } = request;
      const isUnwanted = unwantedNumber(files.reduce((sum, { look }) => sum + look.size, 0));
      const copies = await unlessCancelled(signal, isUnwanted, () =>
        andFlush(
          request,
          (flush) => copyMany(request, { flush, isUnwanted }),
          (index, error) => files[index]?.whenUnwritable(error) ?? problem('E_INTERNAL'),
        ),
      );
      return copies === 'cancelled' ? files.map(() => fail(problem('E_CANCELLED'))) : copies;
    },
    name(namings) {
      return nameTogether(namings, {
        // Where no thread can run, this one does the work.
        note: async (naming) => (await askNote(naming)) ?? noteFiles(naming, 'later'),
        rename: async (job) => (await askRename(job)) ?? renameFiles(job),
        flush: async (paths, what) => (await flushMany(paths, what)) ?? flushEach(paths, what),
      });
    },
    flush: flushMany,
    prepare: (files) => pool.prepare(files),
    dispose() {
      pool.dispose();
      options.fileSystems?.dispose();
    },
  };
}

/** Copies what a queue is going to flush. */
function copyFor(
  queue: FlushQueue,
  work: (flush: CopyJob['flush']) => Promise<readonly Result<StagedFile>[]>,
): Promise<readonly Result<StagedFile>[]> {
  queue.expect();
  return work('later');
}

async function flushIn(
  queue: FlushQueue,
  copies: readonly Result<StagedFile>[],
  signal: AbortSignal,
  onBegun?: () => void,
): Promise<ReadonlyMap<string, DiskError>> {
  const written = copies.flatMap((copy) => (copy.ok ? [copy.value] : []));
  if (written.length === 0) {
    queue.giveUp();
    return new Map();
  }
  const size = written.reduce((sum, file) => sum + file.size, 0);
  return queue.flush({ paths: written.map((file) => file.path), size }, signal, onBegun);
}

function asError(error: DiskError | undefined): Error | undefined {
  return error && fromDiskError(error);
}

/** Flushes one by one beside the threads, which copy meanwhile. */
function flushEach(...[paths, what]: Parameters<FlushMany>): Promise<readonly (DiskError | undefined)[]> {
  return Promise.all(paths.map((each) => flushBeside(each, what)));
}

async function flushBeside(...place: Parameters<typeof flushOne>): Promise<DiskError | undefined> {
  const error = await flushOne(...place);
  return error && toDiskError(error);
}

/** Where no thread can run, this one does the work; it only takes longer. */
async function copyHere({ look, ...request }: FileOfMany & Omit<CopiesRequest, 'files'>): Promise<Result<StagedFile>> {
  const staged = await stageFile({ ...request, chunks: readChunks(request.from) });
  const now = fingerprintIfPossible(request.from);
  if (!staged.ok || (now && isSameFile(now, look))) return staged;
  await discardStaged(staged.value);
  return fail(problem('E_SOURCE_CHANGED'));
}

/** Shared memory takes longer to send than a small photo to copy, so only what is long has it. */
function unwantedNumber(bytes: number): CopyJob['isUnwanted'] {
  return bytes > PIECE_BYTES ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
}

/** One that waits for the disk keeps its thread busy for so long that others had better not wait for the same thread. */
function bytesOf(job: CopierJob): number {
  if (job.task === 'note' || job.task === 'rename') return 0;
  return (job.task === 'copy' || job.task === 'copies') && job.flush === 'later' ? job.size : BYTES_TOGETHER;
}

function waitsForDisk(job: CopierJob): boolean {
  return (job.task === 'copy' || job.task === 'copies') && job.flush === 'now';
}

/** A photo that is copied is finished before more are begun, so that the rest of its way is gone while others are copied. */
function goesFirst({ task }: CopierJob): boolean {
  return task === 'note' || task === 'rename';
}

function inWords(
  answer: Extract<CopyAnswer, { readonly failed: string }>,
  { whenUnreadable, whenUnwritable }: Pick<CopyRequest, 'whenUnreadable' | 'whenUnwritable'>,
) {
  switch (answer.failed) {
    case 'reading':
      return whenUnreadable(fromDiskError(answer.error));
    case 'writing':
      return whenUnwritable(fromDiskError(answer.error));
    case 'unwanted':
      return problem('E_CANCELLED');
    case 'changed':
      return problem('E_SOURCE_CHANGED');
    case 'altered':
    case 'lost':
      return brokenWriteProblem(answer.failed);
  }
}
