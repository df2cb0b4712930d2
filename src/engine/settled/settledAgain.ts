import type { ReportItem } from '../report.ts';
import type { SettledAlbum } from './settledAlbum.ts';

/**
 * The albums of which some files were touched that are wholly in step after a run: all that it had to do about them was to
 * replace items, and that was done. Pure.
 * @param touched as they were when the run began, with their folders as they looked then
 * @param marks see `FinishReport.marks`
 */
export function settledAgain(
  touched: readonly SettledAlbum[],
  items: readonly ReportItem[],
  marks: ReadonlyMap<string, string>,
): readonly SettledAlbum[] {
  if (touched.length === 0 || marks.size === 0) return [];
  const byAlbum = Map.groupBy(items, ({ album }) => album);
  return touched.flatMap((before) => {
    const parts = before.parts.flatMap((part) => {
      const mark = marks.get(part.id);
      return mark === undefined ? [] : [{ ...part, mark }];
    });
    const own = byAlbum.get(before.album) ?? [];
    return parts.length === before.parts.length && own.every(isInStepNow) ? [{ ...before, parts }] : [];
  });
}

function isInStepNow({ event, action, outcome, error }: ReportItem): boolean {
  if (error) return false;
  return action === 'REPLACE_REMOTE_WITH_LOCAL' ? outcome === 'done' : event === 'SAME' && outcome === 'silent';
}
