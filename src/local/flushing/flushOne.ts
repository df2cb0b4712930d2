import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/**
 * Makes sure that the bytes of a file that was written before, or the names in a folder, are on the disk; what went wrong, if
 * anything. By promises: a thread that waits for the disk could do other work meanwhile.
 * @param path absolute
 * @param a folder among files costs one call more
 */
export async function flushOne(path: string, what: 'files' | 'folders'): Promise<Error | undefined> {
  try {
    const handle = await (what === 'files' ? openFile(path) : open(path, 'r'));
    await handle.sync().finally(() => handle.close());
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Not every system flushes a file that may only be read, and no folder may be written. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    return open(path, 'r');
  }
}
