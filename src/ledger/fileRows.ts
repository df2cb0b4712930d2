import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import { toStoredText } from './storedText.ts';

export type FileRow = Record<string, SQLOutputValue>;

/** So many rows of the table `file` are read together, at most. */
const MOST = 128;

/** So many of the rows that were written last are kept, or up to twice as many: a run soon asks again for what it has learned. */
const LEARNED = 2048;

/**
 * Finds the rows of files. A scan asks for them in the order of their paths, and reading the next ones together takes a third
 * of the time; so as long as they are asked for, more and more of them are read ahead.
 */
export class FileRows {
  readonly #prepare: (sql: string) => StatementSync;
  /** What was read and not yet asked for, by stored path. */
  readonly #ahead = new Map<string, FileRow>();
  /** What was written lately, by stored path. */
  #learned = new Map<string, FileRow>();
  /** And what was before that. All of it is let go of at once, which takes less time than to find the oldest row each time. */
  #learnedBefore: ReadonlyMap<string, FileRow> = new Map();
  #together = 1;
  /** The last path that was learned, by its letters. */
  #last: string | undefined;
  /** Whether there were rows when somebody asked first; before the first sync there are none. */
  #hadRows: boolean | undefined;

  /** @param prepare gives the same statement for the same SQL */
  constructor(prepare: (sql: string) => StatementSync) {
    this.#prepare = prepare;
  }

  find(path: string): FileRow | undefined {
    const key = toStoredText(path);
    // A first scan asks for each file once it has learned all that come before it.
    if (!this.#hasRows() && !this.#mayBeLearned(key)) return undefined;
    const known = this.#learned.get(key) ?? this.#learnedBefore.get(key) ?? this.#ahead.get(key);
    this.#ahead.delete(key);
    if (known) return known;
    return this.#ahead.size === 0 ? this.#readOn(key) : this.#readOne(key);
  }

  /** From now on, this row stands there: as SQLite would give it, its path under `path`. */
  learned(row: FileRow & { readonly path: string }): void {
    if (!this.#mayBeLearned(row.path)) this.#last = row.path;
    this.#ahead.delete(row.path);
    this.#learned.set(row.path, row);
    if (this.#learned.size < LEARNED) return;
    this.#learnedBefore = this.#learned;
    this.#learned = new Map();
  }

  #hasRows(): boolean {
    this.#hadRows ??= this.#prepare('SELECT 1 FROM file LIMIT 1').get() !== undefined;
    return this.#hadRows;
  }

  #mayBeLearned(key: string): boolean {
    return this.#last !== undefined && key <= this.#last;
  }

  #readOn(key: string): FileRow | undefined {
    const rows = this.#prepare('SELECT * FROM file WHERE path >= ? ORDER BY path LIMIT ?').all(key, this.#together);
    const [first, ...others] = rows;
    if (first?.['path'] !== key) {
      this.#together = 1;
      return undefined;
    }
    for (const row of others) this.#ahead.set(String(row['path']), row);
    this.#together = Math.min(2 * this.#together, MOST);
    return first;
  }

  /** A file that is new stands between others, and one that is not shows that somebody asks in another order. */
  #readOne(key: string): FileRow | undefined {
    const row = this.#prepare('SELECT * FROM file WHERE path = ?').get(key);
    if (!row) return undefined;
    this.#ahead.clear();
    this.#together = 1;
    return row;
  }
}
