import type { Action } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';

/** The actions that send a file. */
export const SENDING: readonly Action[] = ['UPLOAD_LOCAL', 'REPLACE_REMOTE_WITH_LOCAL'];

/** What travels with an item, before anybody knows how small a shrunk copy is. */
export function bytesOf({ action, sides, movedFrom }: PlannedItem): number {
  if (action === 'DOWNLOAD_REMOTE') return sides.remote?.size ?? 0;
  return SENDING.includes(action) && !movedFrom ? (sides.local?.size ?? 0) : 0;
}
