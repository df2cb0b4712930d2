import type { BaseItem, LocalFile, RemoteItem } from '../model.ts';
import type { PlannedItem } from './model.ts';

/** What the ledger remembers of an item that is in step. */
export function baseOf(item: PlannedItem, local: LocalFile, remote: RemoteItem): BaseItem {
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
  const { path, size, modifiedMs, hash } = base ? { path: base.path, ...base.local } : {};
  return path === local.path && size === local.size && modifiedMs === local.modifiedMs ? hash : undefined;
}
