import { isDeletion } from '../../engine/plan/grave.ts';
import type { ReportItem } from '../../engine/report.ts';
import { fill, type Words } from '../../webview/words.ts';
import { plainText } from '../plainText.ts';

/** What is told of an item that a person is asked about. */
export type GraveItem = Pick<ReportItem, 'album' | 'name' | 'action' | 'detail' | 'error'>;

/**
 * The names behind the counts of a question, below a line for each kind of work, as the text of a document.
 * @param words those of the service
 */
export function graveText(items: readonly GraveItem[], words: Words): string {
  const groups = Map.groupBy(
    items,
    ({ action, detail }) => `${action} ${isConflict({ action, detail }) ? detail : ''}`,
  );
  return [...groups.values()]
    .flatMap((group) => [headOf(group, words), ...group.map((item) => `  ${lineOf(item)}`), ''])
    .join('\n');
}

/** Whether an item was changed on both sides, and something else than a deletion is to settle that. */
export function isConflict({ action, detail }: Pick<GraveItem, 'action' | 'detail'>): boolean {
  return detail === 'bothChanged' && !isDeletion(action);
}

function headOf(group: readonly GraveItem[], words: Words): string {
  const [first] = group;
  if (first === undefined) return '';
  const count = fill(words.actions[first.action].plannedCount, group.length);
  return isConflict(first) ? `${count}: ${words.details.bothChanged}` : count;
}

/** An album that is removed because it is empty has no name beside its own. */
function lineOf({ album, name, error }: GraveItem): string {
  return plainText(error === undefined ? [album, name].filter(Boolean).join('/') : error.message);
}
