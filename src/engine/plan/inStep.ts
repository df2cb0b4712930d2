import type { AlbumInStep } from './model.ts';

/** The items of albums that nobody touched: so many files, and so many web items. */
export function countInStep(albums: readonly AlbumInStep[]): number {
  return albums.reduce((sum, { items }) => sum + items, 0);
}
