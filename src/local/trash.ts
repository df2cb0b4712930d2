import { constants, existsSync, lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { copyFile, link, open, rename, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileTime, hashFile } from './safeWrite.ts';

/** Where deleted and replaced photos go. */
export interface Trash {
  /**
   * Moves a file there; it is gone from its place only when it is whole in the trash. Answers with its absolute path there.
   * Throws what the disk throws.
   */
  take(file: string): Promise<string>;
  /** Puts a second copy of a file there and leaves it in its place. Otherwise like `take`. */
  keepCopy(file: string): Promise<string>;
  /** Removes what was brought back. @param place absolute path that `take` or `keepCopy` gave */
  empty(place: string): Promise<void>;
}

export interface TrashOptions {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Absolute path of a folder of our own, for platforms and disks without a trash that a program can write. */
  readonly ownTrash: string;
  readonly now: () => number;
}

/**
 * The trash of the desktop where it has one that any file manager can restore from: the FreeDesktop.org Trash
 * specification 1.0 on Linux, `~/.Trash` on a Mac. Elsewhere, on other disks of a Mac, and where the trash of a disk
 * cannot be written, as on many network disks, a folder of our own.
 */
export function createTrash(options: TrashOptions): Trash {
  const places = options.platform === 'linux' ? [freedesktopPlace, plainPlace] : [plainPlace];
  const inFirstPossible = async (file: string, move: (target: string) => Promise<void>): Promise<string> => {
    let reason: unknown;
    for (const place of places) {
      try {
        return await intoTrash(place(file, options), move);
      } catch (error) {
        reason = error;
      }
    }
    throw reason;
  };
  return {
    take: (file) => inFirstPossible(file, (target) => moveFile(file, target)),
    keepCopy: (file) => inFirstPossible(file, (target) => copyWhole(file, target)),
    empty: async (place) => {
      await unlink(place);
      const folder = path.dirname(place);
      // Beside the files of a FreeDesktop trash lies what is known of them.
      if (path.basename(folder) === 'files')
        rmSync(path.join(folder, '..', 'info', `${path.basename(place)}.trashinfo`), { force: true });
    },
  };
}

/** A free place in a trash; `forget` takes back what was written there before the file came. */
interface TrashedPlace {
  readonly target: string;
  readonly forget: () => void;
}

async function intoTrash({ target, forget }: TrashedPlace, move: (target: string) => Promise<void>): Promise<string> {
  try {
    await move(target);
    return target;
  } catch (error) {
    forget();
    throw error;
  }
}

async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyWhole(from, to);
    await unlink(from);
  }
}

/** A second name for the same bytes where the disk can do that, else a copy that is compared with its original. */
async function copyWhole(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    return;
  } catch (error) {
    if (!/^(EXDEV|EPERM|ENOTSUP|EOPNOTSUPP|EMLINK|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  }
  await copyFile(from, to, constants.COPYFILE_EXCL);
  await utimes(to, new Date(), fileTime(lstatSync(from).mtimeMs));
  await flush(to);
  const { signal } = new AbortController();
  if ((await hashFile(from, signal)) === (await hashFile(to, signal))) return;
  await unlink(to);
  throw new Error('The copy in the trash differs from its original');
}

/** The copy must be on the disk before its original goes. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The home trash for files on its disk, else `.Trash-<uid>` at the top of the file's own disk. */
function freedesktopPlace(file: string, { env, home, now }: TrashOptions): TrashedPlace {
  const homeTrash = path.join(env['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'Trash');
  mkdirSync(homeTrash, { recursive: true, mode: 0o700 });
  const device = lstatSync(file).dev;
  const top = statSync(homeTrash).dev === device ? undefined : topOfDisk(file, device);
  const trash = top === undefined ? homeTrash : path.join(top, `.Trash-${process.getuid?.() ?? 0}`);
  mkdirSync(path.join(trash, 'files'), { recursive: true, mode: 0o700 });
  mkdirSync(path.join(trash, 'info'), { recursive: true, mode: 0o700 });
  // Percent-encoded like a URL's path; relative to the disk's top in a trash that is not the home one.
  const origin = (top === undefined ? file : path.relative(top, file)).split('/').map(encodeURIComponent).join('/');
  const info = `[Trash Info]\nPath=${origin}\nDeletionDate=${localTime(now())}\n`;
  for (let count = 1; ; count++) {
    const name = numbered(path.basename(file), count);
    const infoFile = path.join(trash, 'info', `${name}.trashinfo`);
    if (existsSync(path.join(trash, 'files', name)) || !reserve(infoFile, info)) continue;
    return { target: path.join(trash, 'files', name), forget: () => rmSync(infoFile, { force: true }) };
  }
}

/** Makes the information file, which reserves the name for this program. */
function reserve(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function topOfDisk(file: string, device: number): string {
  let top = path.dirname(file);
  while (path.dirname(top) !== top && statSync(path.dirname(top)).dev === device) top = path.dirname(top);
  return top;
}

function plainPlace(file: string, { platform, home, ownTrash }: TrashOptions): TrashedPlace {
  const macTrash = path.join(home, '.Trash');
  const useMac = platform === 'darwin' && existsSync(macTrash) && statSync(macTrash).dev === lstatSync(file).dev;
  const folder = useMac ? macTrash : ownTrash;
  mkdirSync(folder, { recursive: true });
  for (let count = 1; ; count++) {
    const target = path.join(folder, numbered(path.basename(file), count));
    if (!existsSync(target)) return { target, forget: () => undefined };
  }
}

function numbered(name: string, count: number): string {
  if (count === 1) return name;
  const { name: stem, ext } = path.parse(name);
  return `${stem} ${count}${ext}`;
}

/** `YYYY-MM-DDThh:mm:ss` in local time, as the specification asks. */
function localTime(nowMs: number): string {
  const minutes = new Date(nowMs).getTimezoneOffset();
  return new Date(nowMs - minutes * 60_000).toISOString().slice(0, 19);
}
