import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { Action } from '../engine/model.ts';
import { element } from './element.ts';
import type { Column, Entry, Row, Rows, Sort } from './rows.ts';
import { COLUMNS } from './pageState.ts';
import { NOTHING_SELECTED, selectRange, toggleRow, type Selection } from './selection.ts';
import { moveFor, type Move } from './tableKeys.ts';
import { CONTROLS, tableLines } from './tableLines.ts';
import { rowDetail, type RowContext } from './tableRow.ts';
import { fill } from './words.ts';

/** What the table asks of the page around it. */
export interface TablePorts {
  readonly sortBy: (column: Column) => void;
  readonly open: (row: Row) => void;
  readonly setOpen: (row: Row, open: boolean) => void;
  readonly choose: (entry: Entry, action: Action) => void;
  readonly select: (selection: Selection) => void;
  readonly selectAll: () => void;
  readonly retry: (entry: Entry) => void;
  readonly scrolled: (top: number) => void;
  /** The text that stands below the table for the active row. */
  readonly describe: (text: string) => void;
}

/** The items as a tree grid of which only the visible rows exist, so that a library of any size scrolls smoothly. */
export interface Table {
  readonly root: HTMLElement;
  /** Shows these rows as they are now. What a row is drawn with is the same object while nothing of it has changed. */
  show(rows: Rows, sort: Sort, context: RowContext): void;
  /** Other rows are picked out; nothing else has changed. */
  showSelection(selection: Selection): void;
  scrollTo(top: number): void;
  focus(): void;
}

