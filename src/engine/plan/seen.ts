import type { ContentFacts, RemoteItem } from '../model.ts';
import type { PlannedItem } from './model.ts';

/**
 * Both sides of an item in a short text: equal texts mean that neither was changed in between. The hash of the file is
 * not part of it, since one run may have read the file and the other not; what it decides is the event.
 */
export function seenOf(item: Pick<PlannedItem, 'sides' | 'movedFrom'>): string {
  const { local } = item.sides;
  const remote = remoteOf(item);
  return [
    ...(local ? [`folder ${factsText({ size: local.size, modifiedMs: local.modifiedMs })}`] : []),
    ...(remote ? [`web ${factsText(remote)}`] : []),
  ].join(', ');
}

/** The web item that an action works on: its own, or the one that is moved here. */
export function remoteOf({ sides, movedFrom }: Pick<PlannedItem, 'sides' | 'movedFrom'>): RemoteItem | undefined {
  return sides.remote ?? movedFrom?.item;
}

function factsText({ size, modifiedMs, hash }: ContentFacts): string {
  // The first digits of a hash tell two contents apart, and the text stays short in a report of many items.
  return [size, modifiedMs, hash?.slice(0, 23)].map((fact) => fact ?? '?').join(' ');
}
