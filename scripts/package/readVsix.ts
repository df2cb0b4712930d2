import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/** One file in a VSIX. */
export interface VsixEntry {
  /** As in the archive, for example `extension/package.json`. */
  readonly path: string;
  /** Bytes that it takes in the archive. */
  readonly packed: number;
}

/** What a VSIX holds, in the order of the names. */
export async function listVsix(file: string): Promise<readonly VsixEntry[]> {
  const archive = await openPromise(file);
  const entries: VsixEntry[] = [];
  for await (const { fileName, compressedSize } of archive.eachEntry()) {
    entries.push({ path: fileName, packed: compressedSize });
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The text of one file in a VSIX. Throws where there is no such file. */
export async function readFromVsix(file: string, path: string): Promise<string> {
  const archive = await openPromise(file, { autoClose: false });
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName === path) return await text(await archive.openReadStreamPromise(entry));
    }
    throw new Error(`${file} holds no ${path}.`);
  } finally {
    archive.close();
  }
}

/** Writes all files of a VSIX below a folder; yauzl refuses names that lead out of it. */
export async function unpackVsix(file: string, folder: string): Promise<void> {
  const archive = await openPromise(file);
  for await (const entry of archive.eachEntry()) {
    const path = join(folder, entry.fileName);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path));
  }
}
