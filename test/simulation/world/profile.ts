import type { Capabilities } from '../../../src/engine/ports/albumService.ts';

/** What a simulated service can do, as it is drawn. */
export interface Profile {
  readonly knows: { readonly size: boolean; readonly date: boolean; readonly hash: 'sha256' | 'md5' | 'none' };
  readonly replace: Capabilities['replace'];
  readonly remove: Capabilities['remove'];
  readonly rename: Capabilities['rename'];
  readonly metadata: Capabilities['metadata'];
  readonly tag: boolean;
  readonly removeAlbum: boolean;
  readonly maxAlbumItems?: number | undefined;
  /** Whether it keeps what it is told of the original of a shrunk copy. */
  readonly keepsFacts: boolean;
  /** Whether two items of one album may have one name. */
  readonly twins: boolean;
  /** Whether it encodes every photo anew, so that nobody gets back the bytes that were sent. */
  readonly reencodes: boolean;
}

/** A service that can do everything, like the built-in gallery. */
export const ABLE: Profile = {
  knows: { size: true, date: true, hash: 'sha256' },
  replace: 'inPlace',
  remove: 'trash',
  rename: { item: true, album: true, move: true },
  metadata: ['size', 'hash', 'sourceDate', 'caption', 'captureDate', 'albumDate'],
  tag: true,
  removeAlbum: true,
  maxAlbumItems: undefined,
  keepsFacts: true,
  twins: false,
  reencodes: false,
};

/** Takes back what cannot be true together, so that every drawn profile is one that a service could have. */
export function consistent(profile: Profile): Profile {
  const { knows, remove, metadata } = profile;
  const replace = profile.replace === 'uploadThenRemove' && remove === 'no' ? 'no' : profile.replace;
  // Two copies stand side by side for a moment, so there must be room for two of one name.
  const twins = profile.twins || replace === 'uploadThenRemove';
  if (!profile.reencodes) return { ...profile, replace, twins };
  const factless = metadata.filter((fact) => fact !== 'size' && fact !== 'hash');
  return { ...profile, replace, twins, metadata: factless, knows: { size: false, date: knows.date, hash: 'none' } };
}

export function capabilitiesOf(profile: Profile): Capabilities {
  const { knows, replace, remove, rename, metadata, tag, removeAlbum, maxAlbumItems, reencodes } = profile;
  return {
    knows: { size: knows.size, sourceDate: knows.date, hashes: knows.hash === 'none' ? [] : [knows.hash], name: true },
    sameBytes: 'ownItems',
    ...{ replace, remove, rename, metadata, tag, removeAlbum, maxAlbumItems },
    downloadsOriginal: !reencodes,
    accepts: () => true,
    concurrency: 2,
    pendingUploads: 0,
    restore: false,
  };
}
