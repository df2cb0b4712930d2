/** Raised with every change of the tables; a file with a higher number was written by a newer Album Sync. */
export const SCHEMA_VERSION = 1;

/** Marks the file as ours (`PRAGMA application_id`), so that a foreign database is never taken for a ledger. */
export const APPLICATION_ID = 0x416c_5379;

/** The tables. Dates are ms since 1970 UTC, except `*_ns`, which are nanoseconds as text because they pass 2^53. */
export const TABLES = `
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
