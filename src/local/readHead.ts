import { closeSync, openSync, readSync } from 'node:fs';

/** The first bytes of a file: a piece of `room`, as long as these are. Throws what the disk throws. */
export function readHead(absolute: string, room: Uint8Array): Uint8Array {
  const descriptor = openSync(absolute, 'r');
  try {
    return room.subarray(0, readSync(descriptor, room, 0, room.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
