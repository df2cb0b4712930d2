import { cellsOf, type Cell } from './rowCells.ts';
import type { Row } from './rows.ts';
import { describeRow, drawSelection, type RowContext } from './tableRow.ts';

/** What a row holds beside texts and its box, and what the Tab key reaches in the active row. */
export const CONTROLS = 'select, button';

/** A row of the table and where it stands. */
export interface Place {
  readonly row: Row;
  /** Which row of the table it is, from 0. */
  readonly index: number;
  /** Pixels below the head of the table. */
  readonly top: number;
  /** Whether the Tab key comes to it. */
  readonly isActive: boolean;
}

/**
 * The elements of the rows in sight. When a row is scrolled away, its element shows another one: of that only the texts are
 * new, where everything else would have to be made, styled and laid out anew.
 */
export interface TableLines {
  /** Shows these rows and no others. */
  show(places: readonly Place[], context: RowContext): void;
  showSelection(context: RowContext): void;
  /** Draws all rows anew the next time, though they are the same ones. */
  outdate(): void;
  /** Puts the elements into the order of the rows, which is that in which a page is read aloud. */
  putInOrder(): void;
  focus(row: Row): void;
  /** The row of which an element is a part, as it is drawn. */
  rowAt(target: EventTarget | null): Row | undefined;
  /** The rows that are as high as their texts need; the others have the height of their kind. */
  facts(): readonly HTMLElement[];
}

interface Line {
  readonly root: HTMLElement;
  readonly kind: Row['kind'];
  readonly cells: Drawn[];
  /** The row as it is drawn. */
  row: Row | undefined;
  isOutdated: boolean;
  index: number;
  isActive: boolean;
}

interface Drawn {
  readonly alike: readonly unknown[];
  readonly cell: HTMLElement;
}

export function tableLines(canvas: HTMLElement): TableLines {
  const lines = new Map<string, Line>();
  const drawn = new WeakMap<Element, Line>();
  return {
    show(places, context) {
      const spare = takeUnused(lines, new Set(places.map(({ row }) => row.key)));
      for (const place of places) {
        const { key, kind } = place.row;
        const line = lines.get(key) ?? spare[kind].pop() ?? newLine(canvas, kind);
        lines.set(key, line);
        drawn.set(line.root, line);
        put(line, place, context);
      }
      for (const { root } of Object.values(spare).flat()) root.remove();
    },
    showSelection(context) {
      for (const { root, row } of lines.values()) if (row) drawSelection(root, row, context);
    },
    outdate() {
      for (const line of lines.values()) line.isOutdated = true;
    },
    putInOrder() {
      let next: HTMLElement | null = null;
      for (const { root } of [...lines.values()].sort((a, b) => b.index - a.index)) {
        // What is moved loses the focus, so the others move around the line that has it.
        if (root.nextElementSibling !== next && !root.contains(document.activeElement)) canvas.insertBefore(root, next);
        next = root;
      }
    },
    rowAt(target) {
      const root = target instanceof Element ? target.closest('[data-index]') : null;
      return root === null ? undefined : drawn.get(root)?.row;
    },
    focus: ({ key }) => lines.get(key)?.root.focus({ preventScroll: true }),
    facts: () => [...lines.values()].flatMap(({ kind, root }) => (kind === 'facts' ? [root] : [])),
  };
}

/** Takes out the lines whose rows are not wanted any more, by the kind of their rows. */
function takeUnused(lines: Map<string, Line>, wanted: ReadonlySet<string>): Record<Row['kind'], Line[]> {
  const spare: Record<Row['kind'], Line[]> = { album: [], item: [], facts: [] };
  for (const [key, line] of lines) {
    if (wanted.has(key)) continue;
    lines.delete(key);
    // A line that has the focus must not become another row: nobody would hear of that. Facts are measured by their element.
    if (line.kind === 'facts' || line.root.contains(document.activeElement)) line.root.remove();
    else spare[line.kind].push(line);
  }
  return spare;
}

function newLine(canvas: HTMLElement, kind: Row['kind']): Line {
  const root = document.createElement('div');
  root.setAttribute('role', 'row');
  canvas.append(root);
  return { root, kind, cells: [], row: undefined, isOutdated: false, index: -1, isActive: false };
}

function put(line: Line, { row, index, top, isActive }: Place, context: RowContext): void {
  const { root } = line;
  const isNew = line.row !== row || line.isOutdated;
  if (isNew) redraw(line, row, context);
  root.style.transform = `translateY(${top}px)`;
  if (line.index !== index) {
    root.setAttribute('aria-rowindex', String(index + 2));
    root.dataset['index'] = String(index);
  }
  if (isNew || line.isActive !== isActive)
    for (const reached of [root, ...root.querySelectorAll<HTMLElement>(CONTROLS)]) reached.tabIndex = isActive ? 0 : -1;
  Object.assign(line, { row, isOutdated: false, index, isActive });
}

/** Draws another row, or a row anew; a control that had the focus keeps it. */
function redraw({ root, cells }: Line, row: Row, context: RowContext): void {
  const { activeElement } = document;
  const hadFocus = activeElement !== null && activeElement !== root && root.contains(activeElement);
  drawCells(root, cells, cellsOf(row, context));
  describeRow(root, row, context);
  drawSelection(root, row, context);
  if (hadFocus && !root.contains(document.activeElement))
    (root.querySelector<HTMLElement>(CONTROLS) ?? root).focus({ preventScroll: true });
}

/** Makes only those cells that differ from the ones that stand there. */
function drawCells(root: HTMLElement, drawn: Drawn[], cells: readonly Cell[]): void {
  for (const [place, { alike, make, fit }] of cells.entries()) {
    const old = drawn[place];
    const cell = old && areEqual(old.alike, alike) ? old.cell : make();
    if (old === undefined) root.append(cell);
    else if (old.cell !== cell) old.cell.replaceWith(cell);
    fit?.(cell);
    drawn[place] = { alike, cell };
  }
  for (const { cell } of drawn.splice(cells.length)) cell.remove();
}

function areEqual(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((each, place) => each === others[place]);
}
