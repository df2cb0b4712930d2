import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { fingerprintColumns, fingerprintOf } from '../fingerprint.ts';
import { whatIsAt } from '../whatIsAt.ts';

/** All regular files of a folder and how they look, as it passes from one thread to another at the price of three objects. */
export interface WalkedFolder {
  /** Their paths in the folder, with `/`, in their order, and with `BETWEEN_PATHS` between them; empty for none. */
  readonly paths: string;
  /** See `fingerprintColumns`. */
  readonly numbers: BigInt64Array;
}

/** No path has it. */
export const BETWEEN_PATHS = '\0';

/** Looks at all files of a folder and of those in it. Throws what the disk throws. */
export function walkFolder(folder: string): WalkedFolder {
  const found = [...filesBelow(folder)].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    paths: found.map((file) => file.path).join(BETWEEN_PATHS),
    numbers: fingerprintColumns(found.map(({ look }) => look)),
  };
}

/** A regular file somewhere below a folder. */
export interface FileBelow {
  /** Path in that folder, with `/`. */
  readonly path: string;
  readonly look: Fingerprint;
}

/**
 * The files of a folder and of those in it, one after the other, each looked at when it is its turn. Links are not followed:
 * they could lead anywhere. Throws what the disk throws.
 * @param isPassedOver says which files are not looked at
 */
export function* filesBelow(
  folder: string,
  isPassedOver: (path: string, name: string) => boolean = () => false,
): Generator<FileBelow> {
  const open = [''];
  for (let within = open.pop(); within !== undefined; within = open.pop()) {
    for (const entry of readdirSync(path.join(folder, within), { withFileTypes: true })) {
      const at = within + entry.name;
      if (entry.isDirectory()) open.push(`${at}/`);
      if (!entry.isFile() || isPassedOver(at, entry.name)) continue;
      const stats = whatIsAt(folder + path.sep + at);
      if (stats?.isFile()) yield { path: at, look: fingerprintOf(stats) };
    }
  }
}
