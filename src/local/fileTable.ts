import type { LocalFile } from '../engine/model.ts';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import type { FileList } from '../engine/ports/localFiles.ts';
import { modifiedMs } from './fingerprint.ts';

/** What is known of a file beside its place and its look. */
export type FileFacts = Pick<LocalFile, 'type' | 'hash' | 'capture' | 'obstacle'>;

/** A folder of files. */
export interface FileFolder {
  /** The root it was found in, relative to the workspace folder. */
  readonly root: string;
  /** Relative to the workspace folder. */
  readonly path: string;
  /** Path below the root; empty for the root itself. */
  readonly below: string;
}

/** A folder with its rows in the order of their names, and what stands before these names in their paths. */
interface FolderRows {
  readonly root: string;
  readonly before: string;
  readonly beforeInRoot: string;
  readonly rows: number[];
}

/** Adds a file to its folder; without a fingerprint, one of which nobody could see how it looks. */
export type AddFile = (name: string, fingerprint: Fingerprint | undefined, facts: FileFacts) => void;

/** Four numbers a file: its fingerprint. */
const NUMBERS = 4;

/**
 * The files that a scan found, in columns. As objects, with their paths and fingerprints, they would take five times the
 * memory, and of a million files most are looked at once.
 */
export class FileTable implements FileList {
  readonly #names: string[] = [];
  readonly #folderOf: FolderRows[] = [];
  readonly #facts: FileFacts[] = [];
  /** Fingerprints that the numbers have no room for, and files of which nobody could see one. */
  readonly #others = new Map<number, Fingerprint | undefined>();
  #numbers = new BigInt64Array(NUMBERS * 1024);
  /** The last one found of each path. */
  readonly #folders = new Map<string, FolderRows>();
  /** What is known of files of which only the type is known: one object for each type. */
  readonly #plain = new Map<string, FileFacts>();

  get length(): number {
    return this.#names.length;
  }

  /** Begins a folder; what is returned adds its files, in the order of their names. */
  folder({ root, path, below }: FileFolder): AddFile {
    const folder: FolderRows = {
      root,
      before: path === '.' ? '' : `${path}/`,
      beforeInRoot: below === '' ? '' : `${below}/`,
      rows: [],
    };
    this.#folders.set(folder.before, folder);
    return (name, fingerprint, facts) => this.#add(folder, name, fingerprint, facts);
  }

  at(row: number): LocalFile | undefined {
    const [name, folder, facts] = [this.#names[row], this.#folderOf[row], this.#facts[row]];
    if (name === undefined || !folder || !facts) return undefined;
    const fingerprint = this.#fingerprintAt(row);
    return {
      path: folder.before + name,
      root: folder.root,
      pathInRoot: folder.beforeInRoot + name,
      size: fingerprint?.size ?? 0,
      modifiedMs: fingerprint ? modifiedMs(fingerprint) : 0,
      type: facts.type,
      hash: facts.hash,
      capture: facts.capture,
      obstacle: facts.obstacle,
    };
  }

  *[Symbol.iterator](): Iterator<LocalFile> {
    for (let row = 0; row < this.length; row++) {
      const file = this.at(row);
      if (file) yield file;
    }
  }

  /** The paths of the files in a folder, with how each looked; undefined where nobody could see it. */
  filesIn(path: string): readonly (readonly [path: string, look: Fingerprint | undefined])[] {
    const before = path === '.' ? '' : `${path}/`;
    const rows = this.#folders.get(before)?.rows ?? [];
    return rows.map((row) => [before + (this.#names[row] ?? ''), this.#fingerprintAt(row)] as const);
  }

  /** How a file looked when it was found. */
  fingerprintOf(path: string): Fingerprint | undefined {
    const end = path.lastIndexOf('/') + 1;
    const row = this.#rowOf(path.slice(end), this.#folders.get(path.slice(0, end))?.rows ?? []);
    return row === undefined ? undefined : this.#fingerprintAt(row);
  }

  #add(folder: FolderRows, name: string, fingerprint: Fingerprint | undefined, facts: FileFacts): void {
    const row = this.length;
    this.#names.push(name);
    this.#folderOf.push(folder);
    this.#facts.push(this.#shared(facts));
    folder.rows.push(row);
    if (this.#numbers.length === row * NUMBERS) {
      const room = new BigInt64Array(2 * this.#numbers.length);
      room.set(this.#numbers);
      this.#numbers = room;
    }
    const numbers = fingerprint && numbersOf(fingerprint);
    if (numbers) this.#numbers.set(numbers, row * NUMBERS);
    else this.#others.set(row, fingerprint);
  }

  #shared(facts: FileFacts): FileFacts {
    const { type, hash, capture, obstacle } = facts;
    const key = `${type.kind} ${type.mime}`;
    const plain = this.#plain.get(key) ?? { type };
    this.#plain.set(key, plain);
    return hash === undefined && !capture && !obstacle ? plain : { type: plain.type, hash, capture, obstacle };
  }

  #fingerprintAt(row: number): Fingerprint | undefined {
    if (this.#others.has(row)) return this.#others.get(row);
    const [size = 0n, modifiedNs = 0n, changedNs = 0n, inode = 0n] = this.#numbers.subarray(row * NUMBERS);
    return { size: Number(size), modifiedNs, changedNs, inode };
  }

  /** Halves the rows, which are in the order of their names. */
  #rowOf(name: string, rows: readonly number[]): number | undefined {
    let [first, end] = [0, rows.length];
    while (first < end) {
      const middle = (first + end) >> 1;
      if ((this.#names[rows[middle] ?? 0] ?? '') < name) first = middle + 1;
      else end = middle;
    }
    const row = rows[first];
    return row !== undefined && this.#names[row] === name ? row : undefined;
  }
}

/** Undefined for one with a number that takes more than 64 bits, as some disks have them. */
function numbersOf({ size, modifiedNs, changedNs, inode }: Fingerprint): readonly bigint[] | undefined {
  const numbers = [BigInt(size), modifiedNs, changedNs, inode];
  return numbers.every((number) => BigInt.asIntN(64, number) === number) ? numbers : undefined;
}
