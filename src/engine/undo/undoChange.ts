import { problem } from '../errors.ts';
import { phrase, type Phrase } from '../phrase.ts';
import type { RemoteItem } from '../model.ts';
import type { AlbumService, Call, Capabilities, ItemPatch } from '../ports/albumService.ts';
import type { LocalFiles } from '../ports/localFiles.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Change } from './model.ts';

export interface UndoPorts {
  readonly service: AlbumService;
  readonly files: LocalFiles;
}

/** Takes one change back. `value` is the web item that stands again, where that is what was brought back. */
export async function undoChange(
  change: Change,
  { service, files }: UndoPorts,
  call: Call,
): Promise<Result<RemoteItem | undefined>> {
  const reason = whyNot(change, service.capabilities);
  if (reason !== undefined) return fail(problem('E_NOT_SUPPORTED', reason));
  switch (change.side) {
    case 'remote':
      return undoRemote(change, service, call);
    case 'local':
      return withoutValue(await undoLocal(change, files, call));
    case 'album':
      return withoutValue(await undoAlbum(change, service, call));
  }
}

/** Why a change cannot be taken back, in words without a full stop; undefined when it can. */
export function whyNot(change: Change, { remove, restore, metadata, rename }: Capabilities): Phrase | undefined {
  if (change.side === 'album' && change.did === 'updated')
    return !rename.album && !metadata.includes('albumDate') ? phrase`an album keeps its title and date` : undefined;
  if (change.side === 'album') return undefined;
  if (change.did === 'added')
    return change.side === 'remote' && (remove === 'no' || remove === 'permanent')
      ? phrase`what was sent could only be deleted for good`
      : undefined;
  if (change.did === 'updated') return undefined;
  if (change.trashed === undefined || (change.side === 'remote' && !restore))
    return phrase`nothing is known of where the old content went`;
  return undefined;
}

async function undoRemote(
  change: Change & { readonly side: 'remote' },
  service: AlbumService,
  call: Call,
): Promise<Result<RemoteItem | undefined>> {
  switch (change.did) {
    case 'added':
      return withoutValue(await service.remove(change.item, call));
    case 'removed':
      return service.restore(change.was, change.trashed ?? '', call);
    case 'replaced':
      return service.restore(change.was, change.trashed ?? '', { ...call, replaces: change.item });
    case 'updated': {
      const patch = patchBack(change.was, change.item);
      return Object.keys(patch).length === 0 ? ok(change.item) : service.updateItem(change.item, patch, call);
    }
  }
}

async function undoLocal(
  change: Change & { readonly side: 'local' },
  files: LocalFiles,
  call: Call,
): Promise<Result<unknown>> {
  switch (change.did) {
    case 'added':
      return files.takeBack(change.file, call);
    case 'removed':
      return files.restore(change.was, change.trashed ?? '', call);
    case 'replaced':
      return files.restore(change.was, change.trashed ?? '', { ...call, replaces: change.file });
  }
}

async function undoAlbum(
  change: Change & { readonly side: 'album' },
  service: AlbumService,
  call: Call,
): Promise<Result<unknown>> {
  switch (change.did) {
    case 'added': {
      const items = await service.listItems(change.album, call);
      if (!items.ok) return items;
      // What somebody has put there since is no work of the run, so the album stays.
      return items.value.length > 0 || !service.capabilities.removeAlbum
        ? ok()
        : service.removeAlbum(change.album, call);
    }
    case 'removed':
      return service.createAlbum(change.was.title, call);
    case 'updated': {
      const { title, date } = change.was;
      const patch = {
        ...(title === change.album.title ? {} : { title }),
        ...(date === undefined || date === change.album.date ? {} : { date }),
      };
      return Object.keys(patch).length === 0 ? ok() : service.updateAlbum(change.album, patch, call);
    }
  }
}

/** The facts that an update changed, as they were; a size or a hash that was wrong need not be so again. */
function patchBack(was: RemoteItem, item: RemoteItem): ItemPatch {
  const keys = ['name', 'albumId', 'modifiedMs', 'caption', 'capturedAt'] as const;
  const changed = keys.filter((key) => was[key] !== undefined && was[key] !== item[key]);
  const mark = item.tagged === true && was.tagged !== true ? { tagged: false } : {};
  return { ...Object.fromEntries(changed.map((key) => [key, was[key]])), ...mark };
}

function withoutValue(result: Result<unknown>): Result<undefined> {
  return result.ok ? ok(undefined) : result;
}
