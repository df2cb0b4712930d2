import { button, element, icon, setAttribute, setText } from './element.ts';
import { factsCell } from './factsRow.ts';
import { EVENT_ICONS, OUTCOME_ICONS } from './icons.ts';
import type { Entry, Row } from './rows.ts';
import { hasSelectable, isSelectable } from './selection.ts';
import { actionWord, choiceWord, isRetryable, shortReason, tallyClauses } from './sentences.ts';
import type { RowContext } from './tableRow.ts';
import { fill } from './words.ts';

/** One cell of a row, in two parts: what many rows have alike, and what is put into it for each. */
export interface Cell {
  /** What decides how the cell is made: where all of it is equal, a cell serves the next row as it is. */
  readonly alike: readonly unknown[];
  readonly make: () => HTMLElement;
  readonly fit?: (made: HTMLElement) => void;
}

/** The cells of a row, from left to right. */
export function cellsOf(row: Row, context: RowContext): readonly Cell[] {
  if (row.kind === 'facts') return [factsOf(row.entry, context)];
  const cells = row.kind === 'album' ? [albumCell(row, context)] : itemCells(row, context);
  return context.changeable === 'never' ? cells : [selectCell(row, context), ...cells];
}

/** Whether the row offers to try its item again. */
export function hasRetry({ item }: Entry, { changeable }: Pick<RowContext, 'changeable'>): boolean {
  return changeable !== 'later' && isRetryable(item);
}

function factsOf(entry: Entry, { facts, wordsOf }: RowContext): Cell {
  const shown = facts.get(entry.key);
  return { alike: ['facts', entry.item, shown], make: () => factsCell(entry, shown, wordsOf(entry.folder)) };
}

/** The box that picks a row out; empty where there is nothing to change. */
function selectCell(row: Row, { words, changeable }: RowContext): Cell {
  const { select, selectAlbum } = words.page.choice;
  const label = row.kind === 'album' ? fill(selectAlbum, row.album) : fill(select, row.entry.item.name);
  const hasBox = hasSelectable(row);
  return {
    alike: ['select', hasBox, changeable],
    make: () =>
      cell(
        'select',
        hasBox ? [element('input', { type: 'checkbox', tabindex: -1, disabled: changeable !== 'now' })] : [],
      ),
    fit: ({ firstElementChild: box }) => box?.setAttribute('aria-label', label),
  };
}

function albumCell(row: Row & { kind: 'album' }, { wordsOf, folders }: RowContext): Cell {
  const words = wordsOf(row.folder);
  const folder = folders.size > 1 ? `${folders.get(row.folder) ?? ''} › ` : '';
  return {
    alike: ['album', row.open, words.page.albumRow],
    make: () =>
      element('div', { role: 'gridcell', 'aria-colspan': 5, class: 'cell album-cell' }, [
        twistie(row),
        element('span', { class: 'visually-hidden' }, [fill(words.page.albumRow, '')]),
        element('span', { class: 'album-name', dir: 'auto' }),
        element('span', { class: 'album-clauses' }),
      ]),
    fit(made) {
      setText(made.querySelector('.album-name'), visible(`${folder}${row.album}`));
      const clauses = tallyClauses(row.counts.items.tally, words);
      setText(made.querySelector('.album-clauses'), clauses.join(' · '));
    },
  };
}

function itemCells(row: Row & { kind: 'item' }, context: RowContext): readonly Cell[] {
  return [
    eventCell(row, context),
    nameCell(row, context),
    actionCell(row.entry, context),
    outcomeCell(row.entry, context),
    reasonCell(row.entry),
  ];
}

function eventCell({ entry: { item, folder }, open }: Row & { kind: 'item' }, { wordsOf }: RowContext): Cell {
  const detail = item.detail === undefined ? undefined : wordsOf(folder).details[item.detail];
  return {
    alike: ['event', open, item.event, detail],
    make: () =>
      cell('event', [
        twistie({ open }),
        icon(EVENT_ICONS[item.event]),
        element('span', { class: 'word' }, [item.event]),
        ...(detail === undefined ? [] : [element('span', { class: 'detail' }, [detail])]),
      ]),
  };
}

