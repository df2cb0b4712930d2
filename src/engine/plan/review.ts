import { problem } from '../errors.ts';
import { phrase, type Phrase } from '../phrase.ts';
import type { Problem } from '../model.ts';
import { isWork } from '../modes.ts';
import type { ReportItem, SyncReport } from '../report.ts';
import { withChoice } from './choices.ts';
import type { NamesOf } from './choices.ts';
import { guardDeletes } from './guards.ts';
import type { Plan, PlanInput, PlannedItem } from './model.ts';
import { isSeenSame, remoteOf, seenOf } from './seen.ts';

/** One item of a plan as a person saw it, with the action that is to be done. */
export type ReviewedItem = Pick<
  ReportItem,
  'album' | 'name' | 'path' | 'remoteId' | 'event' | 'detail' | 'action' | 'seen'
>;

/** A plan that a person looked at and perhaps changed. */
export interface Review {
  readonly service: string;
  /** The mode that it was made in: how a conflict is settled depends on it. */
  readonly mode: string;
  readonly items: readonly ReviewedItem[];
}

/** A plan as a preview made it, with nothing chosen in it; undefined when it does nothing. */
export function asReview({ service, mode, items }: SyncReport): Review | undefined {
  const planned = items.filter(({ outcome }) => outcome === 'planned');
  if (!planned.some(({ action }) => isWork(action))) return undefined;
  return {
    service,
    mode,
    items: planned.map(({ album, name, path, remoteId, event, detail, action, seen }) => {
      return { album, name, path, remoteId, event, detail, action, seen };
    }),
  };
}

/**
 * Makes a plan do what was reviewed and nothing else: each item gets the action that was chosen for it; one that is no
 * longer as it was seen is refused; work that nobody saw is left for the next preview. Pure and total.
 */
export function reviewPlan(plan: Plan, reviewed: readonly ReviewedItem[], input: PlanInput): Plan {
  const { partners, left } = pairUp(plan.items, reviewed);
  const purges = new Set(reviewed.filter(({ name, action }) => name === '' && isWork(action)).map(keyOf));
  const isPurge = (item: ReviewedItem): boolean =>
    plan.purges.some((purge) => keyOf(purgeAsItem(purge)) === keyOf(item));
  const namesOf = localNames(input);
  const gone = left.filter((item) => isWork(item.action) && !isPurge(item));
  const items = [
    ...plan.items.map((item) => asReviewed(item, partners.get(item), input, namesOf)),
    ...gone.map((item) => refused({ ...item, sides: {}, changed: { local: false, remote: false } }, item)),
  ];
  return {
    ...plan,
    items,
    renames: plan.renames.filter(({ from }) => movesOutOf(from, items) === movesOutOf(from, plan.items)),
    purges: plan.purges.map((purge) =>
      purge.outcome === 'planned' && !purges.has(keyOf(purgeAsItem(purge))) ? { ...purge, outcome: 'skipped' } : purge,
    ),
    stops: guardDeletes(items, input),
  };
}

function asReviewed(
  item: PlannedItem,
  reviewed: ReviewedItem | undefined,
  input: PlanInput,
  namesOf: NamesOf,
): PlannedItem {
  if (!reviewed || (!isWork(reviewed.action) && !isAsSeen(item, reviewed)))
    return item.outcome === 'planned' ? passedOver(item, problem('E_NOT_REVIEWED', aboutOf(item))) : item;
  return isAsSeen(item, reviewed) ? withChoice(item, reviewed.action, input, namesOf) : refused(item, reviewed);
}

function isAsSeen(item: PlannedItem, reviewed: ReviewedItem): boolean {
  return (
    keyOf(identityOf(item)) === keyOf(reviewed) &&
    item.event === reviewed.event &&
    item.detail === reviewed.detail &&
    isSeenSame(seenOf(item), reviewed.seen)
  );
}

function refused(
  item: Omit<PlannedItem, 'action' | 'outcome'>,
  { action, path, seen }: Pick<ReviewedItem, 'action' | 'path' | 'seen'>,
): PlannedItem {
  const reason = problem('E_TARGET_CHANGED', aboutOf(item), { path: item.sides.local?.path });
  const { album, name, sides, target, event, detail, changed } = item;
  const outdated = { path, seen };
  return { album, name, sides, target, event, detail, changed, action, outcome: 'failed', problem: reason, outdated };
}

function passedOver(item: PlannedItem, reason: Problem): PlannedItem {
  return {
    ...item,
    outcome: 'skipped',
    problem: reason,
    keepRemoteAs: undefined,
    movedFrom: undefined,
    choices: undefined,
  };
}

function localNames({ albums }: PlanInput): NamesOf {
  const known = new Map<string, ReadonlySet<string>>();
  const byName = new Map(albums.map(({ album, local }) => [album, local]));
  return (album) => {
    const names = known.get(album) ?? new Set(byName.get(album)?.map(({ name }) => name));
    known.set(album, names);
    return names;
  };
}

function aboutOf({ album, name }: Pick<PlannedItem, 'album' | 'name'>): Phrase {
  return phrase`${album}/${name}`;
}

/** An album is renamed only while everything in it moves. */
function movesOutOf(album: string, items: readonly PlannedItem[]): number {
  return items.filter(({ movedFrom, outcome }) => outcome === 'planned' && movedFrom?.base.album === album).length;
}

type Identity = Pick<ReviewedItem, 'album' | 'name' | 'path' | 'remoteId'>;

function identityOf(item: PlannedItem): Identity {
  return { album: item.album, name: item.name, path: item.sides.local?.path, remoteId: remoteOf(item)?.id };
}

function purgeAsItem({ name, id }: Plan['purges'][number]): Identity {
  return { album: name, name: '', remoteId: id };
}

function keyOf({ album, name, path = '', remoteId = '' }: Identity): string {
  return [album, name, path, remoteId].join('\n');
}

/** Finds what was reviewed of each item: by file and web item, then by name for one that has changed sides. */
function pairUp(
  items: readonly PlannedItem[],
  reviewed: readonly ReviewedItem[],
): { readonly partners: ReadonlyMap<PlannedItem, ReviewedItem>; readonly left: readonly ReviewedItem[] } {
  const partners = new Map<PlannedItem, ReviewedItem>();
  const left = new Set(reviewed);
  for (const nameOf of [keyOf, ({ album, name }: Identity) => `${album}\n${name}`]) {
    const open = Map.groupBy(left, nameOf);
    for (const item of items) {
      const partner = partners.has(item) ? undefined : open.get(nameOf(identityOf(item)))?.shift();
      if (!partner) continue;
      partners.set(item, partner);
      left.delete(partner);
    }
  }
  return { partners, left: [...left] };
}
