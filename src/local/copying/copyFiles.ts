import { unlinkSync } from 'node:fs';
import { fingerprintIfPossible, isSameInColumns, sizeInColumns } from '../fingerprint.ts';
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
  const target = to[index] ?? '';
  const size = sizeInColumns(looks, index);
  const job = { task: 'copy', from, to: target, size, modifiedMs: modifiedMs[index], flush, isUnwanted } as const;
  const copy = copyFile(job, buffers);
  if ('failed' in copy) return copy;
  const now = fingerprintIfPossible(from);
  if (now && isSameInColumns(now, looks, index) && copy.size === size) return copy;
  discard(target);
  return { failed: 'changed' };
}

function discard(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // What cannot be removed is removed as a leftover.
  }
}
