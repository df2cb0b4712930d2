import { remoteFacts, sameHash, UNVERIFIED } from '../compare.ts';
import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { ContentFacts, LocalItem, RemoteItem } from '../model.ts';
import { baseOf } from '../plan/baseOf.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { ContentSource, Replaced, Upload, UploadCall, UploadDetails } from '../ports/albumService.ts';
import type { Ledger } from '../ports/ledger.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Change } from '../undo/model.ts';
import { stepOf } from '../undo/step.ts';
import type { ActionPorts, Effect } from './actionPorts.ts';
import { missingSide } from './missingSide.ts';
import { isShared } from './places.ts';

/**
 * `slot` is the item whose place in a part was planned; a conflict copy takes the place of its original. `before` is what
 * was changed for it already.
 */
export async function upload(
  item: PlannedItem,
  ports: ActionPorts,
  slot = item,
  before: readonly Change[] = [],
): Promise<Result<Effect>> {
  const { local } = item.sides;
  if (!local) return missingSide(item);
  const added = (stored: RemoteItem) => [...before, ...additionOf(stored, ports)];
  return send(item, local, ports, added, async (details, source) => {
    // Asked for last, so that no album is made for a photo that cannot be read.
    const album = await ports.albumFor(slot);
    return album.ok ? ports.service.upload(album.value, details, source, callOf(ports)) : album;
  });
}

export async function replace(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
  const { local, remote } = item.sides;
  if (!local || !remote) return missingSide(item);
  const { service } = ports;
  const isNeeded = isShared(remote, item.sides.base ?? item, ports);
  return send(
    item,
    local,
    ports,
    (stored) => replacementOf(stored, remote, ports),
    (details, source) =>
      isNeeded
        ? sendBeside(item, remote, ports, details, source)
        : service.replace(remote, details, source, callOf(ports)),
  );
}

/** What a replacement changed. Where the same bytes are one item, the new one may have been there, and the old one stay. */
function replacementOf({ trashed, ...stored }: Replaced, was: RemoteItem, ports: ActionPorts): readonly Change[] {
  if (ports.service.capabilities.sameBytes === 'ownItems')
    return [{ side: 'remote', did: 'replaced', was, item: stored, trashed }];
  const isGone = stored.id !== was.id && trashed !== undefined;
  return [...additionOf(stored, ports), ...(isGone ? [{ side: 'remote', did: 'removed', was, trashed } as const] : [])];
}

/**
 * Sends new content for one of several names of a web item. The item stays for the others: the last of them that leaves it
 * takes it along, also when several leave it at once.
 */
async function sendBeside(
  item: PlannedItem,
  remote: RemoteItem,
  ports: ActionPorts,
  details: UploadDetails,
  source: ContentSource,
): Promise<Result<Replaced>> {
  const sent = await sendTo(item, remote, ports, details, source);
  if (!sent.ok || sent.value.id === remote.id) return sent;
  if (ports.places.leave(remote, item.sides.base ?? item, ports)) return sent;
  const removed = await ports.service.remove(remote, { signal: ports.signal });
  return removed.ok ? ok({ ...sent.value, ...removed.value }) : removed;
}

/** Sends content into the album where a web item is. */
async function sendTo(
  item: PlannedItem,
  { albumId }: RemoteItem,
  ports: ActionPorts,
  details: UploadDetails,
  source: ContentSource,
): Promise<Result<RemoteItem>> {
  const album = ports.albumOf(item, { albumId });
  return album
    ? ports.service.upload(album, details, source, callOf(ports))
    : fail(problem('E_TARGET_CHANGED', phrase`${item.album}/${item.name}`));
}

/**
 * Finds out whether a web item of which nothing is known is the file, where the same bytes are one item: they are sent
 * again, and the same item comes back. Another one is what the file really is, and stays beside the first.
 */
export async function recognise(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
  const { local, remote } = item.sides;
  if (!local || !remote) return missingSide(item);
  const sent = await send(
    item,
    local,
    ports,
    (stored) => additionOf(stored, ports),
    (details, source) => sendTo(item, remote, ports, details, source),
  );
  if (!sent.ok || sent.value.remote?.id === remote.id) return sent;
  const about = phrase`${item.album}/${item.name}: the web copy was another photo, and stays`;
  return ok({ ...sent.value, problem: problem('E_REMOTE_DUPLICATE', about, { path: local.path }) });
}

/** What an upload added to an album: nothing when the item was there before. */
export function additionOf(item: RemoteItem, { places }: ActionPorts): readonly Change[] {
  return places.hadBefore(item) ? [] : [{ side: 'remote', did: 'added', item }];
}

export function callOf({ signal, turn }: ActionPorts): UploadCall {
  return { signal, ...turn };
}

/**
 * The ledger knows which web copy is about to be replaced, so that a run that is killed or fails in the middle neither
 * keeps the copy of a conflict a second time nor leaves the old one beside the new one for good.
 */
