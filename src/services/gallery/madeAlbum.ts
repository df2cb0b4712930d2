import { modifiedMs, NUMBERS, sizeInColumns } from '../../local/fingerprint.ts';
import { pathsIn, type SeenFiles } from './albumLook.ts';
import type { AlbumState } from './albumState.ts';
import { looksUntouched, type Entry } from './entry.ts';
import { MANIFEST } from './layout.ts';
import { proofOf } from './unprovenLooks.ts';

/** Whether this run has made an album, so that nothing of it was ever read. */
export function isMadeNow({ stamps, untouched, manifest }: AlbumState): boolean {
  return !stamps && !untouched && !manifest;
}

/** Who writes into a photo dates it anew: one that is older than this was not written into. */
const YOUNG_MS = 60_000;

/**
 * What has to be read before anybody believes that an album is as this run has made it, when it looks so: by the paths in its folder, with
 * the hash of each (`sha256:…`). Undefined where it looks otherwise than it was left, as when somebody put something there.
 * @param files how it looks
 * @param manifest hash of the manifest
 * @param now ms since 1970 UTC
 */
export function proofOfMade(
  { items }: Pick<AlbumState, 'items'>,
  files: SeenFiles,
  manifest: string,
  now: number,
): ReadonlyMap<string, string> | undefined {
  const paths = files.hasTemporaries ? undefined : pathsIn(files);
  if (paths?.length !== items.size + 1) return undefined;
  const young: Entry[] = [];
  for (const [index, path] of paths.entries()) {
    if (path === MANIFEST) continue;
    const entry = items.at(path);
    const modifiedNs = files.numbers[NUMBERS * index + 1] ?? 0n;
    const look = { size: sizeInColumns(files.numbers, index), modifiedMs: modifiedMs({ modifiedNs }) };
    if (!entry || !looksUntouched(entry, look)) return undefined;
    if (look.modifiedMs >= now - YOUNG_MS) young.push(entry);
  }
  return proofOf(manifest, young);
}
