import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Call } from '../http/route.ts';
import type { Drive } from './drive.ts';
import { bytesUsed } from './fileResource.ts';
import { STORAGE_FULL } from './refusals.ts';
import { readMedia } from './store/media.ts';
import type { Revision, StoredFile } from './store/model.ts';
import { makeRevision, type Checksums } from './store/revision.ts';

/** Bytes that came, and what their sender said they are. */
export interface Received {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
}

/** Why so many bytes cannot be stored for an account, if `file` then has them instead of what it has. */
export function storageProblem(
  { store, limits }: Drive,
  account: string,
  bytes: number,
  file?: StoredFile,
): Refusal | undefined {
  const used = usedBytes(store.all(), account) - (file?.revisions.at(-1)?.bytes.length ?? 0);
  return used + bytes > limits.storageBytes ? STORAGE_FULL : undefined;
}

/** What an account has stored. What is in the trash counts. */
export function usedBytes(files: readonly StoredFile[], account: string): number {
  return files.filter(({ owner }) => owner === account).reduce((sum, file) => sum + bytesUsed(file), 0);
}

/** Makes a content of bytes that came, once the quotas allow it. */
export async function makeContent(
  drive: Drive,
  { bytes, contentType = 'application/octet-stream' }: Received,
  file: Pick<StoredFile, 'owner' | 'name'> & { readonly modifiedMs: number; readonly mimeType: string | undefined },
  before?: StoredFile,
): Promise<OrRefusal<Revision>> {
  const full = storageProblem(drive, file.owner, bytes.length, before);
  if (full) return full;
  const tooMuch = drive.quotas.takeUpload(file.owner, bytes.length);
  if (isRefusal(tooMuch)) return tooMuch;
  const mimeType = file.mimeType ?? contentType;
  const [media, checksums] = await Promise.all([readMedia(bytes, mimeType), checksumsOf(drive, bytes)]);
  const content = { bytes, mimeType, media, checksums };
  const when = { modifiedMs: file.modifiedMs, storedMs: drive.clock.now() };
  return makeRevision(`0B${drive.random.text(42)}`, content, when, file.name);
}

/** Drive makes all three of whatever it stores, asked for or not. */
export async function checksumsOf({ hashing }: Pick<Drive, 'hashing'>, bytes: Buffer): Promise<Checksums> {
  const [md5, sha1, sha256] = await Promise.all([
    hashing.of('md5', bytes),
    hashing.of('sha1', bytes),
    hashing.of('sha256', bytes),
  ]);
  return { md5, sha1, sha256 };
}

/** The bytes with one of them wrong, where the special fault `corrupt` says which: the checksums are then of these. */
export function corrupted(call: Call, bytes: Buffer): Buffer {
  const at = call.special('corrupt');
  if (at === undefined || at >= bytes.length) return bytes;
  const wrong = Buffer.from(bytes);
  wrong.writeUInt8(wrong.readUInt8(at) ^ 0xff, at);
  return wrong;
}