export function markReplaced(
  { album, name, keepRemoteAs, sides }: PlannedItem,
  { service, ledger }: ActionPorts,
): void {
  const { local, remote, base } = sides;
  if (!local || !remote) return;
  const standsBeside = service.capabilities.replace === 'uploadThenRemove' && base?.remoteId !== remote.id;
  if (!keepRemoteAs && !standsBeside) return;
  const { id: remoteId, albumId } = remote;
  const known = base ?? { album, name, path: local.path };
  // The two sides are not in step, and nobody may take them for it: of the file only that it was changed is remembered.
  const changed = keepRemoteAs ? { modifiedMs: 0 } : {};
  ledger.rememberItem({ ...known, remoteId, albumId, local: changed, remote: remoteFacts(remote, base) });
  ledger.commit();
}

async function send(
  item: PlannedItem,
  local: LocalItem,
  ports: ActionPorts,
  changesOf: (stored: Replaced) => readonly Change[],
  transfer: (details: UploadDetails, source: ContentSource) => Promise<Result<Replaced>>,
): Promise<Result<Effect>> {
  const { files, captureOf, record, signal, hashFirst } = ports;
  const hash = hashFirst ? await files.hash(local, { signal }) : ok(local.hash);
  if (!hash.ok) return hash;
  const capture = await captureOf(local);
  const source = await files.open(local, { signal });
  if (!source.ok) return source;
  const upload = plannedUpload(item, { ...local, hash: hash.value, capture }, source.value);
  const stored = await transfer(upload.details, upload.source);
  const { effect, write } = completeSending(upload, stored, ports, changesOf);
  if (write) await record(write);
  return effect;
}

/** What is sent of an item. */
export interface PlannedUpload extends Upload {
  readonly item: PlannedItem;
  readonly local: LocalItem;
}

/** @param local with all that is known of it */
export function plannedUpload(item: PlannedItem, local: LocalItem, source: ContentSource): PlannedUpload {
  const { size, modifiedMs, hash, type, capture = {} } = local;
  return { item, local, details: { name: item.name, type, facts: { size, modifiedMs, hash }, capture }, source };
}

/** How sending ended, and what the ledger has to remember of it. */
export interface Sending {
  readonly effect: Result<Effect>;
  readonly write?: ((ledger: Ledger) => void) | undefined;
}

/** Checks what a service says that it stored. What it should not have stored is remembered at once. */
export function completeSending(
  { item, local, details: { facts }, source }: PlannedUpload,
  stored: Result<Replaced>,
  { files, ledger }: ActionPorts,
  changesOf: (stored: Replaced) => readonly Change[],
): Sending {
  if (!stored.ok) return { effect: stored };
  const step = stepOf(item, changesOf(stored.value));
  if (!isAsSent(stored.value, facts, source)) {
    distrust(item, local, stored.value, ledger);
    ledger.rememberStep(step);
    ledger.commit();
    const about = phrase`${item.album}/${item.name}: the service stored other content`;
    return { effect: fail(problem('E_VERIFY', about, { path: local.path })) };
  }
  const sent = { ...local, hash: facts.hash ?? ownHash(stored.value) };
  // The hash is news where nobody had read the file before.
  if (sent.hash !== undefined && item.sides.local?.hash === undefined) files.learnHash(sent, sent.hash);
  return {
    effect: ok({ uploaded: source.size, remote: stored.value }),
    write(into) {
      into.rememberItem(baseOf(item, sent, stored.value));
      into.rememberStep(step);
    },
  };
}

/** The two sides are not in step, and what the service says of the copy may be no more than what it was told. */
function distrust({ album, name }: PlannedItem, { path }: LocalItem, stored: RemoteItem, ledger: Ledger): void {
  const { id: remoteId, albumId, size, modifiedMs } = stored;
  const remote = { size, modifiedMs, hash: UNVERIFIED };
  ledger.rememberItem({ album, name, path, remoteId, albumId, local: { modifiedMs: 0 }, remote });
}

/**
 * Of a shrunk copy a service may tell the facts of the original or its own, and of an original that nobody hashed only its
 * size can be checked.
 */
function isAsSent(
  { size, hash, stored = {} }: RemoteItem,
  original: Pick<ContentFacts, 'size' | 'hash'>,
  sent: Pick<ContentSource, 'size' | 'hash'>,
): boolean {
  const isOf = (facts: Pick<ContentFacts, 'size' | 'hash'>) =>
    (size ?? facts.size) === facts.size && sameHash(hash, facts.hash) !== 'different';
  const isStored = (stored.size ?? sent.size) === sent.size && sameHash(stored.hash, sent.hash) !== 'different';
  return isStored && (isOf(original) || (sent.hash !== undefined && isOf(sent)));
}

/** What a service says is the hash of the content, where it is made like those of the photo folders. */
export function ownHash({ hash }: ContentFacts): string | undefined {
  return hash?.startsWith('sha256:') ? hash : undefined;
}
