import { hash as hashOf } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { fingerprintOfOpen } from '../fingerprint.ts';
import { toDiskError } from '../threads/diskError.ts';
import { fillBuffer } from '../threads/fillBuffer.ts';
import type { ReadAnswer, ReadJob } from './protocol.ts';

/** Reads a file into the memory that it is wanted in, and hashes it there, with plain calls of the system. */
export function readFile({ path, memory, hashes }: ReadJob): ReadAnswer {
  try {
    const { size, look } = fill(path, memory);
    const there = memory.subarray(0, size);
    return { size, hashes: hashes.map((name) => hashOf(name, there, 'hex')), look };
  } catch (error) {
    return { error: toDiskError(error) };
  }
}

/** How many bytes the file has, or one more than fit where there are more, and how it looks once they are read. */
function fill(path: string, memory: Uint8Array): { readonly size: number; readonly look: Fingerprint } {
  const file = openSync(path, 'r');
  try {
    const length = fillBuffer(file, memory);
    const isLonger = length === memory.length && readSync(file, new Uint8Array(1)) > 0;
    return { size: isLonger ? length + 1 : length, look: fingerprintOfOpen(file) };
  } finally {
    closeSync(file);
  }
}
