import { problem } from '../errors.ts';
import type { Action, BaseItem, ContentFacts, LocalFile, LocalItem, RemoteAlbum, RemoteItem } from '../model.ts';
import { remoteFacts, sameHash, UNVERIFIED } from '../compare.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { AlbumService, ItemPatch, Replaced, UploadDetails } from '../ports/albumService.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { LocalFiles } from '../ports/localFiles.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Change } from '../undo/model.ts';
import { stateOf, stepOf } from '../undo/step.ts';

/** What an action needs: the two sides, the memory, and the web album that a new item goes to. */
export interface ActionPorts {
  readonly service: AlbumService;
  readonly files: LocalFiles;
  readonly ledger: Ledger;
  readonly albumFor: (item: PlannedItem) => Promise<Result<RemoteAlbum>>;
  /** The hash of the file must be known: other bytes are sent (`shrink`), or only the ledger will be able to tell it. */
  readonly hashFirst: boolean;
  /** Whether web copies are originals, byte for byte, and not smaller ones. */
  readonly sendsOriginals: boolean;
  readonly signal: AbortSignal;
}

/** What an action moved, in bytes, and the web item that stands now. */
export interface Effect {
  readonly uploaded?: number;
  readonly downloaded?: number;
  readonly remote?: RemoteItem;
  /** The id of the web item that is gone. */
  readonly removed?: string;
}

export type ItemAction = (item: PlannedItem, ports: ActionPorts) => Promise<Result<Effect>>;

/** How each action is carried out. Whatever changes something tells the ledger, after it has happened. */
export const ITEM_ACTIONS: Readonly<Record<Exclude<Action, 'SILENT' | 'REPORT'>, ItemAction>> = {
  UPLOAD_LOCAL: (item, ports) => (item.movedFrom ? moveRemote(item, ports) : upload(item, ports)),
  REPLACE_REMOTE_WITH_LOCAL: async (item, ports) => {
    const kept = item.keepRemoteAs ? await keepRemoteCopy(item, ports) : ok({});
    if (!kept.ok) return kept;
    markReplaced(item, ports);
    const replaced = await replace(item, ports);
    return replaced.ok ? ok(addBytes(replaced.value, kept.value)) : replaced;
  },
  DOWNLOAD_REMOTE: download,
  DELETE_LOCAL: async (item, { files, ledger, signal }) => {
    if (!item.sides.local) return missingSide(item);
    const { local } = item.sides;
    const trashed = await files.trash(local, { signal });
    if (!trashed.ok) return trashed;
    // Forgotten also when the web copy stays: it must look new there, or two-way would repeat the deletion on it.
    forget(item, ledger, { side: 'local', did: 'removed', was: stateOf(local), ...trashed.value });
    return ok({});
  },
  DELETE_REMOTE: async (item, { service, ledger, signal }) => {
    if (!item.sides.remote) return missingSide(item);
    const removed = await service.remove(item.sides.remote, { signal });
    if (!removed.ok) return removed;
    forget(item, ledger, { side: 'remote', did: 'removed', was: item.sides.remote, ...removed.value });
    return ok({ removed: item.sides.remote.id });
  },
  TAG_REMOTE: async (item, { service, ledger, signal }) => {
    const { remote } = item.sides;
    if (!remote) return missingSide(item);
    const tagged = await service.tag(remote, { signal });
    if (!tagged.ok) return tagged;
    const change = { side: 'remote', did: 'updated', was: remote, item: { ...remote, tagged: true } } as const;
    ledger.rememberStep(stepOf(item, [change]));
    ledger.commit();
    return ok({});
  },
  UPDATE_REMOTE_METADATA: updateMetadata,
};

