import { createHash } from 'node:crypto';
import { problem } from '../../engine/errors.ts';
import type { Call, ContentSource, HashName, ReadContent } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { unreadable } from '../unreadable.ts';
import { untilAborted } from '../../local/untilAborted.ts';

/**
 * Reads what is about to be sent into memory that is as long as it should be, hashes it on the way, and verifies the source:
 * see `ContentSource.readInto`.
 */
export async function readWhole(
  name: string,
  source: ContentSource,
  memory: Uint8Array,
  hashes: readonly HashName[],
  { signal }: Call,
): Promise<Result<ReadContent>> {
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  if (source.readInto) return source.readInto(memory, hashes, { signal });
  return readThrough(name, source, hashes, { signal }, (piece, at) => {
    // What is longer than it should be is found out by its size.
    if (at + piece.length <= memory.length) memory.set(piece, at);
  });
}

/** The same for what is too long to be in memory at once: each piece holds until the next one comes. */
export async function readThrough(
  name: string,
  source: ContentSource,
  hashes: readonly HashName[],
  { signal }: Call,
  onPiece: (piece: Uint8Array, at: number) => void = () => undefined,
): Promise<Result<ReadContent>> {
  const made = hashes.map((hash) => createHash(hash));
  let size = 0;
  try {
    for await (const piece of untilAborted(source.stream(), signal)) {
      for (const hash of made) hash.update(piece);
      onPiece(piece, size);
      size += piece.length;
    }
  } catch (error) {
    return fail(unreadable(name, error));
  }
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  const verified = await source.verify();
  return verified.ok ? ok({ size, hashes: made.map((hash) => hash.digest('hex')) }) : verified;
}
