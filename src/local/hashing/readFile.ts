import { hash as hashOf } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { fingerprintIfPossible } from '../fingerprint.ts';
import { toDiskError } from '../threads/diskError.ts';
import { fillBuffer } from '../threads/fillBuffer.ts';
import type { ReadAnswer, ReadJob } from './protocol.ts';

/** Reads a file into the memory that it is wanted in, and hashes it there, with plain calls of the system. */
export function readFile({ path, memory, hashes }: ReadJob): ReadAnswer {
  try {
    const size = fill(path, memory);
    const there = memory.subarray(0, size);
    return { size, hashes: hashes.map((name) => hashOf(name, there, 'hex')), look: fingerprintIfPossible(path) };
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

/** How many bytes the file has, or one more than fit where there are more. */
function fill(path: string, memory: Uint8Array): number {
  const file = openSync(path, 'r');
  try {
    const length = fillBuffer(file, memory);
    const isLonger = length === memory.length && readSync(file, new Uint8Array(1)) > 0;
    return isLonger ? length + 1 : length;
  } finally {
    closeSync(file);
  }
}
