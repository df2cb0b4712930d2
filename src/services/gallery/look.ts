import { lstatSync, type BigIntStats } from 'node:fs';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { fingerprintOf, fingerprintText, modifiedMs } from '../../local/fingerprint.ts';
import type { FileState } from './entry.ts';
import { errorCode } from './fileProblem.ts';

/** How a regular file looks; undefined when there is none. Throws what the disk throws. */
export function look(file: string): FileState | undefined {
  const stats = whatIsAt(file);
  return stats?.isFile() ? stateOf(stats) : undefined;
}

export function stateOf({ size, mtimeNs }: BigIntStats): FileState {
  return { size: Number(size), modifiedMs: modifiedMs({ modifiedNs: mtimeNs }) };
}

/** What tells one state of a file or folder from another; undefined where there is none. Throws what the disk throws. */
export function stampOf(file: string): Fingerprint | undefined {
  const stats = whatIsAt(file);
  return stats && fingerprintOf(stats);
}

/** `fingerprintText`, also of a place where nothing stands. */
export function stampText(stamp: Fingerprint | undefined): string {
  return stamp ? fingerprintText(stamp) : 'nothing';
}

/** What stands at a path, a link as itself; undefined for nothing. Throws what the disk throws. */
export function whatIsAt(file: string): BigIntStats | undefined {
  try {
    // An error for each journal that is not there, with its stack, takes longer than the look itself.
    return lstatSync(file, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
