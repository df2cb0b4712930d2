import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
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
  /** Whether something lies there that is half-written; not said of a look that was only remembered. */
  readonly hasTemporaries?: boolean | undefined;
}

/**
 * Looks at every file of an album; undefined where that cannot be done.
 * @param now ms since 1970 UTC
 * @param known how files looked that were looked at a while ago, by their path in the album's folder. One that changed since gives
 * a digest that the album never has again, so that it is looked at once more.
 */
export function albumLook(
  slug: string,
  layout: Layout,
  now: number,
  known: Known = () => undefined,
): AlbumLook | undefined {
  const look = new FolderLook(now);
  try {
    const outside = new OutsideRecorder(slug, layout, now);
    const journal = stampOf(layout.journal(slug));
    if (journal) look.addFingerprint(journal);
    else look.addText('no journal');
    const collected: Collected = { look, outside, known, hasTemporaries: false };
    addFolder(collected, layout.album(slug), '');
    const { hasTemporaries } = collected;
    return { digest: look.digest, isSteady: look.isSteady, outside: outside.result, hasTemporaries };
  } catch {
    return undefined;
  }
}

type Known = (path: string) => Fingerprint | undefined;

interface Collected {
  readonly look: FolderLook;
  readonly outside: OutsideRecorder;
  readonly known: Known;
  hasTemporaries: boolean;
}

/** @param within its path in the album's folder, with `/` at its end; empty for that folder itself */
function addFolder(collected: Collected, folder: string, within: string): void {
  const { look, outside, known } = collected;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    // The page says nothing that the rest does not say, and what a crash left is nothing yet.
    const isTemporary = isTemporaryName(entry.name);
    if (isTemporary) collected.hasTemporaries = true;
    if (isTemporary || (within === '' && entry.name === INDEX_PAGE)) continue;
    const stands = `${folder}${path.sep}${entry.name}`;
    const seen = entry.isFile() ? known(within + entry.name) : undefined;
    look.add(entry, entry.isDirectory() ? undefined : (seen ?? stampOf(stands)));
    if (!entry.isDirectory()) continue;
    outside.folder(stands);
    addFolder(collected, stands, `${within}${entry.name}/`);
    look.addText('end');
  }
}
