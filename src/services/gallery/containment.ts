import { mkdirSync, realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import { phrase, type Phrase } from '../../engine/phrase.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { whatIsAt } from '../../local/whatIsAt.ts';
import { errorCode, writeProblem } from './fileProblem.ts';
import { shownPath } from './layout.ts';

/**
 * Makes sure that a folder inside the gallery is there and really lies inside it, right before something is written to
 * it. A link on the way, also one that leads back into the gallery, is somebody else's: `E_GALLERY_FOREIGN`.
 * @param folder absolute path at or below `root`
 */
export async function ensureFolder(root: string, folder: string): Promise<Result<void>> {
  return createContainment(root)(folder);
}

/**
 * `ensureFolder` for many files of a gallery. All folders on the way are looked at once for those that are asked for in one turn
 * of the event loop, after which they are handed to threads together; the real path, which takes longer than all of them, only
 * when another folder stands there than the one of which it was asked before.
 */
export function createContainment(root: string): (folder: string) => Promise<Result<void>> {
  const asked = new Map<string, string>();
  const seen = new Map<string, Promise<Result<void>>>();
  return (folder) => {
    const known = seen.get(folder);
    if (known) return known;
    if (seen.size === 0) setImmediate(() => seen.clear());
    const ensured = ensure(root, folder, asked);
    seen.set(folder, ensured);
    return ensured;
  };
}

async function ensure(root: string, folder: string, asked: Map<string, string>): Promise<Result<void>> {
  const relative = path.relative(root, folder);
  const shown = shownPath(root, folder);
  if (relative.startsWith('..') || path.isAbsolute(relative))
    return foreign(shown, phrase`it lies outside the gallery`);
  try {
    if (kindOf(root) !== 'folder') await mkdir(root, { recursive: true });
    let at = root;
    for (const part of relative === '' ? [] : relative.split(path.sep)) {
      at = path.join(at, part);
      const kind = kindOf(at);
      if (kind === 'nothing') makeFolder(at);
      else if (kind !== 'folder')
        return foreign(shown, kind === 'link' ? phrase`a link leads elsewhere` : phrase`a file is there`);
    }
    const identity = identityOf(folder);
    if (identity !== undefined && asked.get(folder) === identity) return ok();
    // The real path is asked for last, since it is what the write will meet.
    // Asked without another thread: the answer is in the memory of the system.
    const expected = path.join(realpathSync.native(root), relative);
    const isInside = path.relative(expected, realpathSync.native(folder)) === '';
    if (!isInside) return foreign(shown, phrase`it lies outside the gallery`);
    if (identity !== undefined) asked.set(folder, identity);
    return ok();
  } catch (error) {
    return fail(writeProblem(error, shown));
  }
}

/** The same for the same folder, wherever it is moved; undefined for anything else. */
function identityOf(folder: string): string | undefined {
  const stats = whatIsAt(folder);
  return stats?.isDirectory() ? `${stats.dev} ${stats.ino}` : undefined;
}

function kindOf(at: string): 'nothing' | 'folder' | 'link' | 'file' {
  const stats = whatIsAt(at);
  if (!stats) return 'nothing';
  if (stats.isSymbolicLink()) return 'link';
  return stats.isDirectory() ? 'folder' : 'file';
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody may have made it in the meantime.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function foreign(shown: string, why: Phrase) {
  return fail(problem('E_GALLERY_FOREIGN', phrase`${shown}: ${why}`, { path: shown }));
}
