import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes from the start of a file that tell its type (the documented need of `file-type`). */
export const SNIFF_BYTES = 4100;

/** The first bytes of a file, and whether they do. */
export interface FirstBytes {
  /** So many are read at first. */
  readonly length: number;
  readonly areEnough: (head: Uint8Array) => boolean;
}

/**
 * The first bytes of a file: a piece of `room`, as long as these are. Throws what the disk throws.
 * @param onOpen is called before they are read
 * @param first to copy a whole photo out of the memory of the system takes longer than to look at its first bytes
 */
export function readHead(
  absolute: string,
  room: Uint8Array,
  onOpen?: (descriptor: number) => void,
  first?: FirstBytes,
): Uint8Array {
  const descriptor = openSync(absolute, 'r');
  try {
    onOpen?.(descriptor);
    const begun = first ? readOn(descriptor, room.subarray(0, first.length), 0) : 0;
    const head = room.subarray(0, begun);
    if (first && (begun < first.length || first.areEnough(head))) return head;
    return room.subarray(0, begun + readOn(descriptor, room.subarray(begun), begun));
  } finally {
    closeSync(descriptor);
  }
}

function readOn(descriptor: number, room: Uint8Array, position: number): number {
  return readSync(descriptor, room, 0, room.length, position);
}
