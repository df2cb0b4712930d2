import { posix } from 'node:path';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { BaseAlbum, BaseItem, Capture, MediaType } from '../engine/model.ts';
import type { FileKnowledge, Fingerprint, Ledger } from '../engine/ports/ledger.ts';
import type { SettledAlbum } from '../engine/settled/settledAlbum.ts';
import type { ServiceState } from '../engine/ports/serviceState.ts';
import type { NumberedStep, RunStamp, UndoStep } from '../engine/undo/model.ts';
import { isSameFile } from '../local/fingerprint.ts';
import { FileRows } from './fileRows.ts';
import { HeldKnowledge } from './heldKnowledge.ts';
import { StepRows } from './stepRows.ts';
import { fromStoredText, MARK, toStoredText } from './storedText.ts';

type Row = Record<string, SQLOutputValue>;

/** The ledger in a `node:sqlite` database that has the tables of `schema.ts`. */
export class SqliteLedger implements Ledger {
  /** What the service keeps; its writes become durable together with those of the engine. */
  readonly state: ServiceState;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #held = new HeldKnowledge();
  readonly #files = new FileRows((sql) => this.#prepare(sql));
  readonly #steps = new StepRows((sql) => this.#prepare(sql));
  #open = false;
  /** The run whose first step takes the place of those that are remembered. */
  #begun: RunStamp | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.state = {
      get: (key) => text(this.#prepare('SELECT value FROM state WHERE key = ?').get(toStoredText(key))?.['value']),
      entries: (prefix) => this.#entries(prefix),
      set: (key, value) => this.#write('INSERT OR REPLACE INTO state VALUES (?, ?)', key, value),
      delete: (key) => this.#write('DELETE FROM state WHERE key = ?', key),
      commit: () => this.commit(),
    };
  }

  items(): readonly BaseItem[] {
    return this.#prepare('SELECT * FROM item').all().map(toItem);
  }

  itemsIn(album: string): readonly BaseItem[] {
    return this.#prepare('SELECT * FROM item WHERE album = ?').all(toStoredText(album)).map(toItem);
  }

  itemsAt(album: string, paths: ReadonlySet<string>): readonly BaseItem[] {
    const places = [...paths];
    // By its key a row is found at once, and nearly every item has the name of its file.
    const named = 'SELECT * FROM item WHERE album = ? AND name = ? AND path = ?';
    const rows = places.flatMap((place) => {
      const row = this.#prepare(named).get(...[album, posix.basename(place), place].map(toStoredText));
      return row ? [row] : [];
    });
    if (rows.length === places.length) return rows.map(toItem);
    const sql = 'SELECT * FROM item WHERE album = ? AND path IN (SELECT value FROM json_each(?))';
    const stored = JSON.stringify(places.map(toStoredText));
    return this.#prepare(sql).all(toStoredText(album), stored).map(toItem);
  }

  /** Each is found by its first item, since reading all items takes longer than everything else. */
  albumsWithItems(): readonly string[] {
    return this.#prepare(
      `WITH RECURSIVE found (album) AS (
        SELECT min(album) FROM item
        UNION ALL SELECT (SELECT min(album) FROM item WHERE item.album > found.album) FROM found WHERE album IS NOT NULL
      )
      SELECT album FROM found WHERE album IS NOT NULL`,
    )
      .all()
      .map((row) => name(row['album']));
  }

  countItems(): number {
    return Number(this.#prepare('SELECT count(*) AS items FROM item').get()?.['items']);
  }

  itemsOf(remoteId: string): readonly BaseItem[] {
    return this.#prepare('SELECT * FROM item WHERE remote_id = ?').all(toStoredText(remoteId)).map(toItem);
  }

  albums(): readonly BaseAlbum[] {
    return this.#prepare('SELECT * FROM album').all().map(toAlbum);
  }

  rememberItem(item: BaseItem): void {
    const { album, name, path, remoteId, albumId, local, remote, capturedAt } = item;
    this.#write(
      'INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[album, name, path, remoteId, albumId],
      ...[local.size, local.modifiedMs, local.hash, remote.size, remote.modifiedMs, remote.hash, capturedAt],
    );
  }

  forgetItem(album: string, name: string): void {
    this.#write('DELETE FROM item WHERE album = ? AND name = ?', album, name);
  }

  rememberAlbum({ id, album, part, folders }: BaseAlbum): void {
    this.#write('INSERT OR REPLACE INTO album VALUES (?, ?, ?, ?)', id, album, part, JSON.stringify(folders));
  }

  forgetAlbum(id: string): void {
    this.#write('DELETE FROM album WHERE id = ?', id);
  }

  settled(): readonly SettledAlbum[] {
    const rows = this.#prepare('SELECT record FROM settled').all();
    return rows.map((row) => JSON.parse(name(row['record'])) as SettledAlbum);
  }

  settle(album: SettledAlbum, signs: readonly Uint8Array[] | undefined): void {
    this.#write('INSERT OR REPLACE INTO settled VALUES (?, ?)', album.album, JSON.stringify(album));
    const key = toStoredText(album.album);
    this.#run('DELETE FROM sign WHERE album = ?', [key]);
    for (const [place, files] of (signs ?? []).entries())
      this.#run('INSERT INTO sign VALUES (?, ?, ?)', [key, place, files]);
  }

  signsOf(album: string): readonly Uint8Array[] | undefined {
    const rows = this.#prepare('SELECT signs FROM sign WHERE album = ? ORDER BY place').all(toStoredText(album));
    return rows.length > 0 ? rows.map((row) => row['signs'] as Uint8Array) : undefined;
  }

  knowledge(path: string, fingerprint: Fingerprint | (() => Fingerprint)): FileKnowledge | undefined {
    const held = this.#held.find(path);
    if (held) return isSameFile(held.fingerprint, lookIn(fingerprint)) ? held.knowledge : undefined;
    const row = this.#files.find(path);
    if (!row || !sameFingerprint(row, lookIn(fingerprint))) return undefined;
    return {
      type: toType(row),
      hash: text(row['hash']),
      capture: row['capture'] === null ? undefined : (JSON.parse(name(row['capture'])) as Capture),
    };
  }

  learn(path: string, fingerprint: Fingerprint, knowledge: FileKnowledge): void {
    if (this.#held.hold(path, { fingerprint, knowledge })) return;
    this.#held.drop(path);
    this.#writeKnowledge(path, fingerprint, knowledge);
  }

  #writeKnowledge(path: string, fingerprint: Fingerprint, { type, hash, capture }: FileKnowledge): void {
    const [kind, mime] = type === 'notMedia' ? ['notMedia'] : [type?.kind, type?.mime];
    const row = {
      path: toStoredText(path),
      size: fingerprint.size,
      modified_ns: String(fingerprint.modifiedNs),
      changed_ns: String(fingerprint.changedNs),
      inode: String(fingerprint.inode),
      kind: toColumn(kind),
      mime: toColumn(mime),
      hash: toColumn(hash),
      capture: toColumn(capture && JSON.stringify(capture)),
    };
    this.#run('INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', Object.values(row));
    this.#files.learned(row);
  }

  steps(): readonly NumberedStep[] {
    if (this.#open) this.#together(() => this.#steps.write());
    return this.#steps.all();
  }

  lastRun(): RunStamp | undefined {
    const row = this.#prepare('SELECT stamp FROM run').get();
    return row && (JSON.parse(String(row['stamp'])) as RunStamp);
  }

  beginRun(run: RunStamp): void {
    this.#begun = run;
  }

  rememberStep(step: UndoStep): void {
    const begun = this.#begun;
    this.#begun = undefined;
    if (begun) {
      this.#change(() => this.#steps.clear());
      this.#write('INSERT OR REPLACE INTO run VALUES (1, ?)', JSON.stringify(begun));
    }
    this.#change(() => this.#steps.remember(step));
  }

  forgetStep(number: number): void {
    this.#change(() => {
      this.#steps.write();
      this.#steps.forget(number);
    });
  }

  commit(): void {
    if (!this.#open) return;
    this.#together(() => {
      this.#steps.write();
      this.#database.exec('COMMIT');
    });
    this.#open = false;
    if (this.#held.count()) this.#writeHeld();
  }

  /** Gives up what was not committed; what is held of files is written. */
  end(): void {
    if (this.#open) this.#giveUp();
    this.#writeHeld();
  }

  /** Where there is no room for it, the files are read again. */
  #writeHeld(): void {
    try {
      for (const [path, { fingerprint, knowledge }] of this.#held.take())
        this.#writeKnowledge(path, fingerprint, knowledge);
      this.commit();
    } catch {
      // Nothing depends on it but time.
    }
  }

  *#entries(prefix: string): Generator<readonly [string, string]> {
    // Those with a mark before them are stored otherwise, after all others.
    const range = 'SELECT key, value FROM state WHERE (key >= ? AND key < ?) OR key >= ?';
    for (const row of this.#prepare(range).all(prefix, `${prefix}\u{10FFFF}`, MARK)) {
      const key = name(row['key']);
      if (key.startsWith(prefix)) yield [key, name(row['value'])];
    }
  }

  #write(sql: string, ...values: (string | number | undefined)[]): void {
    this.#run(sql, values.map(toColumn));
  }

  /** @param columns as the database takes them */
  #run(sql: string, columns: readonly (string | number | Uint8Array | null)[]): void {
    this.#change(() => this.#prepare(sql).run(...columns));
  }

  #change(write: () => void): void {
    if (!this.#open) this.#database.exec('BEGIN IMMEDIATE');
    this.#open = true;
    this.#together(write);
  }

  /** Gives up what was not committed when a write fails, so that the next one begins anew and fails with its own reason. */
  #together(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#giveUp();
      throw error;
    }
  }

  #giveUp(): void {
    this.#open = false;
    this.#steps.giveUp();
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // A full disk may have ended the transaction already.
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }
}

