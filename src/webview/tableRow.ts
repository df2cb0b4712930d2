import { isOnWeb } from '../engine/report.ts';
import { setAttribute } from './element.ts';
import type { ShownFacts } from './openFacts.ts';
import type { Row } from './rows.ts';
import { extentOf, hasSelectable, type Selection } from './selection.ts';
import type { Words } from './words.ts';

/** What a row needs beside its data. */
export interface RowContext {
  readonly words: Words;
  /** The words about the items of a workspace folder. */
  readonly wordsOf: (folder: string) => Words;
  /** Names of the workspace folders by key; a single one is not shown. */
  readonly folders: ReadonlyMap<string, string>;
  readonly grouped: boolean;
  readonly selection: Selection;
  /** `now` while nothing runs; `later` leaves the places of the controls, so that nothing jumps. */
  readonly changeable: 'now' | 'later' | 'never';
  /** The facts of the items that are open, by their keys. */
  readonly facts: ReadonlyMap<string, ShownFacts>;
}

/** What the line of a row says of it, beside its cells. */
export function describeRow(target: HTMLElement, row: Row, context: RowContext): void {
  const isChanged = row.kind === 'item' && row.entry.was !== undefined;
  target.className = `row ${row.kind}-row${isChanged ? ' changed-row' : ''}`;
  target.dataset['vscodeContext'] = JSON.stringify(menuContext(row));
  setAttribute(target, 'aria-expanded', row.kind === 'facts' ? undefined : String(row.open));
  setAttribute(target, 'aria-level', levelOf(row, context));
}

/** Shows whether a row is picked out, without drawing it anew. */
export function drawSelection(target: HTMLElement, row: Row, { selection }: RowContext): void {
  if (row.kind === 'facts') return;
  const extent = extentOf(selection, row);
  const box = target.querySelector<HTMLInputElement>('.select-cell input');
  if (box !== null) {
    box.checked = extent === 'all';
    box.indeterminate = extent === 'some';
  }
  setAttribute(target, 'aria-selected', hasSelectable(row) ? String(extent === 'all') : undefined);
}

/** What stands in the way or why something was done, in full; the row itself may have to cut it short. */
export function rowDetail(row: Row): string {
  if (row.kind === 'album') return row.album;
  const { path, name, error } = row.entry.item;
  return [path ?? name, error === undefined ? '' : `${error.message} (${error.code})`].filter(Boolean).join(' — ');
}

function levelOf({ kind }: Row, { grouped }: RowContext): number {
  const below = { album: 1, item: 1, facts: 2 }[kind];
  return grouped && kind !== 'album' ? below + 1 : below;
}

/** What the editor hands to a command of the context menu. */
function menuContext(row: Row): Record<string, unknown> {
  const common = { preventDefaultContextMenuItems: true };
  if (row.kind === 'album') {
    return { ...common, webviewSection: 'album', folder: row.folder, album: row.album };
  }
  const { folder, item } = row.entry;
  const section = item.path === undefined ? 'item' : 'photo';
  const { album, path, remoteId } = item;
  return { ...common, webviewSection: section, folder, album, path, remoteId, isOnWeb: isOnWeb(item) };
}
