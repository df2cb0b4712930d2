import { button, element, icon } from './element.ts';
import { factsCell } from './factsRow.ts';
import { EVENT_ICONS, OUTCOME_ICONS } from './icons.ts';
import type { ShownFacts } from './openFacts.ts';
import type { Entry, Row } from './rows.ts';
import { extentOf, isSelectable, selectableOf, type Selection } from './selection.ts';
import { actionWord, choiceWord, isRetryable, tally, tallyClauses } from './sentences.ts';
import { fill, type Words } from './words.ts';

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

/** Draws one line of the table into `target`, which the table recycles. */
export function drawRow(target: HTMLElement, row: Row, context: RowContext): void {
  target.replaceChildren(...cellsOf(row, context));
  const isChanged = row.kind === 'item' && row.entry.was !== undefined;
  target.className = `row ${row.kind}-row${isChanged ? ' changed-row' : ''}`;
  target.dataset['vscodeContext'] = JSON.stringify(menuContext(row));
  if (row.kind === 'facts') target.removeAttribute('aria-expanded');
  else target.setAttribute('aria-expanded', String(row.open));
  target.setAttribute('aria-level', String(levelOf(row, context)));
  drawSelection(target, row, context);
}

function cellsOf(row: Row, context: RowContext): readonly HTMLElement[] {
  if (row.kind === 'facts')
    return [factsCell(row.entry, context.facts.get(row.entry.key), context.wordsOf(row.entry.folder))];
  const cells = row.kind === 'album' ? albumCells(row, context) : itemCells(row, context);
  return context.changeable === 'never' ? cells : [selectCell(row, context), ...cells];
}

function levelOf({ kind }: Row, { grouped }: RowContext): number {
  const below = { album: 1, item: 1, facts: 2 }[kind];
  return grouped && kind !== 'album' ? below + 1 : below;
}

/** Shows whether a row is picked out, without drawing it anew. */
export function drawSelection(target: HTMLElement, row: Row, { selection }: RowContext): void {
  if (row.kind === 'facts') return;
  const own = selectableOf(row);
  const extent = extentOf(selection, own);
  const box = target.querySelector<HTMLInputElement>('.select-cell input');
  if (box !== null) {
    box.checked = extent === 'all';
    box.indeterminate = extent === 'some';
  }
  if (own.length === 0) target.removeAttribute('aria-selected');
  else target.setAttribute('aria-selected', String(extent === 'all'));
}

/** What stands in the way or why something was done, in full; the row itself may have to cut it short. */
export function rowDetail(row: Row): string {
  if (row.kind === 'album') return row.album;
  const { path, name, error } = row.entry.item;
  return [path ?? name, error === undefined ? '' : `${error.message} (${error.code})`].filter(Boolean).join(' — ');
}

/** The box that picks a row out; empty where there is nothing to change. */
function selectCell(row: Row, { words, changeable }: RowContext): HTMLElement {
  const { select, selectAlbum } = words.page.choice;
  const label = row.kind === 'album' ? fill(selectAlbum, row.album) : fill(select, row.entry.item.name);
  const box = element('input', { type: 'checkbox', tabindex: -1, 'aria-label': label, disabled: changeable !== 'now' });
  return cell('select', selectableOf(row).length === 0 ? [] : [box]);
}

function albumCells(row: Row & { kind: 'album' }, { wordsOf, folders }: RowContext): readonly HTMLElement[] {
  const words = wordsOf(row.folder);
  const clauses = tallyClauses(tally(row.entries.map(({ item }) => item)), words).join(' · ');
  const folder = folders.size > 1 ? `${folders.get(row.folder) ?? ''} › ` : '';
  return [
    element('div', { role: 'gridcell', 'aria-colspan': 5, class: 'cell album-cell' }, [
      twistie(row),
      element('span', { class: 'visually-hidden' }, [fill(words.page.albumRow, '')]),
      element('span', { class: 'album-name', dir: 'auto' }, [visible(`${folder}${row.album}`)]),
      element('span', { class: 'album-clauses' }, [clauses]),
    ]),
  ];
}

function itemCells(row: Row & { kind: 'item' }, context: RowContext): readonly HTMLElement[] {
  const { wordsOf, folders, grouped } = context;
  const { item, folder } = row.entry;
  const words = wordsOf(folder);
  const detail = item.detail === undefined ? [] : [element('span', { class: 'detail' }, [words.details[item.detail]])];
  const folderName = folders.size > 1 ? `${folders.get(folder) ?? ''} › ` : '';
  const album = grouped
    ? []
    : [element('span', { class: 'in-album', dir: 'auto' }, [visible(`${folderName}${item.album}`)])];
  const reason = item.error === undefined ? '' : item.error.message;
  return [
    cell('event', [
      twistie(row),
      icon(EVENT_ICONS[item.event]),
      element('span', { class: 'word' }, [item.event]),
      ...detail,
    ]),
    cell(
      'name',
      [element('span', { class: 'item-name', dir: 'auto' }, [visible(item.name)]), ...album],
      item.path ?? item.name,
    ),
    cell('action', actionParts(row.entry, context)),
    cell('outcome', [
      icon(OUTCOME_ICONS[item.outcome]),
      words.outcomes[item.outcome],
      ...retryParts(row.entry, context),
    ]),
    cell('reason', [reason], item.error === undefined ? undefined : `${reason} (${item.error.code})`),
  ];
}

/** What a mouse opens a row with; the row itself says to a screen reader that it can be opened. */
function twistie({ open }: { readonly open: boolean }): HTMLElement {
  const made = icon({ id: open ? 'chevron-down' : 'chevron-right', color: 'foreground' });
  made.classList.add('twistie');
  return made;
}

/** What is to be done: a word, or where a person may choose, the choices; and a mark where somebody did. */
function actionParts(entry: Entry, { wordsOf, changeable }: RowContext): readonly (Node | string)[] {
  const { item, was, folder } = entry;
  const words = wordsOf(folder);
  const mark = was === undefined ? [] : [changedMark(entry, words)];
  if (changeable !== 'now' || !isSelectable(entry)) return [actionWord(item, words), ...mark];
  const planned = (was ?? item).action;
  // The plan's own action comes first, and what leaves the item as it is comes last.
  const others = (item.choices ?? []).filter((action) => action !== planned && action !== 'SILENT');
  const actions = [...new Set([planned, ...others, 'SILENT' as const])];
  const options = actions.map((action) =>
    element('option', { value: action, selected: action === item.action }, [choiceWord(action, item.event, words)]),
  );
  const label = fill(words.page.choice.actionFor, item.name);
  return [element('select', { class: 'choice', tabindex: -1, 'aria-label': label }, options), ...mark];
}

function changedMark({ item, was = item }: Entry, words: Words): HTMLElement {
  const title = fill(words.page.choice.changedFrom, choiceWord(was.action, was.event, words));
  return element('span', { class: 'changed-mark', title }, [
    icon({ id: 'edit', color: 'foreground' }),
    element('span', { class: 'visually-hidden' }, [title]),
  ]);
}

function retryParts({ item }: Entry, { words, changeable }: RowContext): readonly Node[] {
  if (changeable === 'later' || !isRetryable(item)) return [];
  const retry = button(words.page.retry, { class: 'link retry', onClick: () => undefined });
  retry.tabIndex = -1;
  retry.setAttribute('aria-label', `${words.page.retry}: ${item.name}`);
  return [retry];
}

/** A name in which nothing turns the direction of writing: `gpj.exe` must not look like `exe.jpg`. */
function visible(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
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