function nameCell({ entry: { item, folder } }: Row & { kind: 'item' }, { folders, grouped }: RowContext): Cell {
  const folderName = folders.size > 1 ? `${folders.get(folder) ?? ''} › ` : '';
  return {
    alike: ['name', grouped],
    make: () =>
      cell('name', [
        element('span', { class: 'item-name', dir: 'auto' }),
        ...(grouped ? [] : [element('span', { class: 'in-album', dir: 'auto' })]),
      ]),
    fit(made) {
      made.title = item.path ?? item.name;
      setText(made.querySelector('.item-name'), visible(item.name));
      setText(made.querySelector('.in-album'), visible(`${folderName}${item.album}`));
    },
  };
}

/** What is to be done: a word, or where a person may choose, the choices; and a mark where somebody did. */
function actionCell(entry: Entry, { wordsOf, changeable }: RowContext): Cell {
  const { item, was, folder } = entry;
  const words = wordsOf(folder);
  const changed = was && fill(words.page.choice.changedFrom, choiceWord(was.action, was.event, words));
  const mark = (): readonly Node[] => (changed === undefined ? [] : [changedMark(changed)]);
  if (changeable !== 'now' || !isSelectable(entry)) {
    const word = actionWord(item, words);
    return { alike: ['action', word, changed], make: () => cell('action', [word, ...mark()]) };
  }
  const planned = (was ?? item).action;
  // The plan's own action comes first, and what leaves the item as it is comes last.
  const others = (item.choices ?? []).filter((action) => action !== planned && action !== 'SILENT');
  const options = [...new Set([planned, ...others, 'SILENT' as const])].map(
    (action) => [action, choiceWord(action, item.event, words)] as const,
  );
  return {
    alike: ['choice', changed, ...options.flat()],
    make: () =>
      cell('action', [
        element(
          'select',
          { class: 'choice', tabindex: -1 },
          options.map(([value, text]) => element('option', { value }, [text])),
        ),
        ...mark(),
      ]),
    fit(made) {
      const select = made.querySelector('select');
      if (select === null) return;
      select.value = item.action;
      select.setAttribute('aria-label', fill(words.page.choice.actionFor, item.name));
    },
  };
}

function changedMark(title: string): HTMLElement {
  return element('span', { class: 'changed-mark', title }, [
    icon({ id: 'edit', color: 'foreground' }),
    element('span', { class: 'visually-hidden' }, [title]),
  ]);
}

function outcomeCell(entry: Entry, { words, wordsOf, changeable }: RowContext): Cell {
  const { item, folder } = entry;
  const word = wordsOf(folder).outcomes[item.outcome];
  const withRetry = hasRetry(entry, { changeable });
  return {
    alike: ['outcome', item.outcome, word, withRetry],
    make() {
      const retry = button(words.page.retry, { class: 'link retry', onClick: () => undefined });
      retry.tabIndex = -1;
      const said = element('span', { class: 'outcome-word' }, [word]);
      return cell('outcome', [icon(OUTCOME_ICONS[item.outcome]), said, ...(withRetry ? [retry] : [])]);
    },
    fit: (made) => made.querySelector('.retry')?.setAttribute('aria-label', `${words.page.retry}: ${item.name}`),
  };
}

function reasonCell({ item }: Entry): Cell {
  const { error } = item;
  return {
    alike: ['reason'],
    make: () => cell('reason', []),
    fit(made) {
      setText(made, shortReason(item));
      setAttribute(made, 'title', error && `${error.message} (${error.code})`);
    },
  };
}

/** What a mouse opens a row with; the row itself says to a screen reader that it can be opened. */
function twistie({ open }: { readonly open: boolean }): HTMLElement {
  const made = icon({ id: open ? 'chevron-down' : 'chevron-right', color: 'foreground' });
  made.classList.add('twistie');
  return made;
}

/** A name in which nothing turns the direction of writing: `gpj.exe` must not look like `exe.jpg`. */
function visible(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function cell(column: string, children: readonly (Node | string)[]): HTMLElement {
  return element('div', { role: 'gridcell', class: `cell ${column}-cell` }, children);
}
