import { closeSync, fstatSync, openSync } from 'node:fs';
import { fillBuffer } from './threads/fillBuffer.ts';

/** The text of a small file. Throws what the disk throws. */
export type TextReader = (file: string) => string;

/**
 * Reads many small files through the same memory: Node takes fresh memory for each, several times, whose first touch takes longer than
 * to read the file.
 */
export function createTextReader(): TextReader {
  let room = Buffer.alloc(0);
  return (file) => {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size >= room.length) room = Buffer.allocUnsafe(2 * size + 1);
      for (let length = 0; ; room = Buffer.concat([room], 2 * length)) {
        length += fillBuffer(descriptor, room.subarray(length));
        if (length < room.length) return room.toString('utf8', 0, length);
      }
    } finally {
      closeSync(descriptor);
    }
  };
}
