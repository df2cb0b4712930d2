import type { LocalFile, RemoteItem } from '../model.ts';
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
    changes: changes.map(withoutAddresses),
    before: item.movedFrom?.base ?? base,
  };
}

/** Where a web item can be seen does not help to take anything back, and would be a third of what is kept of each photo. */
function withoutAddresses(change: Change): Change {
  if (change.side !== 'remote') return change;
  switch (change.did) {
    case 'added':
      return { ...change, item: withoutAddress(change.item) };
    case 'removed':
      return { ...change, was: withoutAddress(change.was) };
    case 'replaced':
    case 'updated':
      return { ...change, was: withoutAddress(change.was), item: withoutAddress(change.item) };
  }
}

function withoutAddress(item: RemoteItem): RemoteItem {
  return { ...item, url: undefined, file: undefined };
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
