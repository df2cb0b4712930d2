import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { oneAtATime } from './oneAtATime.ts';

/** How often a run says that it is alive, and after how long a silence it is taken for dead. */
const HEARTBEAT_MS = 10_000;
const STALE_MS = 120_000;

/** How long a run waits for another one that repairs the lock. */
const PATIENCE_MS = 5000;

export interface RunLock {
  release(): void;
}

/** What a test does in between, and how long it waits. */
export interface LockSteps {
  /** Before a damaged lock is taken away. */
  readonly beforeRepair?: () => void;
  readonly patienceMs?: number;
}

/**
 * Makes sure that one run at a time works on a workspace folder, across windows and the command line. The lock is a row
 * with process, host and heartbeat: that of a dead process on this host, or of a run that fell silent, is taken over. So is a
 * damaged file into which nobody writes any more.
 */
export function takeRunLock(file: string, now: () => number, steps: LockSteps = {}): Result<RunLock> {
  const taken = take(file, now);
  if (taken.ok || taken.problem.code === 'E_LOCKED' || !isBroken(file, now())) return taken;
  steps.beforeRepair?.();
  // Another run may have found the same damage: whoever comes second finds the lock of the first, and must not take that away.
  return oneAtATime(`${file}.repair`, steps.patienceMs ?? PATIENCE_MS, () => repair(file, now)) ?? taken;
}

/** Takes a lock in the place of one that is damaged still; undefined where the disk does not let go of that. */
function repair(file: string, now: () => number): Result<RunLock> | undefined {
  const isGone =
    !isBroken(file, now()) || ifPossible(() => ['-journal', ''].forEach((end) => rmSync(file + end, { force: true })));
  return isGone ? take(file, now) : undefined;
}

/** Whether it is a damaged lock that speaks for no run. */
function isBroken(file: string, nowMs: number): boolean {
  return isSilent(file, nowMs) && isUnreadable(file);
}

function take(file: string, now: () => number): Result<RunLock> {
  let opened: DatabaseSync | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(file);
    opened = database;
    database.exec('PRAGMA busy_timeout = 5000');
    database.exec(TABLE);
    // A lock need not outlive a computer that loses its power, and flushing it took a tenth of a run that changes nothing.
    database.exec('PRAGMA synchronous = OFF');
    const token = `${process.pid}-${now()}-${Math.random()}`;
    const holder = takeRow(database, token, now());
    if (holder !== undefined) {
      database.close();
      return fail(problem('E_LOCKED', holder));
    }
    const heartbeat = setInterval(() => {
      ifPossible(() => database.prepare('UPDATE lock SET heartbeat = ? WHERE token = ?').run(now(), token));
    }, HEARTBEAT_MS);
    heartbeat.unref();
    return ok({
      release: () => {
        clearInterval(heartbeat);
        const isGone = ifPossible(() => database.prepare('DELETE FROM lock WHERE token = ?').run(token));
        database.close();
        // Removing needs no room.
        if (!isGone) ifPossible(() => rmSync(file));
      },
    });
  } catch (error) {
    opened?.close();
    return fail(problem('E_LEDGER_UNUSABLE', phrase`${error instanceof Error ? error.message : String(error)}`));
  }
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS lock (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    token TEXT, pid INTEGER, starter INTEGER, host TEXT, since INTEGER, heartbeat INTEGER
  )
`;

/** Whether no run writes its heartbeat into the file. */
function isSilent(file: string, nowMs: number): boolean {
  try {
    return nowMs - statSync(file).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}

/** Whether the file is no database, as the loss of power may leave it: then it is in the way of all runs and speaks for none. */
function isUnreadable(file: string): boolean {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    return database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok';
  } catch (error) {
    return DAMAGED.has((error as { readonly errcode?: unknown }).errcode);
  } finally {
    database?.close();
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html). */
const DAMAGED: ReadonlySet<unknown> = new Set([11, 26]);

/** A full disk takes no heartbeat and no farewell, with which the run itself has nothing to do. */
function ifPossible(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}

/** Writes the row, or says in words who holds the lock. */
function takeRow(database: DatabaseSync, token: string, nowMs: number): Phrase | undefined {
  database.exec('BEGIN IMMEDIATE');
  const row = database.prepare('SELECT pid, starter, host, since, heartbeat FROM lock').get();
  const held = row !== undefined && isHeld(row, nowMs);
  if (!held)
    database
      .prepare('INSERT OR REPLACE INTO lock VALUES (1, ?, ?, ?, ?, ?, ?)')
      .run(token, process.pid, starter(), hostname(), nowMs, nowMs);
  database.exec('COMMIT');
  if (!held) return undefined;
  const seconds = Math.round((nowMs - Number(row['since'])) / 1000);
  return phrase`process ${String(row['pid'])} on ${String(row['host'])}, since ${seconds} s`;
}

/** The process without which this one ends at once (see `src/cli.ts`), where there is one. */
function starter(): number | null {
  return process.send ? process.ppid : null;
}

function isHeld(row: Record<string, SQLOutputValue>, nowMs: number): boolean {
  if (nowMs - Number(row['heartbeat']) > STALE_MS) return false;
  if (row['host'] !== hostname()) return true;
  return isAlive(Number(row['pid'])) && (row['starter'] === null || isAlive(Number(row['starter'])));
}

/** Whether a process of this computer is there and not dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process is dead and only waits for its parent to notice, which in a container may be never. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    // The state follows the name, which stands in parentheses and may hold any character (proc(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
