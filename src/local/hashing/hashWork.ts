import { createHash, hash as hashOf } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { fingerprintOfOpen } from '../fingerprint.ts';
import { toDiskError } from '../threads/diskError.ts';
import { fillBuffer } from '../threads/fillBuffer.ts';
import type { HashAnswer, HashJob, ReadAnswer, ReadJob } from './protocol.ts';
import { readFile } from './readFile.ts';

const PIECE_BYTES = 1024 * 1024;

/** What reads files for their hash, and into memory, with plain calls of the system: one file after the other. */
export function hashWork(): (job: HashJob | ReadJob) => HashAnswer | ReadAnswer {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  return (job) => ('memory' in job ? readFile(job) : hashed(job, buffer));
}

function hashed({ path }: HashJob, buffer: Buffer): HashAnswer {
  try {
    const file = openSync(path, 'r');
    try {
      // Looked at from here, it does not hold up the thread of the run.
      return { hash: `sha256:${hashOpen(file, buffer)}`, look: fingerprintOfOpen(file) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

function hashOpen(file: number, buffer: Buffer): string {
  const length = fillBuffer(file, buffer);
  // Most photos fit, and hashing at once what is in one piece is quicker.
  if (length < buffer.length) return hashOf('sha256', buffer.subarray(0, length), 'hex');
  const hash = createHash('sha256').update(buffer);
  for (let more = fillBuffer(file, buffer); more > 0; more = fillBuffer(file, buffer))
    hash.update(buffer.subarray(0, more));
  return hash.digest('hex');
}
