import { createHash, hash as hashOf, type Hash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, futimesSync, openSync, unlinkSync } from 'node:fs';
import { modifiedMs } from '../fingerprint.ts';
import { fileTime } from '../safeWrite.ts';
import { toDiskError } from '../threads/diskError.ts';
import { fillBuffer } from '../threads/fillBuffer.ts';
import { writeChecked } from '../writeChecked.ts';
import type { CopyAnswer, CopyJob, NotCopied } from './protocol.ts';

/** A file that is longer is copied in several pieces, and may be given up after each of them. */
export const PIECE_BYTES = 1024 * 1024;

type IsAsFound = (source: number, copied: number) => boolean;

/** Both of one length: a file is copied in pieces of it. */
export interface CopyBuffers {
  readonly piece: Uint8Array;
  readonly mirror: Uint8Array;
}

/**
 * Copies a file: each piece is read once, hashed, written and read back; then the copy gets its date and is flushed, unless that is done later. Made of
 * plain calls, for a thread: each of them as a promise would take longer than what it does. Nothing is left behind when
 * there is no copy.
 * @param isAsFound says of the open file, of which so many bytes were copied, whether it is the one that was to be copied
 */
export function copyFile(job: CopyJob, buffers: CopyBuffers, isAsFound: IsAsFound = () => true): CopyAnswer {
  const source = attempt('reading', () => openSync(job.from, 'r'));
  if (typeof source !== 'number') return source;
  try {
    const target = attempt('writing', () => openSync(job.to, 'wx+'));
    return typeof target === 'number' ? copyInto(target, source, job, buffers, isAsFound) : target;
  } finally {
    closeSync(source);
  }
}

function copyInto(
  target: number,
  source: number,
  job: CopyJob,
  buffers: CopyBuffers,
  isAsFound: IsAsFound,
): CopyAnswer {
  const copied = copyPieces(source, target, job, buffers);
  const completed = 'failed' in copied ? copied : attempt('writing', () => complete(target, copied, job));
  const answer = 'failed' in completed || isAsFound(source, completed.size) ? completed : NOT_AS_FOUND;
  const closed = attempt('writing', () => closeSync(target)) ?? answer;
  if ('failed' in closed) attempt('writing', () => unlinkSync(job.to));
  return closed;
}

function copyPieces(
  source: number,
  target: number,
  { isUnwanted }: CopyJob,
  { piece, mirror }: CopyBuffers,
): Copied | NotCopied {
  let hash: Hash | undefined;
  for (let size = 0; ;) {
    if (isUnwanted && Atomics.load(isUnwanted, 0) !== 0) return { failed: 'unwanted' };
    const length = attempt('reading', () => fillBuffer(source, piece));
    if (typeof length !== 'number') return length;
    const chunk = piece.subarray(0, length);
    const isIntact = attempt('writing', () => writeChecked(target, chunk, size, mirror));
    if (typeof isIntact !== 'boolean') return isIntact;
    if (!isIntact) return { failed: 'altered' };
    // A file of one piece, which most are, is hashed with one call.
    if (size === 0 && length < piece.length) return { size: length, hash: `sha256:${hashOf('sha256', chunk, 'hex')}` };
    hash ??= createHash('sha256');
    hash.update(chunk);
    size += length;
    if (length < piece.length) return { size, hash: `sha256:${hash.digest('hex')}` };
  }
}

function complete(target: number, { size, hash }: Copied, job: CopyJob): CopyAnswer {
  if (job.modifiedMs !== undefined) futimesSync(target, new Date(), fileTime(job.modifiedMs));
  if (job.flush === 'now') fsyncSync(target);
  const stats = fstatSync(target, { bigint: true });
  if (Number(stats.size) !== size) return { failed: 'lost' };
  return { size, hash, modifiedMs: modifiedMs({ modifiedNs: stats.mtimeNs }) };
}

const NOT_AS_FOUND: NotCopied = { failed: 'changed' };

type Copied = Pick<Exclude<CopyAnswer, NotCopied>, 'size' | 'hash'>;

function attempt<T>(failed: 'reading' | 'writing', work: () => T): T | NotCopied {
  try {
    return work();
  } catch (error) {
    return { failed, error: toDiskError(error) };
  }
}
