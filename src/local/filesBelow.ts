import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import { fingerprintOf } from './fingerprint.ts';
import { whatIsAt } from './whatIsAt.ts';

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
