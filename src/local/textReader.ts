import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

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
      for (let length = 0; ;) {
        if (length === room.length) room = Buffer.concat([room], 2 * length);
        const read = readSync(descriptor, room, length, room.length - length, length);
        if (read === 0) return room.toString('utf8', 0, length);
        length += read;
      }
    } finally {
      closeSync(descriptor);
    }
  };
}
