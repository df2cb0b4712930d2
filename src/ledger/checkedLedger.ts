import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';

/** How long a ledger that nobody touched counts as whole, in ms. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** A file whose date is so young may change again within the same tick of its clock. */
const YOUNG_MS = 2000;

/**
 * When every page of a ledger was last found whole, ms since 1970 UTC, if the file is still as it was then. Undefined where it
 * must be checked anew: after a day, after anything was written to it, and when the last run was cut.
 */
export function checkedAt(ledger: string, nowMs: number): number | undefined {
  if (existsSync(`${ledger}-wal`)) return undefined;
  const [at, look] = readNote(ledger);
  const ago = nowMs - Number(at);
  // A clock that was set back does not tell how long ago it was.
  return ago >= 0 && ago < DAY_MS && look === lookOf(ledger, nowMs) ? Number(at) : undefined;
}

/**
 * Notes that a ledger which is closed now was found whole. One that this run wrote to is checked by the next one, since what
 * comes a moment later would look the same.
 */
export function noteChecked(ledger: string, { at, nowMs }: { readonly at: number; readonly nowMs: number }): void {
  const look = existsSync(`${ledger}-wal`) ? undefined : lookOf(ledger, nowMs);
  const note = `${at}\n${look}`;
  try {
    if (look !== undefined && readNote(ledger).join('\n') !== note) writeFileSync(noteOf(ledger), note);
  } catch {
    // Nothing depends on it but time.
  }
}

function noteOf(ledger: string): string {
  return `${ledger}.checked`;
}

function readNote(ledger: string): readonly (string | undefined)[] {
  try {
    return readFileSync(noteOf(ledger), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function lookOf(ledger: string, nowMs: number): string | undefined {
  const stats = lstatSync(ledger, { bigint: true, throwIfNoEntry: false });
  if (!stats || Math.max(Number(stats.mtimeMs), Number(stats.ctimeMs)) > nowMs - YOUNG_MS) return undefined;
  return [stats.size, stats.mtimeNs, stats.ctimeNs, stats.ino].join(' ');
}
