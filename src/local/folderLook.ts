import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import type { BigIntStats, Dirent } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import { fingerprintOf, NUMBERS, stillTickingAt, type StillTicking } from './fingerprint.ts';

/** The name of a file with rules for the folder that it lies in and all below. */
export const IGNORE_FILE = '.albumsyncignore';

/** What of a file is part of its look. */
type Stats = Pick<BigIntStats, 'size' | 'mtimeNs' | 'ctimeNs' | 'ino'>;

/** Collects how a folder looks: the names of all that lies in it, and the fingerprints of what decides about a run. */
export class FolderLook {
  readonly #isTicking: StillTicking;
  #names = '';
  #numbers = new BigInt64Array(0);
  #count = 0;
  #isSteady = true;

  /** @param now ms since 1970 UTC */
  constructor(now: number) {
    this.#isTicking = stillTickingAt(now);
  }

  /** Entries come in the order of their names. */
  add(entry: Dirent, fingerprint: Fingerprint | undefined): void {
    this.#names += `${kindOf(entry)}${entry.name}/`;
    if (fingerprint) this.addFingerprint(fingerprint);
  }

  addFingerprint(fingerprint: Fingerprint): void {
    const numbers = this.#roomFor(1);
    const { size, modifiedNs, changedNs, inode } = fingerprint;
    numbers[this.#count++] = BigInt(size);
    numbers[this.#count++] = modifiedNs;
    numbers[this.#count++] = changedNs;
    numbers[this.#count++] = inode;
    if (this.#isTicking(modifiedNs, changedNs)) this.#isSteady = false;
  }

  /**
   * `add` for all entries of a folder at once, from what the disk says of them: of thousands no further object is made.
   * @param statsOf how an entry looks, where that is looked at
   */
  addAll(entries: readonly Dirent[], statsOf: (entry: Dirent) => Stats | undefined): void {
    const numbers = this.#roomFor(entries.length);
    const isTicking = this.#isTicking;
    let names = this.#names;
    let count = this.#count;
    for (const entry of entries) {
      names += `${kindOf(entry)}${entry.name}/`;
      const stats = statsOf(entry);
      if (!stats) continue;
      const { size, mtimeNs, ctimeNs, ino } = stats;
      numbers[count++] = size;
      numbers[count++] = mtimeNs;
      numbers[count++] = ctimeNs;
      numbers[count++] = ino;
      if (isTicking(mtimeNs, ctimeNs)) this.#isSteady = false;
    }
    this.#names = names;
    this.#count = count;
  }

  addText(text: string): void {
    this.#names += `${text}/`;
  }

  #roomFor(files: number): BigInt64Array {
    const needed = this.#count + NUMBERS * files;
    if (needed > this.#numbers.length) {
      // Most folders are added at once, and there may be thousands of a few files each.
      const room = new BigInt64Array(Math.max(needed, 2 * this.#numbers.length));
      room.set(this.#numbers);
      this.#numbers = room;
    }
    return this.#numbers;
  }

  /** Something could not be seen. */
  spoil(): void {
    this.#isSteady = false;
  }

  /** Whether everything was seen and nothing changed a moment ago, so that no other content could look the same. */
  get isSteady(): boolean {
    return this.#isSteady;
  }

  get digest(): string {
    return digestOf(this.#names, this.#numbers.subarray(0, this.#count));
  }

  /** What has been added. */
  get seen(): SeenFolder {
    return { names: this.#names, numbers: this.#numbers.slice(0, this.#count), isSteady: this.#isSteady };
  }
}

/** All that a `FolderLook` collected, as it passes from one thread to another. */
export interface SeenFolder {
  readonly names: string;
  /** See `fingerprintColumns`. */
  readonly numbers: BigInt64Array;
  readonly isSteady: boolean;
}

/** `FolderLook.digest`. */
export function digestOf(names: string, numbers: BigInt64Array): string {
  return createHash('sha256').update(names).update('\0').update(numbers).digest('base64');
}

/** The rules from above, each looked at once. */
export class RulesAbove {
  readonly #workspace: string;
  readonly #looks = new Map<string, string | undefined>();
  readonly #now: number;

  /**
   * @param workspace absolute path of the workspace folder
   * @param now ms since 1970 UTC
   */
  constructor(workspace: string, now: number) {
    this.#workspace = workspace;
    this.#now = now;
  }

  /** How the files with rules look in the folders from a root down to the one above `folder`; undefined if unsteady. */
  of(root: string, folder: string): string | undefined {
    if (folder === root) return '';
    const parent = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '.';
    const above = this.of(root, parent);
    if (!this.#looks.has(parent)) this.#looks.set(parent, this.#look(parent));
    const own = this.#looks.get(parent);
    return above === undefined || own === undefined ? undefined : `${above} ${own}`;
  }

  #look(folder: string): string | undefined {
    try {
      const stats = lstatSync(path.join(this.#workspace, folder, IGNORE_FILE), { bigint: true, throwIfNoEntry: false });
      if (!stats) return 'none';
      const look = new FolderLook(this.#now);
      look.addFingerprint(fingerprintOf(stats));
      return look.isSteady ? look.digest : undefined;
    } catch {
      return undefined;
    }
  }
}

/** By code unit, so that equal folders give equal plans on every disk. */
export function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function kindOf(entry: Dirent): string {
  return entry.isFile() ? 'f' : entry.isDirectory() ? 'd' : entry.isSymbolicLink() ? 'l' : 'o';
}
