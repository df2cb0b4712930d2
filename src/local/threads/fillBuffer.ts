import { readSync } from 'node:fs';

/**
 * Reads on in an open file until the buffer is full or the file ends, since a disk of the network may give less than it was
 * asked for. Returns how many bytes there were; fewer than fit mean that the file ends here. Throws what the disk throws.
 */
export function fillBuffer(file: number, buffer: Uint8Array): number {
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
}
