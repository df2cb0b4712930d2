import type { AlbumInStep, PlannedItem } from './model.ts';

/** The items of albums that are wholly in step: so many files, and so many web items. */
export function countInStep(albums: readonly AlbumInStep[]): number {
  return albums.reduce((sum, { items }) => sum + items, 0);
}

/** Whether an item is in step, and nothing is to be said of it. */
export function isInStep({ event, action, outcome, problem }: PlannedItem): boolean {
  return event === 'SAME' && action === 'SILENT' && outcome === 'silent' && !problem;
}
