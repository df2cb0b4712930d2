/* The program of a thread that reads files for their hash (src/local/hashing), and into memory: one file after the other. */
import { createHash, hash as hashOf } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { fingerprintIfPossible } from './local/fingerprint.ts';
import type { HashAnswer, HashJob, ReadAnswer, ReadJob } from './local/hashing/protocol.ts';
import { readFile } from './local/hashing/readFile.ts';
import { toDiskError } from './local/threads/diskError.ts';
import { fillBuffer } from './local/threads/fillBuffer.ts';
import { serveJobs } from './local/threads/serveJobs.ts';

const buffer = Buffer.allocUnsafe(1024 * 1024);

serveJobs(answer);

function answer(job: HashJob | ReadJob): HashAnswer | ReadAnswer {
  return 'memory' in job ? readFile(job) : hashed(job);
}

function hashed({ path }: HashJob): HashAnswer {
  try {
    // Looked at from here, it does not hold up the thread of the run.
    return { hash: `sha256:${hashFile(path)}`, look: fingerprintIfPossible(path) };
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

function hashFile(path: string): string {
  const file = openSync(path, 'r');
  try {
    const length = fillBuffer(file, buffer);
    // Most photos fit, and hashing at once what is in one piece is quicker.
    if (length < buffer.length) return hashOf('sha256', buffer.subarray(0, length), 'hex');
    const hash = createHash('sha256').update(buffer);
    for (let more = fillBuffer(file, buffer); more > 0; more = fillBuffer(file, buffer))
      hash.update(buffer.subarray(0, more));
    return hash.digest('hex');
  } finally {
    closeSync(file);
  }
}
