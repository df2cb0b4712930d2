import { fingerprintOfOpen, isSameInColumns, sizeInColumns } from '../fingerprint.ts';
import { copyFile, type CopyBuffers } from './copyFile.ts';
import type { CopiesAnswer, CopiesJob, CopyAnswer, NotCopied } from './protocol.ts';

/** Copies files one after the other; each must look in the end as it did when it was found, or there is no copy of it. */
export function copyFiles(job: CopiesJob, buffers: CopyBuffers): CopiesAnswer {
  const hashes: string[] = [];
  const modifiedMs = new Float64Array(job.from.length);
  const failed: [index: number, why: NotCopied][] = [];
  for (const [index, source] of job.from.entries()) {
    const copy = copyAsFound(job, index, source, buffers);
    if ('failed' in copy) failed.push([index, copy]);
    else modifiedMs[index] = copy.modifiedMs;
    hashes.push('failed' in copy ? '' : copy.hash);
  }
  return { hashes, modifiedMs, failed };
}

function copyAsFound(
  { to, looks, modifiedMs, flush, isUnwanted }: CopiesJob,
  index: number,
  from: string,
  buffers: CopyBuffers,
): CopyAnswer {
  const [target, size] = [to[index] ?? '', sizeInColumns(looks, index)];
  const job = { task: 'copy', from, to: target, size, modifiedMs: modifiedMs[index], flush, isUnwanted } as const;
  return copyFile(job, buffers, (source, copied) => copied === size && looksAsFound(source, looks, index));
}

function looksAsFound(source: number, looks: CopiesJob['looks'], index: number): boolean {
  try {
    return isSameInColumns(fingerprintOfOpen(source), looks, index);
  } catch {
    // What cannot be looked at any more is not believed.
    return false;
  }
}