/** Writes an item that is in step into the ledger, unless it is there as it is. */
export function rememberInStep(item: PlannedItem, ledger: Ledger): void {
  const { local, remote, base } = item.sides;
  if (!local || !remote) return;
  // What the service does not say, and this run did not need to know, stays as it was remembered.
  const { size, modifiedMs, hash } = base?.remoteId === remote.id ? base.remote : {};
  const next = baseOf(item, local, {
    ...remote,
    size: remote.size ?? size,
    modifiedMs: remote.modifiedMs ?? modifiedMs,
    hash: remote.hash ?? hash,
  });
  if (!base || !sameBase(base, next)) ledger.rememberItem(next);
}

/** What the ledger knows under this name may be another item, of which this one is a second copy. */
function forget(item: PlannedItem, ledger: Ledger, change: Change): void {
  const { base } = item.sides;
  if (base) ledger.forgetItem(base.album, base.name);
  ledger.rememberStep(stepOf(item, [change]));
  ledger.commit();
}

/**
 * `slot` is the item whose place in a part was planned; a conflict copy takes the place of its original. `before` is what
 * was changed for it already.
 */
async function upload(
  item: PlannedItem,
  ports: ActionPorts,
  slot = item,
  before: readonly Change[] = [],
): Promise<Result<Effect>> {
  const { local } = item.sides;
  if (!local) return missingSide(item);
  const added = (stored: RemoteItem): readonly Change[] => [...before, { side: 'remote', did: 'added', item: stored }];
  return send(item, local, ports, added, async (details, source) => {
    // Asked for last, so that no album is made for a photo that cannot be read.
    const album = await ports.albumFor(slot);
    return album.ok ? ports.service.upload(album.value, details, source, { signal: ports.signal }) : album;
  });
}

async function replace(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
  const { local, remote } = item.sides;
  if (!local || !remote) return missingSide(item);
  const replaced = ({ trashed, ...stored }: Replaced): readonly Change[] => [
    { side: 'remote', did: 'replaced', was: remote, item: stored, trashed },
  ];
  return send(item, local, ports, replaced, (details, source) =>
    ports.service.replace(remote, details, source, { signal: ports.signal }),
  );
}

/**
 * The ledger knows which web copy is about to be replaced, so that a run that is killed or fails in the middle neither
 * keeps the copy of a conflict a second time nor leaves the old one beside the new one for good.
 */
function markReplaced({ album, name, keepRemoteAs, sides }: PlannedItem, { service, ledger }: ActionPorts): void {
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
  { files, ledger, signal, hashFirst }: ActionPorts,
  changesOf: (stored: Replaced) => readonly Change[],
  transfer: (details: UploadDetails, source: Parameters<AlbumService['upload']>[2]) => Promise<Result<Replaced>>,
): Promise<Result<Effect>> {
  const hash = hashFirst ? await files.hash(local, { signal }) : ok(local.hash);
  if (!hash.ok) return hash;
  const capture = await files.capture(local, { signal });
  const source = await files.open(local, { signal });
  if (!source.ok) return source;
  const facts = { size: local.size, modifiedMs: local.modifiedMs, hash: hash.value };
  const stored = await transfer({ name: item.name, type: local.type, facts, capture }, source.value);
  if (!stored.ok) return stored;
  if (!isAsSent(stored.value, local.size, source.value.size, hash.value)) {
    distrust(item, local, stored.value, ledger);
    ledger.rememberStep(stepOf(item, changesOf(stored.value)));
    ledger.commit();
    return fail(
      problem('E_VERIFY', `${item.album}/${item.name}: the service stored other content`, { path: local.path }),
    );
  }
  const sent = { ...local, hash: hash.value ?? ownHash(stored.value), capture };
  if (sent.hash !== undefined && local.hash === undefined) files.learnHash(local, sent.hash);
  ledger.rememberItem(baseOf(item, sent, stored.value));
  ledger.rememberStep(stepOf(item, changesOf(stored.value)));
  ledger.commit();
  return ok({ uploaded: source.value.size, remote: stored.value });
}

/** The two sides are not in step, and what the service says of the copy may be no more than what it was told. */
function distrust({ album, name }: PlannedItem, { path }: LocalItem, stored: RemoteItem, ledger: Ledger): void {
  const { id: remoteId, albumId, size, modifiedMs } = stored;
  const remote = { size, modifiedMs, hash: UNVERIFIED };
  ledger.rememberItem({ album, name, path, remoteId, albumId, local: { modifiedMs: 0 }, remote });
}

