import { problem } from '../../engine/errors.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import {
  discardStaged,
  readChunks,
  stageFile,
  temporaryPath,
  type StagedFile,
  type StageRequest,
} from '../safeWrite.ts';
import { fromDiskError } from '../threads/diskError.ts';
import { createThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';
import { brokenWriteProblem } from '../writeChecked.ts';
import { PIECE_BYTES } from './copyFile.ts';
import { nameFiles } from './nameFiles.ts';
import type { CopyAnswer, CopyJob, NameAnswer, NameJob } from './protocol.ts';

/** Copies files of this computer to where they will be kept. */
export interface FileCopier {
  /** Like `stageFile`, with the bytes of a file. */
  stage(request: CopyRequest): Promise<Result<StagedFile>>;
  /** See `nameFiles`. */
  name(job: Omit<NameJob, 'task'>): Promise<NameAnswer>;
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

/**
 * Copies in threads: of the time of a small photo most goes into a dozen calls of the system, and a thread makes them without
 * the event loop in between, while another one waits for the disk.
 * @param options the program is `dist/copyWorker.js`, or `src/copyWorker.ts` in tests
 */
export function createFileCopier(options: ThreadPoolOptions): FileCopier {
  const pool = createThreadPool<CopyJob | NameJob, CopyAnswer | NameAnswer>(options);

  async function copy(request: CopyRequest, isUnwanted: CopyJob['isUnwanted']): Promise<Result<StagedFile>> {
    const { from, modifiedMs } = request;
    const to = temporaryPath(request);
    const answer = (await pool.run({ task: 'copy', from, to, modifiedMs, isUnwanted }, request.signal)) as
      CopyAnswer | undefined;
    if (!answer && request.signal.aborted) return fail(problem('E_CANCELLED'));
    // Where no thread can run, this one does the work; it only takes longer.
    if (!answer) return stageFile({ ...request, chunks: readChunks(from) });
    if ('failed' in answer) return fail(inWords(answer, request));
    return ok({ path: to, size: answer.size, hash: answer.hash, modifiedMs: answer.modifiedMs });
  }

  return {
    async stage(request) {
      const { signal } = request;
      if (signal.aborted) return fail(problem('E_CANCELLED'));
      // Shared memory takes longer to send than a photo to copy, so only long files have it.
      const isUnwanted = request.size > PIECE_BYTES ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
      const { promise: aborted, resolve } = Promise.withResolvers<'aborted'>();
      const cancel = () => {
        if (isUnwanted) Atomics.store(isUnwanted, 0, 1);
        resolve('aborted');
      };
      signal.addEventListener('abort', cancel, { once: true });
      const copied = copy(request, isUnwanted);
      // Not waited for after a cancel: a disk of the network may never answer the thread.
      const first = await Promise.race([copied, aborted]);
      signal.removeEventListener('abort', cancel);
      if (first !== 'aborted') return first;
      void copied.then((late) => (late.ok ? discardStaged(late.value) : undefined));
      return fail(problem('E_CANCELLED'));
    },
    async name(job) {
      const answer = await pool.run({ task: 'name', ...job });
      return (answer as NameAnswer | undefined) ?? nameFiles(job);
    },
    prepare: () => pool.prepare(),
    dispose: () => pool.dispose(),
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
