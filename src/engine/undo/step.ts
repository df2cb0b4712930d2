import type { LocalFile } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { FileState } from '../ports/localFiles.ts';
import type { Change, UndoStep } from './model.ts';

/** The step of an item that was carried out, for the record of the run. */
export function stepOf(item: PlannedItem, changes: readonly Change[]): UndoStep {
  const { local, base } = item.sides;
  const path = local?.path ?? item.target;
  return {
    album: item.album,
    name: item.name,
    ...(path === undefined ? {} : { path }),
    event: item.event,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    action: item.action,
    changes,
    before: item.movedFrom?.base ?? base,
  };
}

/** A step that concerns an album and none of its items. */
export function albumStep(album: string, change: Change & { readonly side: 'album' }): UndoStep {
  const isGone = change.did === 'removed';
  return {
    album,
    name: '',
    event: isGone ? 'REMOTE_ONLY' : 'LOCAL_ONLY',
    action: isGone ? 'DELETE_REMOTE' : 'UPDATE_REMOTE_METADATA',
    changes: [change],
  };
}

/** By what a file is recognised when it is to be put away or brought back. */
export function stateOf({ path, size, modifiedMs, hash }: LocalFile): FileState {
  return { path, size, modifiedMs, ...(hash === undefined ? {} : { hash }) };
}