/** Of a shrunk copy a service may tell the size of the original or its own, and its own hash is not the original's. */
function isAsSent(stored: RemoteItem, originalSize: number, sentSize: number, hash: string | undefined): boolean {
  const { size = sentSize } = stored.stored ?? {};
  if (size !== sentSize || (stored.size !== undefined && stored.size !== originalSize && stored.size !== sentSize))
    return false;
  return sentSize !== originalSize || sameHash(stored.hash, hash) !== 'different';
}

/** What a service says is the hash of the content, where it is made like those of the photo folders. */
function ownHash({ hash }: ContentFacts): string | undefined {
  return hash?.startsWith('sha256:') ? hash : undefined;
}

/** Gives the web item the new name or place; its content does not travel. */
async function moveRemote(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
  const { local } = item.sides;
  const { movedFrom } = item;
  if (!local || !movedFrom) return missingSide(item);
  const album = await ports.albumFor(item);
  if (!album.ok) return album;
  const patch: ItemPatch = {
    ...(movedFrom.item.name === item.name ? {} : { name: item.name }),
    ...(movedFrom.item.albumId === album.value.id ? {} : { albumId: album.value.id }),
  };
  const moved =
    Object.keys(patch).length === 0
      ? ok(movedFrom.item)
      : await ports.service.updateItem(movedFrom.item, patch, { signal: ports.signal });
  if (!moved.ok) return moved;
  ports.ledger.forgetItem(movedFrom.base.album, movedFrom.base.name);
  ports.ledger.rememberItem(baseOf(item, local, moved.value));
  const change = { side: 'remote', did: 'updated', was: movedFrom.item, item: moved.value } as const;
  ports.ledger.rememberStep(stepOf(item, [change]));
  ports.ledger.commit();
  return ok({ remote: moved.value, removed: movedFrom.item.id });
}

/** Both sides were changed: the web's copy becomes a file and a web item of its own before the local one replaces it. */
async function keepRemoteCopy(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
  const { remote } = item.sides;
  const { keepRemoteAs } = item;
  if (!remote || !keepRemoteAs) return missingSide(item);
  const file = await ports.files.receive(
    keepRemoteAs.path,
    remote,
    (sink) => ports.service.download(remote, sink, { signal: ports.signal }),
    { signal: ports.signal },
  );
  if (!file.ok) return file;
  const hash = ownHash(file.value);
  const copy: LocalItem = { ...file.value, hash, album: item.album, name: keepRemoteAs.name };
  const kept: PlannedItem = { ...item, name: copy.name, sides: { local: copy } };
  const sent = await upload(kept, ports, item, [{ side: 'local', did: 'added', file: stateOf(file.value) }]);
  return sent.ok ? ok({ uploaded: sent.value.uploaded ?? 0, downloaded: file.value.size }) : sent;
}

async function download(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
  const { service, files, ledger, signal, hashFirst } = ports;
  const { remote, local } = item.sides;
  if (!remote || item.target === undefined) return missingSide(item);
  const file = await files.receive(item.target, remote, (sink) => service.download(remote, sink, { signal }), {
    signal,
    replaces: local,
  });
  if (!file.ok) return file;
  const received = { ...file.value, hash: ownHash(file.value) };
  const hash = hashFirst ? await files.hash(received, { signal }) : ok(received.hash);
  ledger.rememberItem(baseOf(item, { ...received, hash: hash.ok ? hash.value : undefined }, remote));
  const state = stateOf(file.value);
  const { trashed } = file.value;
  const change: Change = local
    ? { side: 'local', did: 'replaced', was: stateOf(local), file: state, trashed }
    : { side: 'local', did: 'added', file: state };
  ledger.rememberStep(stepOf(item, [change]));
  ledger.commit();
  return ok({ downloaded: file.value.size, remote });
}

