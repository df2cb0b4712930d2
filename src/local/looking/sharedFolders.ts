import type { FolderRecord } from '../../engine/ports/localFiles.ts';

/** Folders that threads look at together, as it passes from one to another. */
export interface FolderTask {
  /** Absolute path of the workspace folder. */
  readonly workspace: string;
  /** ms since 1970 UTC. */
  readonly now: number;
  readonly folders: readonly FolderRecord[];
  /** Memory that all of them have: how many folders are taken, and then what was found of each. */
  readonly memory: SharedArrayBuffer;
}

/** What was found of a folder; nothing was where nobody took it, or whoever did has ended. */
const UNCHANGED = 1;

const COUNTER_BYTES = Int32Array.BYTES_PER_ELEMENT;

/** @param count of the folders */
export function memoryFor(count: number): SharedArrayBuffer {
  return new SharedArrayBuffer(COUNTER_BYTES + count);
}

/** One by one, so that all threads end at the same time, however late one of them came. */
export class SharedFolders {
  readonly #count: number;
  readonly #taken: Int32Array;
  readonly #found: Uint8Array;

  constructor({ folders, memory }: { readonly folders: readonly unknown[] } & Pick<FolderTask, 'memory'>) {
    this.#count = folders.length;
    this.#taken = new Int32Array(memory, 0, 1);
    this.#found = new Uint8Array(memory, COUNTER_BYTES);
  }

  /** The place of a folder that no other thread gets; undefined when all are taken. */
  take(): number | undefined {
    const index = Atomics.add(this.#taken, 0, 1);
    return index < this.#count ? index : undefined;
  }

  /** `take` for each of what stands for the folders, with its place. */
  *takeEach<T>(folders: readonly T[]): Generator<readonly [index: number, folder: T]> {
    for (let index = this.take(); index !== undefined; index = this.take()) {
      const folder = folders[index];
      if (folder !== undefined) yield [index, folder];
    }
  }

  /** No further one is taken. */
  stop(): void {
    Atomics.store(this.#taken, 0, this.#count);
  }

  /** Says that a folder looks as its record says. */
  setUnchanged(index: number): void {
    Atomics.store(this.#found, index, UNCHANGED);
  }

  isUnchanged(index: number): boolean {
    return Atomics.load(this.#found, index) === UNCHANGED;
  }
}
