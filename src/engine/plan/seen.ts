import type { ContentFacts, RemoteItem } from '../model.ts';
import type { Seen, SeenContent } from '../report.ts';
import type { PlannedItem } from './model.ts';

/** Both sides of an item, for the report. */
export function seenOf(item: Pick<PlannedItem, 'sides' | 'movedFrom'>): Seen {
  const { local } = item.sides;
  const remote = remoteOf(item);
  return {
    ...(local && { local: contentOf({ size: local.size, modifiedMs: local.modifiedMs }) }),
    ...(remote && {
      remote: {
        ...contentOf(remote),
        ...(remote.capturedAt !== undefined && { capturedAt: remote.capturedAt }),
        ...(remote.file !== undefined && { file: remote.file }),
      },
    }),
  };
}

/** The web item that an action works on: its own, or the one that is moved here. */
export function remoteOf({ sides, movedFrom }: Pick<PlannedItem, 'sides' | 'movedFrom'>): RemoteItem | undefined {
  return sides.remote ?? movedFrom?.item;
}

/**
 * Whether neither side was changed in between. The hash of the file is not asked for, since one run may have read the
 * file and the other not; what it decides is the event.
 */
export function isSeenSame(now: Seen, before: Seen | undefined): boolean {
  return before !== undefined && isSame(now.local, before.local) && isSame(now.remote, before.remote);
}

function isSame(a: SeenContent | undefined, b: SeenContent | undefined): boolean {
  return (['size', 'modifiedMs', 'hash'] as const).every((fact) => a?.[fact] === b?.[fact]) && !a === !b;
}

function contentOf({ size, modifiedMs, hash }: ContentFacts): SeenContent {
  return {
    ...(size !== undefined && { size }),
    ...(modifiedMs !== undefined && { modifiedMs }),
    ...(hash !== undefined && { hash }),
  };
}
