import { closeSync, fstatSync, openSync } from 'node:fs';
import { brokenWriteProblem, writeChecked } from './writeChecked.ts';

/** What a small file is to hold; texts follow each other. */
export type Content = string | readonly string[];

export interface WithContent {
  readonly content: Content;
}

/**
 * What writes such files where nothing stands, under names that they do not keep. By plain calls: they go to the memory of the
 * system, and the way through the event loop takes longer. Throws what the disk throws.
 * @param files those that are to be written, which all pass through the same memory
 * @returns what was written, until the next one is
 */
export function stagingOf(files: readonly WithContent[]): (file: string, content: Content) => Uint8Array {
  const most = Math.max(0, ...files.map(({ content }) => byteLength(content)));
  const [room, mirror] = [Buffer.allocUnsafe(most), Buffer.allocUnsafe(most)];
  return (file, content) => {
    const bytes = room.subarray(0, writeInto(room, textsIn(content)));
    const descriptor = openSync(file, 'wx+');
    try {
      if (!writeChecked(descriptor, bytes, 0, mirror)) throw new Error(brokenWriteProblem('altered').message);
      if (fstatSync(descriptor).size !== bytes.length) throw new Error(brokenWriteProblem('lost').message);
    } finally {
      closeSync(descriptor);
    }
    return bytes;
  };
}

function byteLength(content: Content): number {
  return textsIn(content).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function textsIn(content: Content): readonly string[] {
  return typeof content === 'string' ? [content] : content;
}

/** How many bytes they are. */
function writeInto(room: Buffer, texts: readonly string[]): number {
  return texts.reduce((at, text) => at + room.write(text, at), 0);
}
