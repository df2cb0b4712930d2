import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { RemoteAlbum } from '../../../src/engine/model.ts';
import { ok } from '../../../src/engine/result.ts';
import type { ContentSource, UploadDetails } from '../../../src/engine/ports/albumService.ts';
import { CALL, codeOf, must } from '../../conformance/samples.ts';
import { diskPieces } from '../../harness/diskPieces.ts';
import type { DriveAccount } from '../../harness/googleDrive.ts';

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

/** Sends a video whose bytes all arrive while no answer does, into an album of its own that is given back. */
export async function sendUnheard({ emulator, open }: DriveAccount, bytes: Buffer): Promise<RemoteAlbum> {
  const service = open();
  const album = must(await service.createAlbum('Trip', CALL));
  emulator.faults.order({ route: 'uploads.session', fault: { kind: 'answerLost' }, times: Infinity });
  emulator.faults.order({ route: 'files.get', fault: { kind: 'answerLost' }, times: Infinity });
  assert.equal(codeOf(await service.upload(album, detailsOf(bytes), sourceOf(bytes), CALL)), 'E_UNREACHABLE');
  emulator.faults.clear();
  return album;
}
