import type { Row } from './rows.ts';

/** What a key does in the table. */
export type Move = { readonly type: 'to'; readonly index: number } | { readonly type: 'open' | 'expand' | 'collapse' };

/** The keys of a tree grid (WAI-ARIA Authoring Practices): arrows, Page, Home, End, Enter, Left and Right for groups. */
export function moveFor(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  table: { readonly rows: readonly Row[]; readonly active: number; readonly page: number },
): Move | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const { rows, active, page } = table;
  const row = rows[active];
  switch (event.key) {
    case 'ArrowDown':
      return { type: 'to', index: active + 1 };
    case 'ArrowUp':
      return { type: 'to', index: active - 1 };
    case 'PageDown':
      return { type: 'to', index: active + page };
    case 'PageUp':
      return { type: 'to', index: active - page };
    case 'Home':
      return { type: 'to', index: 0 };
    case 'End':
      return { type: 'to', index: rows.length - 1 };
    case 'ArrowRight':
      if (row?.kind !== 'album') return undefined;
      return row.open ? { type: 'to', index: active + 1 } : { type: 'expand' };
    case 'ArrowLeft':
      return row?.kind === 'album' ? { type: 'collapse' } : toGroup(rows, active);
    case 'Enter':
    case ' ':
      if (row?.kind !== 'album') return event.key === 'Enter' ? { type: 'open' } : undefined;
      return { type: row.open ? 'collapse' : 'expand' };
    default:
      return undefined;
  }
}

function toGroup(rows: readonly Row[], active: number): Move | undefined {
  const index = rows.findLastIndex((row, place) => place < active && row.kind === 'album');
  return index < 0 ? undefined : { type: 'to', index };
}
