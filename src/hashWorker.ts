/* The program of a thread that reads files for their hash (src/local/hashing): one file after the other. */
import { createHash, hash as hashOf } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { HashAnswer, HashJob } from './local/hashing/protocol.ts';
import type { Numbered } from './local/threads/threadPool.ts';

const buffer = Buffer.allocUnsafe(1024 * 1024);

parentPort?.on('message', ({ id, path }: Numbered<HashJob>) => parentPort?.postMessage({ id, ...answer(path) }));

function answer(path: string): HashAnswer {
  try {
    return { hash: `sha256:${hashFile(path)}` };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return { message, code };
  }
}

function hashFile(path: string): string {
  const file = openSync(path, 'r');
  try {
    const length = fill(file);
    // Most photos fit, and hashing at once what is in one piece is quicker.
    if (length < buffer.length) return hashOf('sha256', buffer.subarray(0, length), 'hex');
    const hash = createHash('sha256').update(buffer);
    for (let more = fill(file); more > 0; more = fill(file)) hash.update(buffer.subarray(0, more));
    return hash.digest('hex');
  } finally {
    closeSync(file);
  }
}

/** Reads until the buffer is full or the file ends: a disk of the network may give less than it was asked for. */
function fill(file: number): number {
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
}
