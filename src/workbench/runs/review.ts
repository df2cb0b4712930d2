import type { ReportItem } from '../../engine/report.ts';
import { isWork } from '../../engine/modes.ts';
import type { Review, ReviewedItem } from '../../engine/plan/review.ts';
import type { Choice } from '../../webview/choices.ts';
import type { RowRef } from '../../webview/protocol.ts';
import { isRetryable } from '../../webview/sentences.ts';
import type { FolderState } from './folderState.ts';

/** The plan of a folder with what was chosen in it, or undefined when it does nothing. */
export function reviewOf(state: FolderState, choices: readonly Choice[]): Review | undefined {
  const chosen = new Map(choices.map((choice) => [keyOf(choice.item), choice]));
  const items = [...state.items()].flatMap((item): ReviewedItem | [] => {
    const choice = chosen.get(keyOf(item)) ?? chosen.get(keyOf({ ...item, remoteId: undefined }));
    if (choice && choice.from === item.action && item.choices?.includes(choice.action) === true)
      return reviewedItem(item, choice.action);
    return item.outcome === 'planned' ? reviewedItem(item, item.action) : [];
  });
  return reviewWith(state, items);
}

/** What failed or was cancelled, to be tried again as it was planned: one row or all of them. */
export function retryOf(state: FolderState, row: RowRef['item'] | undefined): Review | undefined {
  const isMeant = (item: ReportItem): boolean =>
    row === undefined || (item.album === row.album && item.name === row.name && item.path === row.path);
  const items = [...state.items()].filter((item) => isRetryable(item) && isMeant(item));
  return reviewWith(
    state,
    items.map((item) => reviewedItem(item, item.action)),
  );
}

function reviewWith({ last }: FolderState, items: readonly ReviewedItem[]): Review | undefined {
  if (last === undefined || !items.some(({ action }) => isWork(action))) return undefined;
  return { service: last.service, mode: last.mode, items };
}

function reviewedItem(item: ReportItem, action: ReviewedItem['action']): ReviewedItem {
  const { album, name, path, remoteId, event, detail, seen } = item;
  return { album, name, path, remoteId, event, detail, action, seen };
}

/** The page knows the ids of remote items only where nothing else tells two items apart. */
function keyOf({ album, name, path, remoteId }: Pick<ReportItem, 'album' | 'name' | 'path' | 'remoteId'>): string {
  return [album, name, path ?? '', remoteId ?? ''].join('\n');
}
