import { faultProblem, problem } from '../errors.ts';
import type { RemoteItem } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { AlbumService } from '../ports/albumService.ts';
import type { LocalFiles } from '../ports/localFiles.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ActionPorts, Effect } from './actionPorts.ts';
import { missingSide } from './missingSide.ts';
import { additionOf, callOf, completeSending, plannedUpload, type PlannedUpload } from './send.ts';

/** Whether a new photo may be sent together with others of its part: where all is known of it that sending asks for. */
export function maySendTogether(
  { action, movedFrom, keepRemoteAs, sides: { local } }: PlannedItem,
  { hashFirst }: Pick<ActionPorts, 'hashFirst'>,
): boolean {
  if (action !== 'UPLOAD_LOCAL' || movedFrom || keepRemoteAs) return false;
  return local?.capture !== undefined && (!hashFirst || local.hash !== undefined);
}

/** Whether both sides can do that. */
export function canSendTogether(service: AlbumService, files: LocalFiles): boolean {
  return service.uploadTogether !== undefined && files.sourceOf !== undefined;
}

/**
 * Sends new photos of one part of an album, as `upload` does each of them: one call of the service, and one transaction of the
 * ledger. One answer for each, in their order; it never rejects.
 */
export async function sendTogether(
  items: readonly PlannedItem[],
  ports: ActionPorts,
): Promise<readonly Result<Effect>[]> {
  try {
    return await sendEach(items, ports);
  } catch (error) {
    // What was sent and is not remembered is found by the next run.
    return items.map(() => fail(faultProblem(error)));
  }
}

async function sendEach(items: readonly PlannedItem[], ports: ActionPorts): Promise<readonly Result<Effect>[]> {
  const answers = new Map<PlannedItem, Result<Effect>>();
  const uploads: PlannedUpload[] = [];
  for (const item of items) {
    const { local } = item.sides;
    if (!local) {
      answers.set(item, missingSide(item));
      continue;
    }
    // The first one is looked at, so that no album is made for photos that are gone; the service sees what the others are.
    const source = uploads.length > 0 ? ports.files.sourceOf?.(local) : undefined;
    const opened = source ? ok(source) : await ports.files.open(local, { signal: ports.signal });
    if (opened.ok) uploads.push(plannedUpload(item, local, opened.value));
    else answers.set(item, opened);
  }
  const stored = await sendAll(uploads, ports);
  const sent = uploads.map((upload, index) =>
    completeSending(upload, stored[index] ?? NOT_ANSWERED, ports, (remote) => additionOf(remote, ports)),
  );
  await ports.record((ledger) => sent.forEach(({ write }) => write?.(ledger)));
  for (const [index, { item }] of uploads.entries()) answers.set(item, sent[index]?.effect ?? NOT_ANSWERED);
  return items.map((item) => answers.get(item) ?? NOT_ANSWERED);
}

const NOT_ANSWERED = fail(problem('E_INTERNAL'));

async function sendAll(uploads: readonly PlannedUpload[], ports: ActionPorts): Promise<readonly Result<RemoteItem>[]> {
  const [first] = uploads;
  if (!first) return [];
  const album = await ports.albumFor(first.item, ports.turn.onSent);
  if (!album.ok) return uploads.map(() => album);
  return ports.service.uploadTogether?.(album.value, uploads, callOf(ports)) ?? [];
}
