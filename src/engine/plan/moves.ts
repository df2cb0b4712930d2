import type { PlannedItem } from './model.ts';

/** Whether a file is to be sent because it is new, so that it may be one that had another place. */
export function isNewUpload(item: PlannedItem): boolean {
  return (
    item.event === 'LOCAL_ONLY' && item.detail === 'new' && item.action === 'UPLOAD_LOCAL' && item.outcome === 'planned'
  );
}

/** The new file, whose content is already on the web as that of a file that is gone. */
export function asMove(item: PlannedItem, origin: PlannedItem): PlannedItem {
  const { remote, base } = origin.sides;
  return remote && base ? { ...item, movedFrom: { item: remote, base } } : item;
}
