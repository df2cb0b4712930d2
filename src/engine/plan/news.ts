import { sameHash } from '../compare.ts';
import type { BaseItem } from '../model.ts';
import { baseOf } from './baseOf.ts';
import type { PlannedItem } from './model.ts';

/** What the ledger is to be told of an item that is in step, unless it knows just that. */
export function newsOf(item: PlannedItem): BaseItem | undefined {
  const { local, remote, base } = item.sides;
  if (!local || !remote) return undefined;
  // What the service does not say, and this run did not need to know, stays as it was remembered.
  const { size, modifiedMs, hash } = base?.remoteId === remote.id ? base.remote : {};
  const next = baseOf(item, local, {
    ...remote,
    size: remote.size ?? size,
    modifiedMs: remote.modifiedMs ?? modifiedMs,
    hash: remote.hash ?? hash,
  });
  const inStep =
    isUnlike(next) && !(base && isUnlike(base)) ? { ...next, local: { ...next.local, hash: undefined } } : next;
  return base && sameBase(base, inStep) ? undefined : inStep;
}

/** Other content under one date and size is no shrunk copy, which was unlike its original from the start. */
function isUnlike({ local, remote }: BaseItem): boolean {
  return sameHash(local.hash, remote.hash) === 'different';
}

function sameBase(a: BaseItem, b: BaseItem): boolean {
  return (
    a.path === b.path &&
    a.remoteId === b.remoteId &&
    a.albumId === b.albumId &&
    a.capturedAt === b.capturedAt &&
    (['size', 'modifiedMs', 'hash'] as const).every(
      (key) => a.local[key] === b.local[key] && a.remote[key] === b.remote[key],
    )
  );
}
