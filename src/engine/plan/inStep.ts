import type { AlbumInStep, PlanInput, PlannedItem } from './model.ts';

/** The items of albums that are wholly in step: so many files, and so many web items. */
export function countInStep(albums: readonly AlbumInStep[]): number {
  return albums.reduce((sum, { items }) => sum + items, 0);
}

/** All items that are in step and of which the plan has nothing but their number. */
export function countUnplanned({ inStep, albums }: Pick<PlanInput, 'inStep' | 'albums'>): number {
  return countInStep(inStep) + albums.reduce((sum, { others }) => sum + (others?.items ?? 0), 0);
}

/** Whether an item is in step, and nothing is to be said of it. */
export function isInStep({ event, action, outcome, problem }: PlannedItem): boolean {
  return event === 'SAME' && action === 'SILENT' && outcome === 'silent' && !problem;
}
