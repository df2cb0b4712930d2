import { unlinkSync } from 'node:fs';
import { fingerprintIfPossible, isSameInColumns, sizeInColumns } from '../fingerprint.ts';
import { copyFile, type CopyBuffers } from './copyFile.ts';
import type { CopiesAnswer, CopiesJob, CopyAnswer } from './protocol.ts';

/** Copies files one after the other; each must look in the end as it did when it was found, or there is no copy of it. */
export function copyFiles({ from, to, looks, modifiedMs, ...rest }: CopiesJob, buffers: CopyBuffers): CopiesAnswer {
  const copies = from.map((source, index): CopyAnswer => {
    const target = to[index] ?? '';
    const size = sizeInColumns(looks, index);
    const job = { ...rest, task: 'copy', from: source, to: target, size, modifiedMs: modifiedMs[index] } as const;
    const copy = copyFile(job, buffers);
    if ('failed' in copy) return copy;
    const now = fingerprintIfPossible(source);
    if (now && isSameInColumns(now, looks, index) && copy.size === size) return copy;
    discard(target);
    return { failed: 'changed' };
  });
  return { copies };
}

function discard(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // What cannot be removed is removed as a leftover.
  }
}
