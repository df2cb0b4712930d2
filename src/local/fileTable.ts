import type { LocalFile } from '../engine/model.ts';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import type { FileList } from '../engine/ports/localFiles.ts';
import { beforeNames } from './beforeNames.ts';
import { fingerprintAt, modifiedMs, NUMBERS, numbersOf } from './fingerprint.ts';
import { RowRuns } from './rowRuns.ts';

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
  readonly rows: RowRuns;
}

/** Adds a file to its folder; without a fingerprint, one of which nobody could see how it looks. */
export type AddFile = (name: string, fingerprint: Fingerprint | undefined, facts: FileFacts) => void;

/** Two places a file: that of its folder among the folders, and that of what is known of it. */
const PLACES = 2;

/** Rows for which there is room at first. */
const ROOM = 1024;

/**
 * The files that a scan found, in columns. As objects, with their paths and fingerprints, they would take five times the
 * memory, and of a million files most are looked at once.
 */
export class FileTable implements FileList {
  readonly #names: string[] = [];
  #places = new Uint32Array(PLACES * ROOM);
  /** Fingerprints that the numbers have no room for, and files of which nobody could see one. */
  readonly #others = new Map<number, Fingerprint | undefined>();
  #numbers = new BigInt64Array(NUMBERS * ROOM);
  readonly #folders: FolderRows[] = [];
  /** The last one found of each path. */
  readonly #byPath = new Map<string, FolderRows>();
  readonly #facts: FileFacts[] = [];
  /** Where the facts of files are of which only the type is known: once for each type. */
  readonly #plain = new Map<string, number>();

  get length(): number {
    return this.#names.length;
  }

  /** Begins a folder; what is returned adds its files, in the order of their names. */
  folder({ root, path, below }: FileFolder): AddFile {
    const folder: FolderRows = {
      root,
      before: beforeNames(path),
      beforeInRoot: below === '' ? '' : `${below}/`,
      rows: new RowRuns(),
    };
    const place = this.#folders.push(folder) - 1;
    this.#byPath.set(folder.before, folder);
    return (name, fingerprint, facts) => {
      folder.rows.add(this.length);
      this.#add(name, place, fingerprint, facts);
    };
  }

  at(row: number): LocalFile | undefined {
    const name = this.#names[row];
    const [folder, facts] = [
      this.#folders[this.#places[row * PLACES] ?? 0],
      this.#facts[this.#places[row * PLACES + 1] ?? 0],
    ];
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
    const before = beforeNames(path);
    const rows = this.#byPath.get(before)?.rows;
    return Array.from({ length: rows?.length ?? 0 }, (_, place) => {
      const row = rows?.at(place) ?? 0;
      return [before + (this.#names[row] ?? ''), this.#fingerprintAt(row)];
    });
  }

  /** How a file looked when it was found. */
  fingerprintOf(path: string): Fingerprint | undefined {
    const end = path.lastIndexOf('/') + 1;
    const rows = this.#byPath.get(path.slice(0, end))?.rows;
    const row = rows && this.#rowOf(path.slice(end), rows);
    return row === undefined ? undefined : this.#fingerprintAt(row);
  }

  #add(name: string, folder: number, fingerprint: Fingerprint | undefined, facts: FileFacts): void {
    const row = this.length;
    this.#names.push(name);
    if (this.#numbers.length === row * NUMBERS) this.#makeRoom();
    this.#places.set([folder, this.#placeOf(facts)], row * PLACES);
    const numbers = fingerprint && numbersOf(fingerprint);
    if (numbers) this.#numbers.set(numbers, row * NUMBERS);
    else this.#others.set(row, fingerprint);
  }

  #makeRoom(): void {
    const [places, numbers] = [this.#places, this.#numbers];
    this.#places = new Uint32Array(2 * places.length);
    this.#places.set(places);
    this.#numbers = new BigInt64Array(2 * numbers.length);
    this.#numbers.set(numbers);
  }

  /** Where these facts are now. */
  #placeOf({ type, hash, capture, obstacle }: FileFacts): number {
    const key = `${type.kind} ${type.mime}`;
    const plain = this.#plain.get(key) ?? this.#facts.push({ type }) - 1;
    this.#plain.set(key, plain);
    if (hash === undefined && !capture && !obstacle) return plain;
    return this.#facts.push({ type: this.#facts[plain]?.type ?? type, hash, capture, obstacle }) - 1;
  }

  #fingerprintAt(row: number): Fingerprint | undefined {
    if (this.#others.has(row)) return this.#others.get(row);
    return fingerprintAt(this.#numbers, row);
  }

  /** Halves the rows, which are in the order of their names. */
  #rowOf(name: string, rows: RowRuns): number | undefined {
    let [first, end] = [0, rows.length];
    while (first < end) {
      const middle = (first + end) >> 1;
      if ((this.#names[rows.at(middle)] ?? '') < name) first = middle + 1;
      else end = middle;
    }
    const row = rows.at(first);
    return first < rows.length && this.#names[row] === name ? row : undefined;
  }
}
