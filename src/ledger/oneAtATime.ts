import { DatabaseSync } from 'node:sqlite';

/**
 * Does something that no other process does meanwhile; undefined where another one did not end within `patienceMs`, or the disk
 * does not let it be known. The system itself gives the guard back when a process dies.
 * @param guard a file that stays there, empty: nothing is ever written into it, so that no loss of power can damage it
 */
export function oneAtATime<T>(guard: string, patienceMs: number, work: () => T): T | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(guard);
    database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database?.close();
    return undefined;
  }
  try {
    return work();
  } finally {
    database.close();
  }
}
