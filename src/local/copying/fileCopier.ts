import { problem } from '../../engine/errors.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import type { FileSystemFlush } from '../flushing/fileSystemFlush.ts';
import { createFlushQueue, WORTH_ONE_FLUSH, type FlushQueue } from '../flushing/flushQueue.ts';
import {
  discardStaged,
  readChunks,
  stageFile,
  temporaryPath,
  type StagedFile,
  type StageRequest,
} from '../safeWrite.ts';
import { createAbortCalls } from '../threads/abortCalls.ts';
import { fromDiskError } from '../threads/diskError.ts';
import { BYTES_TOGETHER, createThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';
import { brokenWriteProblem } from '../writeChecked.ts';
import type { FlushMany } from '../writeTogether.ts';
import { PIECE_BYTES } from './copyFile.ts';
import { flushFile } from './flushFile.ts';
import { nameFiles } from './nameFiles.ts';
import type { CopierAnswer, CopierJob, CopyAnswer, CopyJob, FlushAnswer, NameAnswer, NameJob } from './protocol.ts';

/** Copies files of this computer to where they will be kept. */
export interface FileCopier {
  /** Like `stageFile`, with the bytes of a file. */
  stage(request: CopyRequest): Promise<Result<StagedFile>>;
  /** See `nameFiles`. */
  name(job: Omit<NameJob, 'task'>): Promise<NameAnswer>;
  readonly flush: FlushMany;
  /** Says that files will be copied soon: the first thread is started then. */
  prepare(): void;
  /** Ends the threads; what they still copy is not answered any more. */
  dispose(): void;
}

export interface CopyRequest extends Omit<StageRequest, 'chunks'> {
  /** Absolute path of the file to copy. */
  readonly from: string;
  /** Bytes, as far as anybody knows. */
  readonly size: number;
}

export interface FileCopierOptions extends ThreadPoolOptions {
  /** Flushes many files at once; without it, each is flushed by the thread that copies it. */
  readonly fileSystems?: FileSystemFlush | undefined;
}

/** What was written is made sure of also after a cancel. */
const NEVER = new AbortController().signal;

/** Beside the bytes of a longer file, a flush of its own costs nothing. */
const LONG_FILE_BYTES = 8 * 1024 * 1024;

/**
 * Copies in threads: of the time of a small photo most goes into a dozen calls of the system, and a thread makes them without
 * the event loop in between, while another one waits for the disk.
 * @param options the program is `dist/copyWorker.js`, or `src/copyWorker.ts` in tests
 */
export function createFileCopier(options: FileCopierOptions): FileCopier {
  const pool = createThreadPool<CopierJob, CopierAnswer>(options, bytesOf);
  const aborts = createAbortCalls();
  const queueOf = flushQueues(options.fileSystems, (together) =>
    createFlushQueue({ together, aborts, each: flushInThread }),
  );

  async function flushInThread(path: string) {
    const answer = await pool.run({ task: 'flush', path });
    return ((answer as FlushAnswer | undefined) ?? flushFile({ path })).error;
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

  async function copyAndFlush(request: CopyRequest, isUnwanted: CopyJob['isUnwanted']): Promise<Result<StagedFile>> {
    const queue = request.size > LONG_FILE_BYTES ? undefined : queueOf(request.folder);
    if (!queue) return copy(request, { flush: 'now', isUnwanted });
    queue.expect();
    const copied = await copy(request, { flush: 'later', isUnwanted });
    if (!copied.ok) {
      queue.giveUp();
      return copied;
    }
    const error = await queue.flush(copied.value, request.signal);
    if (!error) return copied;
    await discardStaged(copied.value);
    return fail(request.whenUnwritable(fromDiskError(error)));
  }

  return {
    async stage(request) {
      const { signal } = request;
      if (signal.aborted) return fail(problem('E_CANCELLED'));
      // Shared memory takes longer to send than a photo to copy, so only long files have it.
      const isUnwanted = request.size > PIECE_BYTES ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
      const { promise: aborted, resolve } = Promise.withResolvers<'aborted'>();
      const forget = aborts.add(signal, () => {
        if (isUnwanted) Atomics.store(isUnwanted, 0, 1);
        resolve('aborted');
      });
      const copied = copyAndFlush(request, isUnwanted);
      // Not waited for after a cancel: a disk of the network may never answer the thread.
      const first = await Promise.race([copied, aborted]);
      forget();
      if (first !== 'aborted') return first;
      void copied.then((late) => (late.ok ? discardStaged(late.value) : undefined));
      return fail(problem('E_CANCELLED'));
    },
    async name(job) {
      const answer = await pool.run({ task: 'name', ...job });
      return (answer as NameAnswer | undefined) ?? nameFiles(job);
    },
    async flush(paths) {
      // Few are flushed by who asks, which needs no thread.
      if (paths.length < WORTH_ONE_FLUSH) return undefined;
      const queues = paths.flatMap((each) => queueOf(each) ?? []);
      if (queues.length < paths.length) return undefined;
      for (const queue of queues) queue.expect();
      return Promise.all(queues.map((queue, index) => queue.flush({ path: paths[index] ?? '', size: 0 }, NEVER)));
    },
    prepare: () => pool.prepare(),
    dispose() {
      pool.dispose();
      options.fileSystems?.dispose();
    },
  };
}

/** One that waits for the disk keeps its thread busy for so long that others had better not wait for the same thread. */
function bytesOf(job: CopierJob): number {
  return job.task === 'copy' && job.flush === 'later' ? job.size : BYTES_TOGETHER;
}

/** One queue for each file system; a file or folder is asked for its own once. */
function flushQueues(fileSystems: FileSystemFlush | undefined, create: (together: FileSystemFlush) => FlushQueue) {
  const byFolder = new Map<string, FlushQueue | undefined>();
  const byFileSystem = new Map<string, FlushQueue>();

  function find(folder: string): FlushQueue | undefined {
    const id = fileSystems?.fileSystemOf(folder);
    if (!fileSystems || id === undefined) return undefined;
    const queue = byFileSystem.get(id) ?? create(fileSystems);
    byFileSystem.set(id, queue);
    return queue;
  }

  return (folder: string) => {
    if (!byFolder.has(folder)) byFolder.set(folder, find(folder));
    return byFolder.get(folder);
  };
}

function inWords(
  answer: Extract<CopyAnswer, { readonly failed: string }>,
  { whenUnreadable, whenUnwritable }: CopyRequest,
) {
  switch (answer.failed) {
    case 'reading':
      return whenUnreadable(fromDiskError(answer.error));
    case 'writing':
      return whenUnwritable(fromDiskError(answer.error));
    case 'unwanted':
      return problem('E_CANCELLED');
    case 'altered':
    case 'lost':
      return brokenWriteProblem(answer.failed);
  }
}
