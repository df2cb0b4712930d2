import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fingerprintIfPossible, fingerprintText, isRacy } from '../local/fingerprint.ts';
import { withinADay } from '../local/withinADay.ts';

/**
 * When every page of a ledger was last found whole, ms since 1970 UTC, if the file is still as it was then. Undefined where it
 * must be checked anew: after a day, after anything was written to it, and when the last run was cut.
 */
export function checkedAt(ledger: string, nowMs: number): number | undefined {
  if (existsSync(`${ledger}-wal`)) return undefined;
  const [at, look] = readNote(ledger);
  return withinADay(Number(at), nowMs) && look === lookOf(ledger, nowMs) ? Number(at) : undefined;
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
  const seen = fingerprintIfPossible(ledger);
  return seen && !isRacy(seen, nowMs) ? fingerprintText(seen) : undefined;
}