function toColumn(value: string | number | undefined): string | number | null {
  return typeof value === 'string' ? toStoredText(value) : (value ?? null);
}

function toItem(row: Row): BaseItem {
  return {
    album: name(row['album']),
    name: name(row['name']),
    path: name(row['path']),
    remoteId: name(row['remote_id']),
    albumId: name(row['album_id']),
    local: {
      size: number(row['local_size']),
      modifiedMs: number(row['local_modified']),
      hash: text(row['local_hash']),
    },
    remote: {
      size: number(row['remote_size']),
      modifiedMs: number(row['remote_modified']),
      hash: text(row['remote_hash']),
    },
    capturedAt: text(row['captured_at']),
  };
}

function toAlbum(row: Row): BaseAlbum {
  return {
    id: name(row['id']),
    album: name(row['album']),
    part: Number(row['part']),
    // Nearly all have none.
    folders: row['folders'] === '[]' ? [] : (JSON.parse(name(row['folders'])) as string[]),
  };
}

function toType(row: Row): MediaType | 'notMedia' | undefined {
  if (row['kind'] === null) return undefined;
  return row['kind'] === 'notMedia' ? 'notMedia' : ({ kind: row['kind'], mime: row['mime'] } as MediaType);
}

function lookIn(fingerprint: Fingerprint | (() => Fingerprint)): Fingerprint {
  return typeof fingerprint === 'function' ? fingerprint() : fingerprint;
}

function sameFingerprint(row: Row, { size, modifiedNs, changedNs, inode }: Fingerprint): boolean {
  return (
    row['size'] === size &&
    row['modified_ns'] === String(modifiedNs) &&
    row['changed_ns'] === String(changedNs) &&
    row['inode'] === String(inode)
  );
}

function name(value: SQLOutputValue | undefined): string {
  return fromStoredText(String(value));
}

function text(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? fromStoredText(value) : undefined;
}

function number(value: SQLOutputValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
