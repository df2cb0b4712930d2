import { readSync, writeSync } from 'node:fs';
import { problem } from '../engine/errors.ts';
import type { Problem } from '../engine/model.ts';
import { phrase } from '../engine/phrase.ts';

/**
 * Writes a chunk and compares what the disk gives back, piece by piece. Comparing costs a tenth of a second hash. Both go
 * to and from the memory of the system, so waiting for them takes less time than handing them to another thread; what
 * waits for the disk itself is the flush. Throws what the disk throws.
 * @param mirror for what comes back; a chunk that is longer is written in several pieces
 * @returns whether the disk gave back the same bytes
 */
export function writeChecked(file: number, chunk: Uint8Array, position: number, mirror: Uint8Array): boolean {
  for (let done = 0; done < chunk.byteLength;) {
    const length = Math.min(mirror.byteLength, chunk.byteLength - done);
    const bytesWritten = writeSync(file, chunk, done, length, position + done);
    const bytesRead = readSync(file, mirror, 0, bytesWritten, position + done);
    if (Buffer.compare(mirror.subarray(0, bytesRead), chunk.subarray(done, done + bytesWritten)) !== 0) return false;
    done += bytesWritten;
  }
  return true;
}

/** How a disk fails to keep what it was given. */
export type BrokenWrite = 'altered' | 'lost';

export function brokenWriteProblem(how: BrokenWrite): Problem {
  return problem(
    'E_VERIFY',
    how === 'altered'
      ? phrase`The disk gave back other bytes than were written`
      : phrase`The disk lost some of the bytes`,
  );
}
