import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import { element } from './element.ts';
import type { Column, Row, Sort } from './rows.ts';
import { COLUMNS } from './pageState.ts';
import { moveFor } from './tableKeys.ts';
import { drawRow, rowDetail, type RowContext } from './tableRow.ts';
import { fill } from './words.ts';

/** What the table asks of the page around it. */
export interface TablePorts {
  readonly sortBy: (column: Column) => void;
  readonly open: (row: Row) => void;
  readonly setOpen: (row: Row & { kind: 'album' }, open: boolean) => void;
  readonly scrolled: (top: number) => void;
  /** The text that stands below the table for the active row. */
  readonly describe: (text: string) => void;
}

/** The items as a tree grid of which only the visible rows exist, so that a library of any size scrolls smoothly. */
export interface Table {
  readonly root: HTMLElement;
  show(rows: readonly Row[], sort: Sort, context: RowContext): void;
  scrollTo(top: number): void;
  focus(): void;
}

export function table(ports: TablePorts): Table {
  const head = element('div', { role: 'rowgroup', class: 'head' });
  const canvas = element('div', { role: 'rowgroup', class: 'canvas' });
  const root = element('div', { role: 'treegrid', class: 'table' }, [head, canvas]);
  const drawn = new Map<string, { readonly line: HTMLElement; row: Row | undefined }>();
  let rows: readonly Row[] = [];
  let context: RowContext | undefined;
  let active = 0;

  const heights = { item: 0, album: 0 };
  const readHeights = (): boolean => {
    const style = getComputedStyle(canvas);
    const before = `${String(heights.item)} ${String(heights.album)}`;
    heights.item = Number.parseFloat(style.getPropertyValue('--row-height')) || 26;
    heights.album = Number.parseFloat(style.getPropertyValue('--album-height')) || heights.item;
    return before !== `${String(heights.item)} ${String(heights.album)}`;
  };
  const options = () => ({
    count: rows.length,
    getScrollElement: () => root,
    estimateSize: (index: number) => heights[rows[index]?.kind ?? 'item'],
    overscan: 10,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    scrollMargin: head.offsetHeight,
    scrollPaddingStart: head.offsetHeight,
    // The active row stays in the document, so that the focus is not lost when it is scrolled away.
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const visible = defaultRangeExtractor(range);
      return visible.includes(active) || active >= rows.length ? visible : [...visible, active].sort((a, b) => a - b);
    },
    onChange: () => draw(),
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());

  const draw = (): void => {
    if (context === undefined) return;
    const wanted = new Set<string>();
    canvas.style.height = `${virtualizer.getTotalSize()}px`;
    const focused = root.contains(document.activeElement);
    for (const { index, start } of virtualizer.getVirtualItems()) {
      const row = rows[index];
      if (row === undefined) continue;
      wanted.add(row.key);
      const place = drawn.get(row.key) ?? addLine(row.key);
      if (place.row !== row) drawRow(place.line, row, context);
      place.row = row;
      place.line.style.transform = `translateY(${start - head.offsetHeight}px)`;
      place.line.setAttribute('aria-rowindex', String(index + 2));
      place.line.tabIndex = index === active ? 0 : -1;
      place.line.dataset['index'] = String(index);
    }
    for (const [key, { line }] of drawn) {
      if (wanted.has(key)) continue;
      line.remove();
      drawn.delete(key);
    }
    if (focused && !root.contains(document.activeElement)) focusActive();
  };

  const addLine = (key: string): { readonly line: HTMLElement; row: Row | undefined } => {
    const place = { line: element('div', { role: 'row', class: 'row' }), row: undefined };
    canvas.append(place.line);
    drawn.set(key, place);
    return place;
  };

  const focusActive = (): void => {
    const row = rows[active];
    if (row !== undefined) drawn.get(row.key)?.line.focus({ preventScroll: true });
  };

  const activate = (index: number): void => {
    active = Math.max(0, Math.min(rows.length - 1, index));
    virtualizer.scrollToIndex(active, { align: 'auto' });
    draw();
    focusActive();
  };

  const refresh = (isNew: boolean): void => {
    virtualizer.setOptions(options());
    virtualizer._willUpdate();
    if (isNew || readHeights()) virtualizer.measure();
    draw();
  };

  const indexAt = (target: EventTarget | null): number | undefined => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    return line === null ? undefined : Number(line.dataset['index']);
  };

  root.addEventListener('keydown', (event) => {
    const row = rows[active];
    if (row === undefined || indexAt(event.target) === undefined) return;
    const page = Math.max(1, Math.floor(root.clientHeight / heights.item) - 2);
    const move = moveFor(event, { rows, active, page });
    if (move === undefined) return;
    event.preventDefault();
    if (move.type === 'to') activate(move.index);
    else if (move.type === 'open') ports.open(row);
    else if (row.kind === 'album') ports.setOpen(row, move.type === 'expand');
  });
  canvas.addEventListener('click', (event) => {
    const index = indexAt(event.target);
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || row === undefined) return;
    activate(index);
    if (row.kind === 'album') ports.setOpen(row, !row.open);
  });
  canvas.addEventListener('dblclick', (event) => {
    const row = rows[indexAt(event.target) ?? -1];
    if (row?.kind === 'item') ports.open(row);
  });
  canvas.addEventListener('focusin', (event) => {
    const index = indexAt(event.target);
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || row === undefined) return;
    active = index;
    ports.describe(rowDetail(row));
  });
  root.addEventListener('scroll', () => ports.scrolled(root.scrollTop), { passive: true });
  new ResizeObserver(() => refresh(false)).observe(root);
  virtualizer._didMount();

  return {
    root,
    show(next, sort, nextContext) {
      const activeKey = rows[active]?.key;
      rows = next;
      context = nextContext;
      active = activeRow(next, active, activeKey);
      for (const place of drawn.values()) place.row = undefined;
      // Most reports need no reasons; their room is better given to the names.
      const hasReasons = next.some((row) => row.kind === 'item' && row.entry.item.error !== undefined);
      root.classList.toggle('without-reasons', !hasReasons);
      drawHead(head, sort, nextContext, ports);
      root.setAttribute('aria-label', nextContext.words.page.tableCaption);
      root.setAttribute('aria-rowcount', String(next.length + 1));
      root.setAttribute('aria-colcount', String(COLUMNS.length));
      readHeights();
      refresh(true);
    },
    scrollTo(top) {
      root.scrollTop = top;
    },
    focus: () => activate(active),
  };
}

/** The row that had the focus keeps it wherever it went; if it is gone, its place does. */
function activeRow(rows: readonly Row[], active: number, key: string | undefined): number {
  if (rows[active]?.key === key) return active;
  const moved = rows.findIndex((row) => row.key === key);
  return moved >= 0 ? moved : Math.max(0, Math.min(active, rows.length - 1));
}

function drawHead(head: HTMLElement, sort: Sort, { words }: RowContext, ports: TablePorts): void {
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
  head.replaceChildren(element('div', { role: 'row', class: 'row head-row', 'aria-rowindex': 1 }, cells));
  if (focused) head.querySelector<HTMLElement>(`[data-column="${focused}"]`)?.focus();
}
