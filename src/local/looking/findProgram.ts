import { spawn } from 'node:child_process';
import { thingsIn } from './folderLooker.ts';
import { FIND, hasFind } from './hasFind.ts';

/** Tells what lies in many folders and how it looks, at a fraction of the price of a look at each file from here. */
export interface FolderTeller {
  /** Fewer files are looked at from here before it has told of the first. */
  readonly least: number;
  /**
   * Tells of each folder as soon as it can: the same bytes as long as nothing in it looks different and nothing comes or goes, but
   * for the marks of files that changed since a moment (`unmarked`, `lookTold`). Of some it may tell nothing, and after an abort of
   * none. Rejects with what `onTold` throws, and with nothing else.
   */
  tell(folders: readonly AskedFolder[], onTold: OnTold, options: TellOptions): Promise<void>;
}

/** @param index the place of the folder among those that were asked for */
export type OnTold = (index: number, told: Uint8Array) => void;

export interface TellOptions {
  readonly signal: AbortSignal;
  /** Files of which the status changed after it are marked; ms since 1970 UTC. */
  readonly since?: number | undefined;
}

export interface AskedFolder {
  /** Absolute path. */
  readonly path: string;
  /** How many files it had. */
  readonly files: number;
}

/**
 * Of a folder that was asked for its path, which ends with a stroke as it was given, between two characters that no name has. Of what
 * lies in it the kind and the name, and of all but folders the size, both dates to the nanosecond and the inode; a stroke, which no name
 * has either, behind each, and one more before what changed. (https://www.gnu.org/software/findutils/manual/)
 */
function expression(since: number | undefined): readonly string[] {
  const asked = ['-type', 'd', '-path', '*/', '-printf', '\\0%p\\0'];
  const folders = ['-type', 'd', '-printf', '%y%f/'];
  const mark = ['-newerct', `@${(since ?? 0) / 1000}`, '-printf', '/', '-false'];
  const others = ['-printf', '%y%f/%s %T@ %C@ %i/'];
  const either = [asked, folders, ...(since === undefined ? [] : [mark])].flatMap((each) => ['(', ...each, ')', '-o']);
  return ['-maxdepth', '1', ...either, ...others];
}

/** So many files take as long to look at as to start the programs. */
const LEAST = 4000;

/** Letters of the paths that one program is given; Linux allows a quarter of its stack for them, which is 2 MB. */
const MOST_LETTERS = 500_000;

/**
 * `find` of GNU: a program in C needs half of the processor time for the calls that a look takes here, since nothing is made an object.
 * Undefined where the system has none.
 * @param programs run side by side, each over its share
 */
export function findProgram(platform: NodeJS.Platform, programs: number): FolderTeller | undefined {
  if (!hasFind(platform)) return undefined;
  return {
    least: LEAST,
    async tell(folders, onTold, options) {
      const places = new Map(folders.map((folder, index) => [argumentOf(folder), index]));
      const tell = (told: Uint8Array, folder: string) => {
        const index = places.get(folder);
        if (index !== undefined && !options.signal.aborted) onTold(index, told);
      };
      const listenToEach = async (share: readonly AskedFolder[]) => {
        for (const some of together(share)) await listen(some, tell, options);
      };
      await Promise.all(sharesOf(folders, programs).map(listenToEach));
    },
  };
}

/** Behind a link lies the folder that it leads to. */
function argumentOf({ path }: AskedFolder): string {
  return `${path}/`;
}

/** Folders that follow each other, with as many files in each share. */
function sharesOf(folders: readonly AskedFolder[], count: number): readonly (readonly AskedFolder[])[] {
  const all = thingsIn(folders);
  const shares: AskedFolder[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const folder of folders) {
    shares[Math.min(count - 1, Math.floor((before * count) / all))]?.push(folder);
    before += thingsIn([folder]);
  }
  return shares.filter((share) => share.length > 0);
}

/** As many as one program can be asked about. */
function* together(folders: readonly AskedFolder[]): Generator<readonly AskedFolder[]> {
  let some: AskedFolder[] = [];
  let letters = 0;
  for (const folder of folders) {
    letters += folder.path.length;
    if (some.length > 0 && letters > MOST_LETTERS) {
      yield some;
      [some, letters] = [[], folder.path.length];
    }
    some.push(folder);
  }
  if (some.length > 0) yield some;
}

type Tell = (told: Uint8Array, folder: string) => void;

/** Resolves when the program has told all that it could. */
function listen(folders: readonly AskedFolder[], tell: Tell, { signal, since }: TellOptions): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const pieces = new Pieces(tell);
  return new Promise((resolve, reject) => {
    const orReject = (listener: () => void) => {
      try {
        listener();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    try {
      const program = spawn(FIND, [...folders.map(argumentOf), ...expression(since)], {
        ...{ stdio: ['ignore', 'pipe', 'ignore'], env: { LC_ALL: 'C' }, signal, killSignal: 'SIGKILL' },
      });
      program.stdout.on('data', (chunk: Buffer) => orReject(() => pieces.add(chunk)));
      program.once('error', () => resolve());
      program.once('close', (status) => {
        // One that was ended in the middle of a folder has not told all of it.
        if (status !== null) orReject(() => pieces.end());
        resolve();
      });
    } catch {
      // There is no room for another program.
      resolve();
    }
  });
}

/** Cuts what comes into folders. */
class Pieces {
  readonly #tell: Tell;
  /** What came before of the folder that is being told of. */
  #begun: Buffer = Buffer.alloc(0);

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  add(chunk: Buffer): void {
    let rest = chunk;
    // No more than one folder is put together, since to copy all that comes takes longer than to look through it.
    const first = this.#begun.length > 0 ? rest.subarray(0, endOfBegun(this.#begun, rest)) : undefined;
    if (first) {
      this.#begun = Buffer.concat([this.#begun, first]);
      rest = rest.subarray(first.length);
      if (rest.length === 0) return;
      this.end();
    }
    for (let next = endOfFolder(rest); next >= 0; next = endOfFolder(rest)) {
      this.#tellOf(rest.subarray(0, next));
      rest = rest.subarray(next);
    }
    this.#begun = rest;
  }

  end(): void {
    this.#tellOf(this.#begun);
    this.#begun = Buffer.alloc(0);
  }

  #tellOf(folder: Buffer): void {
    const endOfPath = folder.indexOf(0, 1);
    if (endOfPath > 0) this.#tell(folder.subarray(endOfPath + 1), folder.toString('utf8', 1, endOfPath));
  }
}

/** Where the next folder begins; below 0 where it has not begun. */
function endOfFolder(bytes: Buffer): number {
  const endOfPath = bytes.indexOf(0, 1);
  return endOfPath < 0 ? -1 : bytes.indexOf(0, endOfPath + 1);
}

/** The same in what comes next, of a folder of which some has come. */
function endOfBegun(begun: Buffer, next: Buffer): number {
  const first = next.indexOf(0);
  const end = begun.indexOf(0, 1) > 0 || first < 0 ? first : next.indexOf(0, first + 1);
  return end < 0 ? next.length : end;
}
