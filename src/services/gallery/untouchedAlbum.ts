import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { fingerprintAt, isStillTicking, NUMBERS, numbersOf } from '../../local/fingerprint.ts';
import { digestOf } from '../../local/folderLook.ts';
import { BETWEEN_PATHS, type SeenAlbum } from '../../local/looking/albumsTask.ts';
import type { AlbumLook } from './albumLook.ts';
import type { ManifestRead } from './albumState.ts';
import { MANIFEST } from './layout.ts';
import { createLineItems, type LineItems } from './lineItems.ts';
import { stampOf, stampText } from './look.ts';
import { linesOfManifest, type ManifestLines } from './manifestLines.ts';

/** An album that looked as it was finished when this run first looked at its files. */
export interface UntouchedAlbum extends Pick<LineItems, 'replaced' | 'lineOf' | 'body'> {
  readonly items: LineItems;
  readonly manifest: ManifestRead;
  /** See `stampAtReading`. */
  stampAtReading(path: string): Fingerprint | undefined;
  /**
   * How it looks with other files at these paths, which are looked at now; undefined where one is gone.
   * @param folder absolute path of the album's folder
   * @param now ms since 1970 UTC
   */
  lookSince(paths: readonly string[], folder: string, now: number): AlbumLook | undefined;
}

/**
 * Undefined where its manifest is not as this program writes it, or is gone meanwhile.
 * @param file absolute path of the manifest
 */
export function openUntouched(file: string, seen: SeenAlbum): UntouchedAlbum | undefined {
  const files = seen.files.split(BETWEEN_PATHS);
  const lines = linesIn(file);
  const ownPlace = files.indexOf(MANIFEST);
  // What lies there beside the items has to be looked into.
  if (ownPlace < 0 || lines?.length !== files.length - 1) return undefined;
  const items = createLineItems(lines);
  return {
    items,
    manifest: { stamp: stampText(fingerprintAt(seen.numbers, ownPlace)) },
    get replaced() {
      return items.replaced;
    },
    lineOf: items.lineOf,
    body: () => items.body(),
    stampAtReading(item) {
      const place = items.isChanged(item) || item === MANIFEST ? -1 : files.indexOf(item);
      return place < 0 ? undefined : fingerprintAt(seen.numbers, place);
    },
    lookSince(paths, folder, now) {
      const numbers = seen.numbers.slice();
      let isSteady = seen.isSteady;
      for (const each of paths) {
        const [place, stamp] = [files.indexOf(each), stampOf(path.join(folder, each))];
        const columns = stamp && numbersOf(stamp);
        if (place < 0 || !columns) return undefined;
        numbers.set(columns, NUMBERS * place);
        isSteady &&= !isStillTicking(stamp, now);
      }
      const { names, hasTemporaries } = seen;
      return { digest: digestOf(names, numbers), isSteady, outside: undefined, hasTemporaries };
    },
  };
}

function linesIn(file: string): ManifestLines | undefined {
  try {
    return linesOfManifest(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
