import type { AlbumLook } from './albumLook.ts';
import type { AlbumState } from './albumState.ts';
import { storedHash } from './entry.ts';
import { MANIFEST } from './layout.ts';
import type { UnprovenLooks } from './unprovenLooks.ts';

/** How albums look of which this run has done nothing but replace items, without a further look at all others of them. */
export interface LooksSince {
  /**
   * With what this run has replaced and written in an album: what else came, went or was written into since all of it was looked at
   * gives a look that it never has. Undefined where more was done to it, or not all is written.
   * @param at ms since 1970 UTC
   */
  look(state: AlbumState, at: number): AlbumLook | undefined;
  /**
   * Notes what a manifest says from now on.
   * @param hash of it, which is asked for where items were replaced
   */
  wrote(state: AlbumState, hash: () => string): void;
  /**
   * The mark of an album that looks so from now on; undefined for another look than `look` told. What was written is read again by
   * the next run.
   */
  mark(state: AlbumState, seen: AlbumLook | undefined): string | undefined;
}

export function looksSince(unproven: Pick<UnprovenLooks, 'remember'>): LooksSince {
  const told = new WeakSet<AlbumLook>();
  /** The hashes of manifests. */
  const manifests = new Map<string, string>();
  return {
    look({ isWritten, untouched }, at) {
      const replaced = isWritten ? untouched?.replaced : undefined;
      const paths = replaced && replaced.size > 0 ? [...replaced.keys(), MANIFEST] : [];
      const seen = replaced && untouched?.lookSince(paths, at);
      if (seen) told.add(seen);
      return seen;
    },
    wrote({ slug, untouched }, hash) {
      if (untouched?.replaced) manifests.set(slug, hash());
    },
    mark({ slug, untouched }, seen) {
      const manifest = manifests.get(slug);
      if (!seen || !told.has(seen) || !untouched?.replaced || manifest === undefined) return undefined;
      const files = new Map([[MANIFEST, manifest]]);
      for (const { now } of untouched.replaced.values()) {
        const hash = storedHash(now);
        if (!hash?.startsWith('sha256:')) return undefined;
        files.set(now.path, hash);
      }
      unproven.remember(slug, seen.digest, files);
      return seen.digest;
    },
  };
}
