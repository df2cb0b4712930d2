import { mkdirSync, realpathSync } from 'node:fs';
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
 * `ensureFolder` for many files of a gallery. Each folder on the way is looked at once for those that are asked for in one turn
 * of the event loop, after which they are handed to threads together; the real path, which takes longer than all of them, only
 * when another folder stands there than the one of which it was asked before.
 */
export function createContainment(root: string): (folder: string) => Promise<Result<void>> {
  const top = path.resolve(root);
  const asked = new Map<string, string>();
  let turn: Turn | undefined;
  return async (folder) => {
    if (!turn) setImmediate(() => (turn = undefined));
    turn ??= { root: top, seen: new Set(), asked };
    if (turn.seen.has(folder)) return ok();
    try {
      const inside = placeInside(top, folder);
      const why = inside === undefined ? phrase`it lies outside the gallery` : whyNot(inside, turn);
      return why ? foreign(shownPath(root, folder), why) : ok();
    } catch (error) {
      return fail(writeProblem(error, shownPath(root, folder)));
    }
  };
}

/** The same folder by a path that begins with that of the root; undefined where it lies outside. */
function placeInside(root: string, folder: string): string | undefined {
  // Most are written so already, and a gallery may have thousands.
  if (folder.startsWith(`${root}${path.sep}`) && !/[\\/]\.{0,2}(?:[\\/]|$)/.test(folder)) return folder;
  const relative = path.relative(root, folder);
  return relative.startsWith('..') || path.isAbsolute(relative) ? undefined : path.join(root, relative);
}

interface Turn {
  /** Absolute path of the gallery. */
  readonly root: string;
  /** The folders that were found to be there, and in it. */
  readonly seen: Set<string>;
  /** Of which folder the real path was asked, by the place where it stands. */
  readonly asked: Map<string, string>;
  /** The real path of the root, where it was asked. */
  realRoot?: string;
}

/** Makes sure that a folder at or below the root is there, and says why it is none of the gallery's. Throws what the disk throws. */
function whyNot(folder: string, turn: Turn): Phrase | undefined {
  const { root, seen, asked } = turn;
  if (seen.has(folder)) return undefined;
  if (folder === root) {
    if (!whatIsAt(root)?.isDirectory()) mkdirSync(root, { recursive: true });
  } else {
    const above = whyNot(path.dirname(folder), turn);
    if (above) return above;
    const before = whatIsAt(folder);
    const isMade = !before && makeFolder(folder);
    const stats = before ?? whatIsAt(folder);
    if (stats?.isSymbolicLink()) return phrase`a link leads elsewhere`;
    if (!stats?.isDirectory()) return phrase`a file is there`;
    const identity = `${stats.dev} ${stats.ino}`;
    // The real path is asked for last, since it is what the write will meet. One that was made here is where the one above is.
    if (!isMade && asked.get(folder) !== identity && !isReallyAt(folder, turn))
      return phrase`it lies outside the gallery`;
    asked.set(folder, identity);
  }
  seen.add(folder);
  return undefined;
}

/** Asked without another thread: the answer is in the memory of the system. */
function isReallyAt(folder: string, turn: Turn): boolean {
  turn.realRoot ??= realpathSync.native(turn.root);
  const expected = `${turn.realRoot}${folder.slice(turn.root.length)}`;
  const real = realpathSync.native(folder);
  return real === expected || path.relative(expected, real) === '';
}

/** Whether it is new. */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    // Somebody may have made it in the meantime.
    if (errorCode(error) !== 'EEXIST') throw error;
    return false;
  }
}

function foreign(shown: string, why: Phrase) {
  return fail(problem('E_GALLERY_FOREIGN', phrase`${shown}: ${why}`, { path: shown }));
}
