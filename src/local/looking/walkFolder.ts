import { lstatSync, readdirSync, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { NUMBERS } from '../fingerprint.ts';

/** All regular files of a folder and how they look, as it passes from one thread to another at the price of three objects. */
export interface WalkedFolder {
  /** Their paths in the folder, with `/`, in their order, and with `BETWEEN_PATHS` between them; empty for none. */
  readonly paths: string;
  /** See `fingerprintColumns`. */
  readonly numbers: BigInt64Array;
}

/** No path has it. */
export const BETWEEN_PATHS = '\0';

/** Looks at all files of a folder and of those in it. Links are not followed. Throws what the disk throws. */
export function walkFolder(folder: string): WalkedFolder {
  const found: (readonly [path: string, stats: BigIntStats])[] = [];
  const open = [''];
  for (let within = open.pop(); within !== undefined; within = open.pop()) {
    for (const entry of readdirSync(path.join(folder, within), { withFileTypes: true })) {
      if (entry.isDirectory()) open.push(`${within}${entry.name}/`);
      if (!entry.isFile()) continue;
      const stats = lstatSync(`${folder}${path.sep}${within}${entry.name}`, { bigint: true, throwIfNoEntry: false });
      if (stats?.isFile()) found.push([within + entry.name, stats]);
    }
  }
  found.sort(([a], [b]) => (a < b ? -1 : 1));
  const numbers = new BigInt64Array(NUMBERS * found.length);
  let count = 0;
  for (const [, { size, mtimeNs, ctimeNs, ino }] of found) {
    numbers[count++] = size;
    numbers[count++] = mtimeNs;
    numbers[count++] = ctimeNs;
    numbers[count++] = ino;
  }
  return { paths: found.map(([file]) => file).join(BETWEEN_PATHS), numbers };
}
