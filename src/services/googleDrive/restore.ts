import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { Call, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Drive } from './drive.ts';
import { timeOf } from './metadata.ts';
import { replace } from './replacements.ts';
import { hasRevision, revisionSource } from './revisions.ts';
import { holds, toRemoteItem } from './toRemoteItem.ts';
import { readMark } from './trashMarks.ts';
import type { WireFile } from './wire.ts';

/** Brings an item back out of the bin, or its earlier content out of the revisions of its file. */
export async function restore(
  drive: Drive,
  was: RemoteItem,
  trashed: string,
  { signal, replaces }: Call & { readonly replaces?: RemoteItem | undefined },
): Promise<Result<RemoteItem>> {
  const place = readMark(trashed);
  if (place?.id !== was.id) return fail(emptied(was));
  const found = await drive.client.find(was.id, was.name, signal);
  if (!found.ok) return found;
  if (!found.value) return fail(emptied(was));
  if (place.kind === 'bin') return outOfBin(drive, found.value, was, signal);
  if (found.value.trashed) return fail(problem('E_TARGET_CHANGED', phrase`${was.name}`));
  // An undo that was killed begins with its last step again.
  if (holds(found.value, was)) return ok(toRemoteItem(found.value));
  if (!holds(found.value, replaces ?? was)) return fail(problem('E_TARGET_CHANGED', phrase`${was.name}`));
  return outOfRevision(drive, found.value, was, place.revision, signal);
}

async function outOfBin(
  { client, mirror }: Drive,
  file: WireFile,
  was: RemoteItem,
  signal: AbortSignal,
): Promise<Result<RemoteItem>> {
  if (!holds(file, was)) return fail(emptied(was));
  if (!file.trashed) return ok(toRemoteItem(file));
  // A change without a date would get that of today.
  const json = { trashed: false, modifiedTime: timeOf(file.modifiedMs) };
  const back = await client.patch(file.id, was.name, json, signal);
  if (!back.ok) return back;
  mirror.put(back.value);
  if (back.value.trashed) return fail(problem('E_TARGET_CHANGED', phrase`${was.name}: its album is in the bin`));
  return ok(toRemoteItem(back.value));
}

async function outOfRevision(
  drive: Drive,
  now: WireFile,
  was: RemoteItem,
  id: string,
  signal: AbortSignal,
): Promise<Result<RemoteItem>> {
  const { client } = drive;
  const facts = was.stored ?? { size: was.size, hash: was.hash };
  const revision = { fileId: was.id, id, name: was.name, facts };
  const isThere = await hasRevision(client, revision, signal);
  if (!isThere.ok) return isThere;
  if (!isThere.value) return fail(emptied(was));
  const { hash, ...bytes } = revisionSource(client, revision, signal);
  // Only of a smaller copy a source has a hash of its own.
  const source = was.stored ? { ...bytes, hash } : bytes;
  const back = await replace(drive, toRemoteItem(now), detailsOf(was, source.size), source, { signal });
  return back.ok || back.problem.code !== 'E_VERIFY' ? back : fail(emptied(was));
}

function detailsOf(was: RemoteItem, size: number): UploadDetails {
  return {
    name: was.name,
    type: was.type ?? { kind: 'photo', mime: 'application/octet-stream' },
    facts: { size: was.size ?? size, hash: was.hash, modifiedMs: was.modifiedMs ?? 0 },
    capture: { capturedAt: was.capturedAt, caption: was.caption },
  };
}

function emptied({ name }: RemoteItem) {
  return problem('E_TRASH_EMPTIED', phrase`${name}`);
}
