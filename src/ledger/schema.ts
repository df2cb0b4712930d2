/** Raised with every change of the tables; a file with a higher number was written by a newer Album Sync. */
export const SCHEMA_VERSION = 7;

/** Marks the file as ours (`PRAGMA application_id`), so that a foreign database is never taken for a ledger. */
export const APPLICATION_ID = 0x416c_5379;

/** The tables. Dates are ms since 1970 UTC, except `*_ns`, which are nanoseconds as text because they pass 2^53. */
const TABLES_OF_1 = `
  CREATE TABLE item (
    album TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    album_id TEXT NOT NULL,
    local_size INTEGER, local_modified REAL, local_hash TEXT,
    remote_size INTEGER, remote_modified REAL, remote_hash TEXT,
    captured_at TEXT,
    PRIMARY KEY (album, name)
  ) WITHOUT ROWID;

  CREATE TABLE album (
    id TEXT PRIMARY KEY,
    album TEXT NOT NULL,
    part INTEGER NOT NULL,
    folders TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE file (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified_ns TEXT NOT NULL,
    changed_ns TEXT NOT NULL,
    inode TEXT NOT NULL,
    kind TEXT,
    mime TEXT,
    hash TEXT,
    capture TEXT
  ) WITHOUT ROWID;
`;

/** What version 2 added: the last run that can be undone, step by step. */
const TABLES_OF_2 = `
  CREATE TABLE run (one INTEGER PRIMARY KEY CHECK (one = 1), stamp TEXT NOT NULL);

  CREATE TABLE step (number INTEGER PRIMARY KEY, step TEXT NOT NULL);
`;

/** What version 3 added: what a service keeps between runs (`ServiceState`). */
const TABLES_OF_3 = `
  CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/**
 * What version 4 added: albums that were found wholly in step (`SettledAlbum` as JSON). The database itself sees to it
 * that none outlives what is remembered of its items.
 */
const TABLES_OF_4 = `
  CREATE TABLE settled (album TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;

  CREATE TRIGGER item_written AFTER INSERT ON item BEGIN DELETE FROM settled WHERE album = NEW.album; END;
  CREATE TRIGGER item_changed AFTER UPDATE ON item BEGIN DELETE FROM settled WHERE album IN (OLD.album, NEW.album); END;
  CREATE TRIGGER item_forgotten AFTER DELETE ON item BEGIN DELETE FROM settled WHERE album = OLD.album; END;
`;

/**
 * What version 5 added: how each file in the places of a settled album looked (`LocalFiles.signsOf`). In a table of its own,
 * because it is read only where a folder looks different.
 */
const TABLES_OF_5 = `
  CREATE TABLE sign (album TEXT, place INTEGER, signs BLOB NOT NULL, PRIMARY KEY (album, place));

  CREATE TRIGGER settled_forgotten AFTER DELETE ON settled BEGIN DELETE FROM sign WHERE album = OLD.album; END;
`;

/** All tables of the present version. */
export const TABLES = TABLES_OF_1 + TABLES_OF_2 + TABLES_OF_3 + TABLES_OF_4 + TABLES_OF_5;

/** Version to the statements that make it the next one. */
export const UPGRADES: ReadonlyMap<number, string> = new Map([
  [1, TABLES_OF_2],
  [2, TABLES_OF_3],
  [3, TABLES_OF_4],
  [4, TABLES_OF_5],
  // Since version 6 a row of `step` may be a list of steps, which a program of version 5 would take for one.
  [5, ''],
  // Since version 7 it may say once what several steps have in common.
  [6, ''],
]);

/** The tables of a version, in an order in which they can be copied: what is written about items ends `settled`. */
export function tablesOf(version: number): readonly string[] {
  const since = (first: number, ...tables: string[]) => (version >= first ? tables : []);
  return [
    ...since(1, 'item', 'album', 'file'),
    ...since(2, 'run', 'step'),
    ...since(3, 'state'),
    ...since(4, 'settled'),
    ...since(5, 'sign'),
  ];
}