export function table(ports: TablePorts): Table {
  const head = element('div', { role: 'rowgroup', class: 'head' });
  const canvas = element('div', { role: 'rowgroup', class: 'canvas' });
  const root = element('div', { role: 'treegrid', class: 'table' }, [head, canvas]);
  const lines = tableLines(canvas);
  let rows: Rows | undefined;
  let context: RowContext | undefined;
  let active = 0;
  /** The row that is active, wherever it goes. */
  let activeRow: Row | undefined;
  let version = -1;
  let sortedBy: Sort | undefined;
  let headHeight = 0;
  /** The facts that are kept in sight while they become more, until the person goes on, with the height that they had. */
  let justOpened: { readonly key: string; readonly height: number } | undefined;

  const heights = { item: 0, album: 0, facts: 0 };
  const readHeights = (): boolean => {
    const style = getComputedStyle(canvas);
    const before = Object.values(heights).join();
    heights.item = Number.parseFloat(style.getPropertyValue('--row-height')) || 26;
    heights.album = Number.parseFloat(style.getPropertyValue('--album-height')) || heights.item;
    heights.facts = Number.parseFloat(style.getPropertyValue('--facts-height')) || 200;
    return before !== Object.values(heights).join();
  };
  // Only facts are measured, and keep their height wherever they go. A new function says that rows have moved.
  const keysOf =
    (current: Rows | undefined) =>
    (index: number): string | number =>
      (current?.kindAt(index) === 'facts' ? current.at(index)?.key : undefined) ?? index;
  let getItemKey = keysOf(undefined);
  const options = () => ({
    count: rows?.length ?? 0,
    getScrollElement: () => root,
    estimateSize: (index: number) => heights[rows?.kindAt(index) ?? 'item'],
    getItemKey,
    overscan: 10,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    // The active row stays in the document, so that the focus is not lost when it is scrolled away.
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const visible = defaultRangeExtractor(range);
      const isKept = visible.includes(active) || active >= (rows?.length ?? 0);
      return isKept ? visible : [...visible, active].sort((a, b) => a - b);
    },
    onChange: () => {
      draw();
      showFacts();
    },
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());

  const draw = (): void => {
    if (context === undefined) return;
    canvas.style.height = `${virtualizer.getTotalSize()}px`;
    const focused = root.contains(document.activeElement);
    const places = virtualizer.getVirtualItems().flatMap(({ index, start }) => {
      const row = rows?.at(index);
      return row === undefined ? [] : [{ row, index, top: start - headHeight, isActive: index === active }];
    });
    lines.show(places, context);
    for (const facts of lines.facts()) virtualizer.measureElement(facts);
    // While rows come and go, nobody reads them, and to move their elements costs more than to fill them.
    if (!virtualizer.isScrolling) lines.putInOrder();
    if (focused && !root.contains(document.activeElement)) focusActive();
  };

  const focusActive = (): void => {
    const row = rows?.at(active);
    if (row !== undefined) lines.focus(row);
  };

  const bringIntoView = (index: number): void => virtualizer.scrollToIndex(index, { align: 'auto' });

  /** Shows what was just opened as a whole, or from its top where it does not fit. */
  const showFacts = (): void => {
    const key = justOpened && rows?.at(active + 1)?.key;
    const height = virtualizer.measurementsCache[active + 1]?.size ?? heights.facts;
    if (key === undefined || key !== justOpened?.key || height === justOpened.height) return;
    justOpened = { key, height };
    if (heights.item + height < root.clientHeight - head.offsetHeight) bringIntoView(active + 1);
    else virtualizer.scrollToIndex(active, { align: 'start' });
  };

  const activate = (index: number): void => {
    active = Math.max(0, Math.min((rows?.length ?? 0) - 1, index));
    activeRow = rows?.at(active);
    bringIntoView(active);
    draw();
    focusActive();
  };

  const selection = (): Selection => context?.selection ?? NOTHING_SELECTED;

  const select = (next: Selection): void => {
    if (context?.changeable === 'now') ports.select(next);
    // The box has already changed under the hand; the selection has the last word.
    if (context !== undefined) lines.showSelection(context);
  };

  const carryOut = (move: Move, row: Row): void => {
    switch (move.type) {
      case 'to':
        return activate(move.index);
      case 'extend': {
        const from = active;
        activate(move.index);
        return rows && select(selectRange(selection(), rows, from, active));
      }
      case 'select':
        return select(toggleRow(selection(), row));
      case 'selectAll':
        return ports.selectAll();
      case 'selectNone':
        return select(NOTHING_SELECTED);
      case 'open':
        return ports.open(row);
      case 'expand':
      case 'collapse':
        // What is closed from within leaves the focus on the row above it.
        if (row.kind === 'facts') activate(active - 1);
        ports.setOpen(row, move.type === 'expand');
    }
  };

  const layOut = (): void => {
    virtualizer.setOptions(options());
    virtualizer._willUpdate();
    draw();
  };

  /** Heights come from the style sheet, by the width of the page. To ask for them costs a layout of all that has changed. */
  const resize = (): void => {
    const isResized = readHeights();
    headHeight = head.offsetHeight;
    if (isResized) virtualizer.measure();
    layOut();
  };

  root.addEventListener('keydown', (event) => {
    const row = rows?.at(active);
    if (!rows || row === undefined || lines.rowAt(event.target) === undefined) return;
    // A control in a row has keys of its own; Escape leads back to the row.
    if (isControl(event.target)) {
      if (event.key === 'Escape') focusActive();
      return;
    }
    const page = Math.max(1, Math.floor(root.clientHeight / heights.item) - 2);
    const move = moveFor(event, { rows, active, page });
    if (move === undefined) return;
    event.preventDefault();
    // The editor has keys for the page too: it would select all texts together with all rows.
    event.stopPropagation();
    carryOut(move, row);
  });
  canvas.addEventListener('change', ({ target }) => {
    const row = lines.rowAt(target);
    if (row?.kind === 'item' && target instanceof HTMLSelectElement) ports.choose(row.entry, target.value as Action);
  });
  canvas.addEventListener('click', (event) => {
    const row = lines.rowAt(event.target);
    const index = row === undefined ? -1 : (rows?.indexOf(row.key) ?? -1);
    if (!rows || row === undefined || index < 0) return;
    const isBox = event.target instanceof HTMLInputElement;
    if (isControl(event.target) && !isBox) {
      if (row.kind === 'item' && event.target instanceof HTMLButtonElement) ports.retry(row.entry);
      if (row.kind === 'facts' && event.target instanceof HTMLButtonElement) ports.open(row);
      return;
    }
    const from = active;
    activate(index);
    if (event.shiftKey) select(selectRange(selection(), rows, from, index));
    else if (isBox || event.ctrlKey || event.metaKey) select(toggleRow(selection(), row));
    else if (row.kind === 'album' || (row.kind === 'item' && isTwistie(event.target))) ports.setOpen(row, !row.open);
  });
  canvas.addEventListener('dblclick', (event) => {
    const row = lines.rowAt(event.target);
    if (row?.kind === 'item' && !isControl(event.target) && !isTwistie(event.target)) ports.open(row);
  });
  canvas.addEventListener('focusin', (event) => {
    const row = lines.rowAt(event.target);
    const index = row === undefined ? -1 : (rows?.indexOf(row.key) ?? -1);
    if (row === undefined || index < 0) return;
    active = index;
    activeRow = row;
    ports.describe(rowDetail(row));
  });
  for (const going of ['wheel', 'pointerdown', 'keydown'])
    root.addEventListener(going, () => (justOpened = undefined), { capture: true, passive: true });
  root.addEventListener('scrollend', () => ports.scrolled(root.scrollTop), { passive: true });
  const sizes = new ResizeObserver(resize);
  for (const sized of [root, head]) sizes.observe(sized);
  virtualizer._didMount();

  return {
    root,
    show(next, sort, nextContext) {
      const before = activeRow;
      if (rows !== next || version !== next.version) {
        [version, getItemKey] = [next.version, keysOf(next)];
        active = indexOfActive(next, active, before?.key);
      }
      rows = next;
      activeRow = next.at(active);
      if (context !== nextContext) lines.outdate();
      // Most reports need no reasons; their room is better given to the names.
      root.classList.toggle('without-reasons', !next.has.reasons);
      root.classList.toggle('with-retries', next.has.retries && nextContext.changeable !== 'later');
      root.classList.toggle('with-choices', nextContext.changeable !== 'never');
      if (context !== nextContext || sort !== sortedBy) drawHead(head, sort, nextContext, ports);
      [context, sortedBy] = [nextContext, sort];
      root.setAttribute('aria-label', nextContext.words.page.tableCaption);
      root.setAttribute('aria-rowcount', String(next.length + 1));
      root.setAttribute('aria-colcount', String(COLUMNS.length + (nextContext.changeable === 'never' ? 0 : 1)));
      root.setAttribute('aria-multiselectable', String(nextContext.changeable !== 'never'));
      if (headHeight === 0) resize();
      else layOut();
      const facts = next.at(active + 1);
      if (before?.kind === 'item' && !before.open && facts?.kind === 'facts')
        justOpened = { key: facts.key, height: 0 };
      showFacts();
    },
    showSelection(next) {
      if (context === undefined) return;
      context = { ...context, selection: next };
      lines.showSelection(context);
    },
    scrollTo(top) {
      root.scrollTop = top;
    },
    focus: () => activate(active),
  };
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${CONTROLS}, input`) !== null;
}

function isTwistie(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains('twistie');
}

/** The row that had the focus keeps it wherever it went; if it is gone, its place does. */
function indexOfActive(rows: Rows, active: number, key: string | undefined): number {
  if (key !== undefined && rows.at(active)?.key === key) return active;
  const moved = key === undefined ? -1 : rows.indexOf(key);
  return moved >= 0 ? moved : Math.max(0, Math.min(active, rows.length - 1));
}

function drawHead(head: HTMLElement, sort: Sort, { words, changeable }: RowContext, ports: TablePorts): void {
  const focused = head.contains(document.activeElement)
    ? document.activeElement?.getAttribute('data-column')
    : undefined;
  const cells = COLUMNS.map((column) => {
    const label = words.page.columns[column];
    const sorted = sort.column === column;
    const arrow = element('span', {
      class: sorted ? `codicon codicon-arrow-${sort.direction === 'ascending' ? 'up' : 'down'}` : '',
      'aria-hidden': 'true',
    });
    const title = fill(words.page.sortBy, label);
    const push = element('button', { type: 'button', 'data-column': column, title }, [label, arrow]);
    push.addEventListener('click', () => ports.sortBy(column));
    const order = sorted ? sort.direction : 'none';
    return element('div', { role: 'columnheader', class: `cell ${column}-cell`, 'aria-sort': order }, [push]);
  });
  const select = element('div', { role: 'columnheader', class: 'cell select-cell' }, [
    element('span', { class: 'visually-hidden' }, [words.page.choice.selection]),
  ]);
  const all = changeable === 'never' ? cells : [select, ...cells];
  head.replaceChildren(element('div', { role: 'row', class: 'row head-row', 'aria-rowindex': 1 }, all));
  if (focused) head.querySelector<HTMLElement>(`[data-column="${focused}"]`)?.focus();
}
