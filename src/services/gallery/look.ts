import type { BigIntStats } from 'node:fs';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { fingerprintOf, fingerprintText, modifiedMs } from '../../local/fingerprint.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import type { FileState } from './entry.ts';

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
