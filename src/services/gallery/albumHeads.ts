import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { isRacy, isSameFile } from '../../local/fingerprint.ts';
import { readAlbum, type AlbumHead, type DamagedAlbum } from './albumState.ts';
import type { Layout } from './layout.ts';
import { stampOf } from './look.ts';

/** Reads the heads of albums. */
export type ReadHead = (slug: string) => Promise<AlbumHead | DamagedAlbum | undefined>;

/**
 * Reads what the gallery's own files say of an album, and again only when they look different: a run asks three times for
 * every album, and reading the manifests is most of what a run without changes does to a gallery.
 */
export function createAlbumHeads({ layout, now }: { readonly layout: Layout; readonly now: () => Date }): ReadHead {
  const known = new Map<string, { readonly head: AlbumHead | DamagedAlbum; readonly manifest: Fingerprint }>();

  return async (slug) => {
    const before = known.get(slug);
    const manifest = stampOf(layout.manifest(slug));
    const hasJournal = stampOf(layout.journal(slug)) !== undefined;
    if (before && manifest && !hasJournal && isSameFile(before.manifest, manifest)) return before.head;
    known.delete(slug);
    const head = await readAlbum(slug, layout);
    // An album that changes while it is read, or has just changed, may look the same with other content.
    if (head && manifest && !hasJournal && !isRacy(manifest, now().getTime())) known.set(slug, { head, manifest });
    return head;
  };
}
