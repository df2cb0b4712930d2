import { fstatSync, lstatSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import type { Fingerprint } from '../engine/ports/ledger.ts';

type Times = Pick<Fingerprint, 'modifiedNs' | 'changedNs'>;

/** A file whose date is so young may change again within the same tick of its clock (FAT keeps two seconds). */
const RACY_NS = 2_000_000_000n;

/** Reads what tells one state of a file from another. Links are not followed. Throws what the disk throws. */
export function readFingerprint(file: string): Fingerprint {
  return fingerprintOf(lstatSync(file, { bigint: true }));
}

/**
 * The same of a file that is open, at a third of the price. One that lost its name since it was opened looks different by that.
 * Throws what the disk throws.
 */
export function fingerprintOfOpen(descriptor: number): Fingerprint {
  return fingerprintOf(fstatSync(descriptor, { bigint: true }));
}

/** Like `readFingerprint`; undefined where the disk throws. */
export function fingerprintIfPossible(file: string): Fingerprint | undefined {
  try {
    return readFingerprint(file);
  } catch {
    return undefined;
  }
}

export function fingerprintOf(stats: BigIntStats): Fingerprint {
  return { size: Number(stats.size), modifiedNs: stats.mtimeNs, changedNs: stats.ctimeNs, inode: stats.ino };
}

/** So many numbers are a fingerprint. */
export const NUMBERS = 4;

/** A fingerprint as numbers of 64 bits; undefined where one of them takes more, as some disks have them. */
export function numbersOf({ size, modifiedNs, changedNs, inode }: Fingerprint): readonly bigint[] | undefined {
  const numbers = [BigInt(size), modifiedNs, changedNs, inode];
  return numbers.every((number) => BigInt.asIntN(64, number) === number) ? numbers : undefined;
}

export function isSameFile(a: Fingerprint, b: Fingerprint): boolean {
  return a.size === b.size && a.modifiedNs === b.modifiedNs && a.changedNs === b.changedNs && a.inode === b.inode;
}

/** Fingerprints as numbers, which are sent to another thread at a fraction of the price of objects; see `isSameInColumns`. */
export function fingerprintColumns(fingerprints: readonly Fingerprint[]): BigInt64Array {
  const columns = new BigInt64Array(NUMBERS * fingerprints.length);
  let at = 0;
  for (const { size, modifiedNs, changedNs, inode } of fingerprints) {
    columns[at++] = BigInt(size);
    columns[at++] = modifiedNs;
    columns[at++] = changedNs;
    columns[at++] = inode;
  }
  return columns;
}

/** Whether a file looks as the one at `index` of them did. Numbers that are too long for a column were cut like this one is. */
export function isSameInColumns(fingerprint: Fingerprint, columns: BigInt64Array, index: number): boolean {
  const { size, modifiedNs, changedNs, inode } = fingerprint;
  const isIn = (number: bigint, column: number) => BigInt.asIntN(64, number) === columns[NUMBERS * index + column];
  return isIn(BigInt(size), 0) && isIn(modifiedNs, 1) && isIn(changedNs, 2) && isIn(inode, 3);
}

/** The places of the files that look different in both, of as many in each. */
export function differentIn(a: BigInt64Array, b: BigInt64Array): readonly number[] {
  // As small numbers, since each large one would be an object.
  const [left, right] = [a, b].map((each) => new Int32Array(each.buffer, each.byteOffset, 2 * each.length));
  const places: number[] = [];
  for (let at = 0; at < 2 * a.length; at++) {
    if (left?.[at] === right?.[at]) continue;
    const place = Math.floor(at / (2 * NUMBERS));
    if (places.at(-1) !== place) places.push(place);
  }
  return places;
}

/** How the file at `index` looks. */
export function fingerprintAt(columns: BigInt64Array, index: number): Fingerprint {
  const at = NUMBERS * index;
  return {
    size: sizeInColumns(columns, index),
    modifiedNs: columns[at + 1] ?? 0n,
    changedNs: columns[at + 2] ?? 0n,
    inode: columns[at + 3] ?? 0n,
  };
}

/** The size in bytes of the file at `index`. */
export function sizeInColumns(columns: BigInt64Array, index: number): number {
  return Number(columns[NUMBERS * index] ?? 0n);
}

/** The same text for the same state, for what is kept as text. */
export function fingerprintText({ size, modifiedNs, changedNs, inode }: Fingerprint): string {
  return [size, modifiedNs, changedNs, inode].join(' ');
}

/** Further ahead than any clock is by mistake of a zone, also of a disk that keeps the time of the wall (FAT). */
const GIVEN_NS = 2n * 86_400_000_000_000n;

/**
 * Whether a later look at the file could be fooled: it was changed at, or after, the moment it is looked at. A date far ahead was given to
 * it, as by a camera with a wrong clock, and whoever writes into it takes that from it; so there the other one counts.
 */
export function isRacy({ modifiedNs, changedNs }: Times, nowMs: number, windowNs = RACY_NS): boolean {
  const from = racyFromNs(nowMs, windowNs);
  return changedNs > from || (modifiedNs > from && modifiedNs <= racyFromNs(nowMs, -GIVEN_NS));
}

/** What was changed after this is racy; the window of every disk begins no earlier. */
export function racyFromNs(nowMs: number, windowNs = RACY_NS): bigint {
  return BigInt(Math.trunc(nowMs)) * 1_000_000n - windowNs;
}

/** Ten ticks of the slowest clock that a disk with fine dates is dated by. */
const FINE_RACY_NS = 100_000_000n;

/** No coarse disk keeps parts of this: exFAT counts in it, FAT and HFS+ in whole seconds. */
const COARSE_TICK_NS = 10_000_000n;

/**
 * Like `isRacy`, by the clock of the disk that the file lies on. What a run itself has just written, such as the manifests of
 * a gallery, need then not be looked at once more.
 */
export function isStillTicking(fingerprint: Times, nowMs: number): boolean {
  return isRacy(fingerprint, nowMs, keepsFineTimes(fingerprint) ? FINE_RACY_NS : RACY_NS);
}

/** Says of many files the same as `isStillTicking` at one moment; see `stillTickingAt`. */
export type StillTicking = (modifiedNs: bigint, changedNs: bigint) => boolean;

/** What has long ceased to change whatever the clock of its disk, as nearly everything has, costs it two comparisons. */
export function stillTickingAt(nowMs: number): StillTicking {
  const youngNs = racyFromNs(nowMs);
  return (modifiedNs, changedNs) =>
    (modifiedNs > youngNs || changedNs > youngNs) && isStillTicking({ modifiedNs, changedNs }, nowMs);
}

/** Whether `isStillTicking` says so of any of them. */
export function isStillTickingInColumns(columns: BigInt64Array, nowMs: number): boolean {
  const isTicking = stillTickingAt(nowMs);
  for (let at = 0; at < columns.length; at += NUMBERS)
    if (isTicking(columns[at + 1] ?? 0n, columns[at + 2] ?? 0n)) return true;
  return false;
}

/** Whether the disk keeps times in finer steps than FAT, exFAT and HFS+ do, as far as one of them tells. */
export function keepsFineTimes({ changedNs }: Pick<Fingerprint, 'changedNs'>): boolean {
  return changedNs % COARSE_TICK_NS !== 0n;
}

/** The first and the last time that a Date can be; some disks keep times far beyond. */
const FIRST_MS = -8.64e15;
const LAST_MS = 8.64e15;

/** ms since 1970 UTC, with the fraction that the disk keeps. A time that no calendar has becomes the last one that it has. */
export function modifiedMs({ modifiedNs }: Pick<Fingerprint, 'modifiedNs'>): number {
  return Math.min(Math.max(Number(modifiedNs) / 1e6, FIRST_MS), LAST_MS);
}
