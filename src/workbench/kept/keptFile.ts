import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** So much is handed to the disk at once; between two pieces the editor does other work. */
const PIECE_CHARACTERS = 64 * 1024;

/** Writes lines, and after them how many they are and their digest. The file is whole at every moment, or the old one. */
export async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const staged = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    {
      await using handle = await open(staged, 'wx', 0o600);
      const digest = createHash('sha256');
      let count = 0;
      let piece = '';
      const flush = async (): Promise<void> => {
        digest.update(piece);
        await handle.appendFile(piece);
        piece = '';
      };
      for (const line of lines) {
        count += 1;
        piece += `${line}\n`;
        if (piece.length >= PIECE_CHARACTERS) await flush();
      }
      await flush();
      await handle.appendFile(`${JSON.stringify({ lines: count, sha256: digest.digest('hex') })}\n`);
      await handle.sync();
    }
    await rename(staged, file);
  } catch (error) {
    await rm(staged, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Reads what `writeLines` wrote. Only at the end is it known whether what was handed to `onLine` may be believed. */
export async function readLines(
  file: string,
  onLine: (line: string) => void,
): Promise<'whole' | 'damaged' | 'missing'> {
  const digest = createHash('sha256');
  let count = 0;
  let last: string | undefined;
  const isThere = await eachLine(file, (line) => {
    if (last !== undefined) {
      digest.update(`${last}\n`);
      count += 1;
      onLine(last);
    }
    last = line;
  });
  if (!isThere) return 'missing';
  return last === JSON.stringify({ lines: count, sha256: digest.digest('hex') }) ? 'whole' : 'damaged';
}

/** Hands over each whole line of a file; the end of a line that was cut is none. False when there is no such file. */
export async function eachLine(file: string, onLine: (line: string) => void): Promise<boolean> {
  let rest = '';
  try {
    for await (const piece of createReadStream(file, { encoding: 'utf8' })) {
      const lines = (rest + String(piece)).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
