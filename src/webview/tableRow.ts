import { element, icon } from './element.ts';
import { EVENT_ICONS, OUTCOME_ICONS } from './icons.ts';
import type { Row } from './rows.ts';
import { actionWord, tally, tallyClauses } from './sentences.ts';
import { fill, type Words } from './words.ts';

/** What a row needs beside its data. */
export interface RowContext {
  readonly words: Words;
  /** Names of the workspace folders by key; a single one is not shown. */
  readonly folders: ReadonlyMap<string, string>;
  readonly grouped: boolean;
}

/** Draws one line of the table into `target`, which the table recycles. */
export function drawRow(target: HTMLElement, row: Row, context: RowContext): void {
  target.replaceChildren(...(row.kind === 'album' ? albumCells(row, context) : itemCells(row, context)));
  target.className = `row ${row.kind}-row`;
  target.dataset['vscodeContext'] = JSON.stringify(menuContext(row));
  if (row.kind === 'album') target.setAttribute('aria-expanded', String(row.open));
  else target.removeAttribute('aria-expanded');
  target.setAttribute('aria-level', row.kind === 'item' && context.grouped ? '2' : '1');
}

/** What stands in the way or why something was done, in full; the row itself may have to cut it short. */
export function rowDetail(row: Row): string {
  if (row.kind === 'album') return row.album;
  const { path, name, error } = row.entry.item;
  return [path ?? name, error === undefined ? '' : `${error.message} (${error.code})`].filter(Boolean).join(' — ');
}

function albumCells(row: Row & { kind: 'album' }, { words, folders }: RowContext): readonly HTMLElement[] {
  const clauses = tallyClauses(tally(row.entries.map(({ item }) => item)), words).join(' · ');
  const folder = folders.size > 1 ? `${folders.get(row.folder) ?? ''} › ` : '';
  return [
    element('div', { role: 'gridcell', 'aria-colspan': 5, class: 'cell album-cell' }, [
      icon({ id: row.open ? 'chevron-down' : 'chevron-right', color: 'foreground' }),
      element('span', { class: 'visually-hidden' }, [fill(words.page.albumRow, '')]),
      element('span', { class: 'album-name' }, [`${folder}${row.album}`]),
      element('span', { class: 'album-clauses' }, [clauses]),
    ]),
  ];
}

function itemCells(row: Row & { kind: 'item' }, { words, folders, grouped }: RowContext): readonly HTMLElement[] {
  const { item, folder } = row.entry;
  const detail = item.detail === undefined ? [] : [element('span', { class: 'detail' }, [words.details[item.detail]])];
  const folderName = folders.size > 1 ? `${folders.get(folder) ?? ''} › ` : '';
  const album = grouped ? [] : [element('span', { class: 'in-album' }, [`${folderName}${item.album}`])];
  const reason = item.error === undefined ? '' : item.error.message;
  return [
    cell('event', [icon(EVENT_ICONS[item.event]), element('span', { class: 'word' }, [item.event]), ...detail]),
    cell('name', [element('span', { class: 'item-name' }, [item.name]), ...album], item.path ?? item.name),
    cell('action', [actionWord(item, words)]),
    cell('outcome', [icon(OUTCOME_ICONS[item.outcome]), words.outcomes[item.outcome]]),
    cell('reason', [reason], item.error === undefined ? undefined : `${reason} (${item.error.code})`),
  ];
}

function cell(column: string, children: readonly (Node | string)[], title?: string): HTMLElement {
  return element('div', { role: 'gridcell', class: `cell ${column}-cell`, title }, children);
}

/** What the editor hands to a command of the context menu. */
function menuContext(row: Row): Record<string, unknown> {
  const common = { preventDefaultContextMenuItems: true };
  if (row.kind === 'album') {
    return { ...common, webviewSection: 'album', folder: row.folder, album: row.album };
  }
  const { folder, item } = row.entry;
  const section = item.path === undefined ? 'item' : 'photo';
  return { ...common, webviewSection: section, folder, album: item.album, path: item.path };
}
