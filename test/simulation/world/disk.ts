import { pathKey } from '../../../src/local/safeName.ts';
import type { Fingerprint } from '../../../src/engine/ports/ledger.ts';
import type { Content } from './content.ts';
import type { Disk, DiskFile } from './world.ts';

/** The spelling under which a path stands on the disk, or undefined when nothing stands there. */
export function standsAt(disk: Disk, path: string): string | undefined {
  if (disk.files.has(path)) return path;
  if (!disk.foldsNames) return undefined;
  const key = pathKey(path);
  return [...disk.files.keys()].find((candidate) => pathKey(candidate) === key);
}

/** Writes a file: a new one, or new content for the one that stands there, which keeps its inode. */
export function writeFile(disk: Disk, path: string, content: Content, modifiedMs: number): void {
  const spelling = standsAt(disk, path) ?? path;
  const changed = ++disk.changes;
  const inode = disk.files.get(spelling)?.inode ?? changed;
  disk.files.set(spelling, { content, modifiedMs, changed, inode });
}

/** Gives a file another path; what stood there is gone. */
export function renameFile(disk: Disk, from: string, to: string): void {
  const file = disk.files.get(from);
  if (!file) return;
  disk.files.delete(from);
  const occupied = standsAt(disk, to);
  if (occupied !== undefined) disk.files.delete(occupied);
  disk.files.set(to, { ...file, changed: ++disk.changes });
}

/** How the operating system describes a file; `now` in ms is when its status was last changed, at the latest. */
export function fingerprintOf(file: DiskFile): Fingerprint {
  return {
    size: file.content.length,
    modifiedNs: BigInt(Math.round(file.modifiedMs)) * 1_000_000n,
    changedNs: BigInt(file.changed),
    inode: BigInt(file.inode),
  };
}
