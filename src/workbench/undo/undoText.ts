import type { ReportItem, SyncReport } from '../../engine/report.ts';
import { fill, wordsFor, type Words } from '../../webview/words.ts';
import { plainText } from '../plainText.ts';

/** What an undo does, in a line for each kind of work, such as "3 trashed: come back into their folders". */
export function undoClauses({ items, terms }: SyncReport, words: Words): readonly string[] {
  const { undo } = wordsFor(words, terms);
  return [...byAction(items)].map(([action, { length }]) => fill(undo[action], length));
}

/** The same with the names of the photos, and why one cannot be taken back, as the text of a document. */
export function undoText({ items, terms }: SyncReport, words: Words): string {
  const { undo } = wordsFor(words, terms);
  return [...byAction(items)]
    .map(([action, of]) => [fill(undo[action], of.length), ...of.map((item) => `  ${lineOf(item, words)}`), ''])
    .flat()
    .join('\n');
}

type Undoable = keyof Words['undo'];

function byAction(items: readonly ReportItem[]): ReadonlyMap<Undoable, readonly ReportItem[]> {
  const groups = new Map<Undoable, ReportItem[]>();
  for (const item of items) {
    const action = item.action as Undoable;
    const group = groups.get(action);
    if (group) group.push(item);
    else groups.set(action, [item]);
  }
  return groups;
}

function lineOf({ album, name, outcome, error }: ReportItem, words: Words): string {
  const reason = error === undefined ? '' : `: ${words.outcomes[outcome]}, ${error.message}`;
  return plainText(`${album}/${name}${reason}`);
}
