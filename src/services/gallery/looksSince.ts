import type { AlbumLook } from './albumLook.ts';
import type { AlbumState } from './albumState.ts';
import type { Entry } from './entry.ts';
import { MANIFEST } from './layout.ts';
import { isMadeNow, proofOfMade } from './madeAlbum.ts';
import { proofOf, type UnprovenLooks } from './unprovenLooks.ts';

/** How albums look that this run has made, or of which it has done nothing but replace items: of these without a further look at all others. */
export interface LooksSince {
  /**
   * With what this run has replaced and written in an album: what else came, went or was written into since all of it was looked at
   * gives a look that it never has. Undefined where more was done to it, or not all is written.
   * @param at ms since 1970 UTC
   */
  look(state: AlbumState, at: number): AlbumLook | undefined;
  /**
   * Notes what a manifest says from now on.
   * @param hash of it, which is asked for where `mark` will tell something
   */
  wrote(state: AlbumState, hash: () => string): void;
  /**
   * The mark of an album that looks so from now on; undefined for another look than `look` told, and where it is none that this run
   * has made. What was written and could have been written over at once is read again by the next run.
   * @param at when it was looked at, ms since 1970 UTC
   */
  mark(state: AlbumState, seen: AlbumLook | undefined, at: number): string | undefined;
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
    wrote(state, hash) {
      if (state.untouched?.replaced || isMadeNow(state)) manifests.set(state.slug, hash());
    },
    mark(state, seen, at) {
      const manifest = manifests.get(state.slug);
      if (!seen || !state.isWritten || manifest === undefined) return undefined;
      const replaced = told.has(seen) ? replacedIn(state) : undefined;
      const proofOfReplaced = replaced && proofOf(manifest, replaced);
      const proof = isMadeNow(state) ? seen.files && proofOfMade(state, seen.files, manifest, at) : proofOfReplaced;
      if (!proof) return undefined;
      unproven.remember(state.slug, seen.digest, proof);
      return seen.digest;
    },
  };
}

/** What was put there in the place of something else; undefined where more was done. */
function replacedIn({ untouched }: AlbumState): readonly Entry[] | undefined {
  return untouched?.replaced && [...untouched.replaced.values()].map(({ now }) => now);
}
