import { createHash } from 'node:crypto';
import { ok } from '../../../src/engine/result.ts';
import type { ContentSource, UploadDetails } from '../../../src/engine/ports/albumService.ts';
import { diskPieces } from '../../harness/diskPieces.ts';

export const MEGABYTE = 1024 ** 2;

/** A video as the scan sees it. */
export function detailsOf(bytes: Buffer, at = '2020-06-01T10:00:00Z'): UploadDetails {
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const facts = { size: bytes.length, hash, modifiedMs: Date.parse(at) };
  return { name: 'long.mp4', type: { kind: 'video', mime: 'video/mp4' }, facts, capture: {} };
}

export function sourceOf(bytes: Buffer): ContentSource {
  return { size: bytes.length, stream: () => diskPieces(bytes), verify: async () => ok() };
}
