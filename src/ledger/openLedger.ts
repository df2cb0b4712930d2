import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { problem } from '../engine/errors.ts';
import { phrase, type PhraseValue } from '../engine/phrase.ts';
import type { Problem } from '../engine/model.ts';
import type { Ledger } from '../engine/ports/ledger.ts';
import type { ServiceState } from '../engine/ports/serviceState.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { checkedAt, noteChecked } from './checkedLedger.ts';
import { APPLICATION_ID, SCHEMA_VERSION, TABLES, tablesOf, UPGRADES } from './schema.ts';
import { SqliteLedger } from './sqliteLedger.ts';

/** An open ledger; `close` gives up what was not committed, but not what was learned of files. */
export interface OpenLedger {
  readonly ledger: Ledger;
  readonly state: ServiceState;
  /** That a damaged file was set aside, where one was. */
  readonly problems: readonly Problem[];
  readonly close: () => void;
}

/**
 * Opens the ledger for a run that may write, making it where there is none. A damaged file is set aside under a name
 * that ends in `.bad-<time>` and never trusted; one of a newer version is left untouched (`E_LEDGER_NEWER`).
 */
export function openLedger(file: string, nowMs: number): Result<OpenLedger> {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const checked = checkedAt(file, nowMs);
    const opened = tryOpen(file, checked === undefined ? 'every page' : 'its mark');
    if (opened === 'newer') return newer(file);
    if (opened !== 'damaged') {
      const { close, ...open } = asOpen(opened, []);
      return ok({
        ...open,
        close() {
          close();
          noteChecked(file, { at: checked ?? nowMs, nowMs });
        },
      });
    }
    const aside = `${file}.bad-${new Date(nowMs).toISOString().replaceAll(':', '')}`;
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    const fresh = tryOpen(file, 'every page');
    if (fresh === 'damaged' || fresh === 'newer') return unusable(file, phrase`it cannot be made anew`);
    return ok(asOpen(fresh, [problem('E_LEDGER_DAMAGED', phrase`set aside as ${path.basename(aside)}`)]));
  } catch (error) {
    return unusable(file, error instanceof Error ? error.message : String(error));
  }
}

/** Opens what is remembered for a preview, which writes nothing: what it learns is forgotten when it ends. */
export function openLedgerCopy(file: string): Result<OpenLedger> {
  const copy = new DatabaseSync(':memory:');
  copy.exec(TABLES);
  if (!existsSync(file)) return ok(asPassing(copy, []));
  try {
    copy.prepare('ATTACH ? AS saved').run(readOnlyUri(file));
    const state = stateOf(copy, 'saved', 'every page');
    if (state === 'newer') return newer(file);
    if (state === 'damaged') return setAsideLater();
    for (const table of tablesOf(pragma(copy, 'saved', 'user_version')))
      copy.exec(`INSERT INTO main.${table} SELECT * FROM saved.${table}`);
    copy.exec('DETACH saved');
    return ok(asPassing(copy, []));
  } catch {
    return setAsideLater();
  }
}

function setAsideLater(): Result<OpenLedger> {
  const empty = new DatabaseSync(':memory:');
  empty.exec(TABLES);
  return ok(asPassing(empty, [problem('E_LEDGER_DAMAGED', phrase`the next sync sets it aside`)]));
}

/** Without a log of another run beside it, the file is read as it is; SQLite would else make a log of its own. */
function readOnlyUri(file: string): string {
  const alone = !existsSync(`${file}-wal`);
  return `${pathToFileURL(file).href}?mode=ro${alone ? '&immutable=1' : ''}`;
}

/**
 * Pages of 4 KiB that the log may have before they go into the file: four times as many as SQLite takes. A first sync writes many
 * pages more than once, and each time the thread of the run waits for the disk twice.
 */
const LOG_PAGES = 4000;

/** What of a ledger is read before it is trusted. */
type Check = 'every page' | 'its mark';

function tryOpen(file: string, check: Check): DatabaseSync | 'damaged' | 'newer' {
  const isNew = !existsSync(file);
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    // Asked first, because whatever follows writes into a file that may not be ours.
    const state = isNew ? 'ours' : stateOf(database, 'main', check);
    if (state !== 'ours') {
      database.close();
      return state;
    }
    // WAL lets a window read while another writes; NORMAL survives a crash of the program without a flush per commit.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
    if (isNew)
      database.exec(
        `BEGIN; ${TABLES}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`,
      );
    else upgrade(database);
    return database;
  } catch {
    if (database.isOpen) database.close();
    return 'damaged';
  }
}

function stateOf(database: DatabaseSync, schema: string, check: Check): 'ours' | 'damaged' | 'newer' {
  if (pragma(database, schema, 'application_id') !== APPLICATION_ID) return 'damaged';
  const version = pragma(database, schema, 'user_version');
  if (version > SCHEMA_VERSION) return 'newer';
  const isKnown = version === SCHEMA_VERSION || UPGRADES.has(version);
  if (!isKnown) return 'damaged';
  if (check === 'its mark') return 'ours';
  const found = database.prepare(`PRAGMA ${schema}.quick_check(1)`).get();
  return Object.values(found ?? {})[0] === 'ok' ? 'ours' : 'damaged';
}

/** Brings the tables of an earlier version up to the present one, all of it or nothing. */
function upgrade(database: DatabaseSync): void {
  for (let from = pragma(database, 'main', 'user_version'); from < SCHEMA_VERSION; from++)
    database.exec(`BEGIN IMMEDIATE; ${UPGRADES.get(from) ?? ''}; PRAGMA user_version = ${from + 1}; COMMIT`);
}

function pragma(database: DatabaseSync, schema: string, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${schema}.${name}`).get() ?? {})[0]);
}

function asOpen(database: DatabaseSync, problems: readonly Problem[]): OpenLedger {
  return withClose(new SqliteLedger(database), database, problems);
}

function asPassing(database: DatabaseSync, problems: readonly Problem[]): OpenLedger {
  return withClose(new PassingLedger(database), database, problems);
}

function withClose(ledger: SqliteLedger, database: DatabaseSync, problems: readonly Problem[]): OpenLedger {
  const close = () => {
    ledger.end();
    database.close();
  };
  return { ledger, state: ledger.state, problems, close };
}

/** Ends with its run, which keeps what it reads of a file and asks for no file twice. */
class PassingLedger extends SqliteLedger {
  override learn(): void {
    // Writing it down would take as long as hashing a small photo.
  }
}

function newer(file: string): Result<never> {
  return fail(problem('E_LEDGER_NEWER', phrase`${path.basename(file)}`));
}

function unusable(file: string, about: PhraseValue): Result<never> {
  return fail(problem('E_LEDGER_UNUSABLE', phrase`${path.basename(file)}: ${about}`));
}
