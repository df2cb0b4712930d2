import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makePhoto, type PhotoSpec } from './photos.ts';

/**
 * A folder as a literal. Keys are paths with `/`; a value is the text of a file, its bytes, or a photo to be made
 * (`{}` is any photo). A key that ends in `/` is an empty folder and its value is `''`.
 */
export type FolderLiteral = Readonly<Record<string, string | Uint8Array | PhotoSpec>>;

/** Writes a folder literal into a folder, which is made if need be. */
export async function writeTree(folder: string, literal: FolderLiteral): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(literal)) {
    const target = join(folder, path);
    if (path.endsWith('/')) {
      await mkdir(target, { recursive: true });
      continue;
    }
    await mkdir(dirname(target), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) {
      await writeFile(target, content);
      continue;
    }
    await writeFile(target, await makePhoto(content));
    if (content.modifiedAt !== undefined) {
      const time = new Date(content.modifiedAt);
      await utimes(target, time, time);
    }
  }
}
