import { closeSync, openSync, readSync } from 'node:fs';

/** The first bytes of a file, at most so many. Throws what the disk throws. */
export function readHead(absolute: string, bytes: number): Uint8Array {
  const descriptor = openSync(absolute, 'r');
  try {
    const head = Buffer.allocUnsafe(bytes);
    return head.subarray(0, readSync(descriptor, head, 0, bytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
