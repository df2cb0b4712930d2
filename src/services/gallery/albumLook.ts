import { readdirSync } from 'node:fs';
import path from 'node:path';
import { byName, FolderLook } from '../../local/folderLook.ts';
import { isTemporaryName } from '../../local/safeWrite.ts';
import { INDEX_PAGE } from './layout.ts';
import type { Layout } from './layout.ts';
import { stampOf } from './look.ts';
import { OutsideRecorder } from './outsideLook.ts';
import type { OutsideLook } from './outsideLook.ts';

/** How an album looks without anything of it being read. */
export interface AlbumLook {
  /** Stands for its manifest, its journal and every file in its folder, also one that is edited in place. */
  readonly digest: string;
  /** False when something changed a moment ago, so that another content could look the same. */
  readonly isSteady: boolean;
  /** How it looked from outside meanwhile; missing where that tells nothing. */
  readonly outside: OutsideLook | undefined;
}

/**
 * Looks at every file of an album; undefined where that cannot be done.
 * @param now ms since 1970 UTC
 */
export function albumLook(slug: string, layout: Layout, now: number): AlbumLook | undefined {
  const look = new FolderLook(now);
  try {
    const outside = new OutsideRecorder(slug, layout, now);
    const journal = stampOf(layout.journal(slug));
    if (journal) look.addFingerprint(journal);
    else look.addText('no journal');
    addFolder(look, outside, layout.album(slug), { isTop: true });
    return { digest: look.digest, isSteady: look.isSteady, outside: outside.result };
  } catch {
    return undefined;
  }
}

function addFolder(
  look: FolderLook,
  outside: OutsideRecorder,
  folder: string,
  { isTop }: { readonly isTop: boolean },
): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    // The page says nothing that the rest does not say, and what a crash left is nothing yet.
    if ((isTop && entry.name === INDEX_PAGE) || isTemporaryName(entry.name)) continue;
    const stands = `${folder}${path.sep}${entry.name}`;
    look.add(entry, entry.isDirectory() ? undefined : stampOf(stands));
    if (!entry.isDirectory()) continue;
    outside.folder(stands);
    addFolder(look, outside, stands, { isTop: false });
    look.addText('end');
  }
}