/** Writes what is missing or wrong at the service, without sending the bytes again. */
async function updateMetadata(
  item: PlannedItem,
  { service, files, ledger, signal, sendsOriginals }: ActionPorts,
): Promise<Result<Effect>> {
  const { local, remote } = item.sides;
  if (!local || !remote) return missingSide(item);
  const hash = await files.hash(local, { signal });
  if (!hash.ok) return hash;
  // New facts would pass one photo off as another.
  if (sendsOriginals && !remote.stored && sameHash(remote.hash, hash.value) === 'different')
    return fail(problem('E_VERIFY', `${item.album}/${item.name}: the web copy holds something else`));
  const capture = await files.capture(local, { signal });
  const wanted: ItemPatch = { size: local.size, hash: hash.value, modifiedMs: local.modifiedMs, ...capture };
  const patch = missingOrWrong(wanted, remote, service.capabilities.metadata);
  const updated = Object.keys(patch).length === 0 ? ok(remote) : await service.updateItem(remote, patch, { signal });
  if (!updated.ok) return updated;
  ledger.rememberItem(baseOf(item, { ...local, hash: hash.value, capture }, updated.value));
  ledger.rememberStep(stepOf(item, [{ side: 'remote', did: 'updated', was: remote, item: updated.value }]));
  ledger.commit();
  return ok({ remote: updated.value });
}

const WRITABLE = {
  size: 'size',
  hash: 'hash',
  modifiedMs: 'sourceDate',
  caption: 'caption',
  capturedAt: 'captureDate',
} as const;

function missingOrWrong(
  wanted: ItemPatch,
  remote: RemoteItem,
  writable: AlbumService['capabilities']['metadata'],
): ItemPatch {
  const keys = Object.keys(WRITABLE) as (keyof typeof WRITABLE)[];
  const wrong = keys.filter(
    (key) => wanted[key] !== undefined && wanted[key] !== remote[key] && writable.includes(WRITABLE[key]),
  );
  return Object.fromEntries(wrong.map((key) => [key, wanted[key]]));
}

function baseOf(item: PlannedItem, local: LocalFile, remote: RemoteItem): BaseItem {
  return {
    album: item.album,
    // One name may be spelled in two ways, and the ledger holds it once.
    name: item.sides.base?.name ?? item.name,
    path: local.path,
    remoteId: remote.id,
    albumId: remote.albumId,
    local: { size: local.size, modifiedMs: local.modifiedMs, hash: local.hash ?? rememberedHash(item, local) },
    remote: {
      size: remote.size ?? local.size,
      modifiedMs: remote.modifiedMs ?? local.modifiedMs,
      hash: remote.hash ?? local.hash,
    },
    capturedAt: local.capture?.capturedAt ?? remote.capturedAt ?? item.sides.base?.capturedAt,
  };
}

/** The hash of a file that was not read in this run: what the ledger knew of it while it looked the same. */
function rememberedHash({ sides: { base } }: PlannedItem, local: LocalFile): string | undefined {
  const untouched = base && base.local.size === local.size && base.local.modifiedMs === local.modifiedMs;
  return untouched ? base.local.hash : undefined;
}

function sameBase(a: BaseItem, b: BaseItem): boolean {
  return (
    a.path === b.path &&
    a.remoteId === b.remoteId &&
    a.albumId === b.albumId &&
    a.capturedAt === b.capturedAt &&
    (['size', 'modifiedMs', 'hash'] as const).every(
      (key) => a.local[key] === b.local[key] && a.remote[key] === b.remote[key],
    )
  );
}

function addBytes(a: Effect, b: Effect): Effect {
  return {
    ...a,
    uploaded: (a.uploaded ?? 0) + (b.uploaded ?? 0),
    downloaded: (a.downloaded ?? 0) + (b.downloaded ?? 0),
  };
}

function missingSide(item: PlannedItem): Result<never> {
  return fail(problem('E_INTERNAL', `${item.album}/${item.name}: ${item.action} lacks a side`));
}
