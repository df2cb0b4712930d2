import path from 'node:path';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { fingerprintAt, isSameFile, isStillTicking, NUMBERS, numbersOf } from '../../local/fingerprint.ts';
import { digestOf } from '../../local/folderLook.ts';
import type { TextReader } from '../../local/textReader.ts';
import { pathsIn, type AlbumLook, type SeenFiles } from './albumLook.ts';
import type { ManifestRead } from './albumState.ts';
import { MANIFEST } from './layout.ts';
import { createLineItems, type LineItems } from './lineItems.ts';
import { stampOf, stampText } from './look.ts';
import { linesOfManifest, type ManifestLines } from './manifestLines.ts';

/** An album that looks from outside as it was finished, and so do its manifest and the files that are asked for. */
export interface UntouchedAlbum extends Pick<LineItems, 'replaced' | 'lineOf' | 'body'> {
  readonly items: LineItems;
  readonly manifest: ManifestRead;
  /** See `stampAtReading`. */
  stampAtReading(path: string): Fingerprint | undefined;
  /**
   * How it looks with other files at these paths, which are looked at now; undefined where one is gone. When somebody writes into
   * another one, or has done so since all of them were looked at, it never looks so.
   * @param now ms since 1970 UTC
   */
  lookSince(paths: readonly string[], now: number): AlbumLook | undefined;
}

/**
 * Undefined where one of these files, or the manifest, does not look as it did, or that is not as this program writes it.
 * @param folder absolute path of the album's folder
 * @param files how all that lies there looked when the album had the mark that it has now
 * @param asked paths in that folder
 * @param readText reads the manifest
 */
export function openUntouched(
  folder: string,
  files: SeenFiles,
  asked: Iterable<string>,
  readText: TextReader,
): UntouchedAlbum | undefined {
  const paths = pathsIn(files);
  if (!paths) return undefined;
  const { names, numbers, hasTemporaries } = files;
  const seenAt = (each: string) => {
    const place = paths.indexOf(each);
    return place < 0 ? undefined : fingerprintAt(numbers, place);
  };
  const looksAsSeen = (each: string) => {
    const [seen, now] = [seenAt(each), stampOf(path.join(folder, each))];
    return seen !== undefined && now !== undefined && isSameFile(seen, now);
  };
  const manifest = seenAt(MANIFEST);
  if (!manifest || ![MANIFEST, ...asked].every(looksAsSeen)) return undefined;
  const lines = linesIn(path.join(folder, MANIFEST), readText);
  // What lies there beside the items has to be looked into.
  if (lines?.length !== paths.length - 1) return undefined;
  const items = createLineItems(lines);
  return {
    items,
    manifest: { stamp: stampText(manifest) },
    get replaced() {
      return items.replaced;
    },
    lineOf: items.lineOf,
    body: () => items.body(),
    stampAtReading: (item) => (items.isChanged(item) || item === MANIFEST ? undefined : seenAt(item)),
    lookSince(others, now) {
      const since = numbers.slice();
      let isSteady = true;
      for (const each of others) {
        const [place, stamp] = [paths.indexOf(each), stampOf(path.join(folder, each))];
        const columns = stamp && numbersOf(stamp);
        if (place < 0 || !columns) return undefined;
        since.set(columns, NUMBERS * place);
        isSteady &&= !isStillTicking(stamp, now);
      }
      return { digest: digestOf(names, since), isSteady, outside: undefined, hasTemporaries };
    },
  };
}

function linesIn(file: string, readText: TextReader): ManifestLines | undefined {
  try {
    return linesOfManifest(readText(file));
  } catch {
    return undefined;
  }
}
