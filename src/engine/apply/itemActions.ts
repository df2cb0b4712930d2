import { sameHash } from '../compare.ts';
import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { Action, LocalItem, RemoteItem } from '../model.ts';
import { baseOf } from '../plan/baseOf.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { AlbumService, ItemPatch } from '../ports/albumService.ts';
import type { Ledger } from '../ports/ledger.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Change } from '../undo/model.ts';
import { stateOf, stepOf } from '../undo/step.ts';
import type { ActionPorts, Effect, ItemAction } from './actionPorts.ts';
import { missingSide } from './missingSide.ts';
import { isShared } from './places.ts';
import { markReplaced, ownHash, recognise, replace, upload } from './send.ts';

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
    forget(item, ledger, [{ side: 'local', did: 'removed', was: stateOf(local), ...trashed.value }]);
    return ok({});
  },
  DELETE_REMOTE: async (item, { service, ledger, signal }) => {
    const { remote, base } = item.sides;
    if (!remote) return missingSide(item);
    // Another file is this web item too, so only the name goes.
    if (isShared(remote, base ?? item, { service, ledger })) {
      forget(item, ledger, []);
      return ok({});
    }
    const removed = await service.remove(remote, { signal });
    if (!removed.ok) return removed;
    forget(item, ledger, [{ side: 'remote', did: 'removed', was: remote, ...removed.value }]);
    return ok({ removed: remote.id });
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
  UPDATE_REMOTE_METADATA: (item, ports) => {
    const isUnknown = item.event === 'UNKNOWN' && ports.service.capabilities.sameBytes === 'oneItem';
    return isUnknown ? recognise(item, ports) : updateMetadata(item, ports);
  },
};

/** What the ledger knows under this name may be another item, of which this one is a second copy. */
function forget(item: PlannedItem, ledger: Ledger, changes: readonly Change[]): void {
  const { base } = item.sides;
  if (base) ledger.forgetItem(base.album, base.name);
  ledger.rememberStep(stepOf(item, changes));
  ledger.commit();
}

/** Gives the web item the new name or place; its content does not travel. */
async function moveRemote(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
  const { local } = item.sides;
  const { movedFrom } = item;
  if (!local || !movedFrom) return missingSide(item);
  // It was to go along with its album, which kept its title.
  const isLeft = item.album !== movedFrom.base.album && !ports.albumOf(item, movedFrom.item);
  if (isLeft && !ports.service.capabilities.rename.move)
    return fail(problem('E_TARGET_CHANGED', phrase`${item.album}/${item.name}`, { path: local.path }));
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
  if (isOfAnother(item, hash.value, sendsOriginals))
    return fail(problem('E_VERIFY', phrase`${item.album}/${item.name}: the web copy holds something else`));
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

/** Whether the web copy is known to be of other content than the file with this hash, whole or shrunk. */
function isOfAnother({ sides: { remote, base } }: PlannedItem, hash: string, sendsOriginals: boolean): boolean {
  const told = sameHash(remote?.hash, hash);
  if (told === 'equal') return false;
  if (told === 'different' && sendsOriginals && !remote?.stored) return true;
  return base?.remoteId === remote?.id && sameHash(base?.local.hash, hash) === 'different';
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

function addBytes(a: Effect, b: Effect): Effect {
  return {
    ...a,
    uploaded: (a.uploaded ?? 0) + (b.uploaded ?? 0),
    downloaded: (a.downloaded ?? 0) + (b.downloaded ?? 0),
  };
}
