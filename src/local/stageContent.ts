import { closeSync, fstatSync, openSync } from 'node:fs';
import { brokenWriteProblem, writeChecked } from './writeChecked.ts';

/** What a small file is to hold. */
export interface WithContent {
  readonly content: string | Uint8Array;
}

/**
 * What writes such files where nothing stands, under names that they do not keep. By plain calls: they go to the memory of the
 * system, and the way through the event loop takes longer. Throws what the disk throws.
 * @param files those that are to be written, which all pass through the same memory
 */
export function stagingOf(files: readonly WithContent[]): (file: string, content: string | Uint8Array) => void {
  const most = Math.max(0, ...files.map(({ content }) => byteLength(content)));
  const [room, mirror] = [Buffer.allocUnsafe(most), Buffer.allocUnsafe(most)];
  return (file, content) => {
    const bytes = typeof content === 'string' ? room.subarray(0, room.write(content)) : content;
    const descriptor = openSync(file, 'wx+');
    try {
      if (!writeChecked(descriptor, bytes, 0, mirror)) throw new Error(brokenWriteProblem('altered').message);
      if (fstatSync(descriptor).size !== bytes.length) throw new Error(brokenWriteProblem('lost').message);
    } finally {
      closeSync(descriptor);
    }
  };
}

function byteLength(content: string | Uint8Array): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}
