import type { Rows } from './rows.ts';

/** What a key does in the table. */
export type Move =
  | { readonly type: 'to'; readonly index: number }
  /** Goes there and picks out all rows on the way. */
  | { readonly type: 'extend'; readonly index: number }
  | { readonly type: 'open' | 'expand' | 'collapse' | 'select' | 'selectAll' | 'selectNone' };

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

interface TableState {
  readonly rows: Rows;
  readonly active: number;
  readonly page: number;
}

/**
 * The keys of a tree grid (WAI-ARIA Authoring Practices): arrows, Page, Home, End, Enter, Left and Right to open and
 * close; Space, Shift with the arrows, and Ctrl+A pick rows out; Ctrl+Enter opens the photo.
 */
export function moveFor(event: Keys, table: TableState): Move | undefined {
  const { rows, active } = table;
  const withCommand = event.ctrlKey || event.metaKey;
  if (withCommand && !event.altKey && event.key.toLowerCase() === 'a') return { type: 'selectAll' };
  if (event.key === ' ' && !event.altKey && !event.metaKey)
    return event.shiftKey ? { type: 'extend', index: active } : { type: 'select' };
  if (withCommand && !event.altKey && event.key === 'Enter') return { type: 'open' };
  if (withCommand || event.altKey) return undefined;
  const index = targetOf(event.key, table);
  if (index !== undefined) return { type: event.shiftKey ? 'extend' : 'to', index };
  const row = rows.at(active);
  switch (event.key) {
    case 'ArrowRight':
      if (row === undefined || row.kind === 'facts') return undefined;
      return row.open ? { type: 'to', index: active + 1 } : { type: 'expand' };
    case 'ArrowLeft':
      if (row?.kind === 'facts') return { type: 'to', index: active - 1 };
      return row?.open ? { type: 'collapse' } : toGroup(rows, active);
    case 'Enter':
      return { type: row?.kind === 'facts' || row?.open ? 'collapse' : 'expand' };
    case 'Escape':
      return { type: 'selectNone' };
    default:
      return undefined;
  }
}

/** The row that a key leads to, whatever row that is. */
function targetOf(key: string, { rows, active, page }: TableState): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    default:
      return undefined;
  }
}

function toGroup(rows: Rows, active: number): Move | undefined {
  const own = rows.headerOf(active);
  const index = own === active ? rows.headerOf(active - 1) : own;
  return index < 0 ? undefined : { type: 'to', index };
}
