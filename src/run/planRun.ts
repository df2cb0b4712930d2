import { faultProblem, problem } from '../engine/errors.ts';
import type { BaseItem, Problem } from '../engine/model.ts';
import { guardEmptySides } from '../engine/plan/guards.ts';
import { itemKey } from '../engine/naming/nameItems.ts';
import type { AlbumInput, Plan, PlanInput } from '../engine/plan/model.ts';
import { makePlan } from '../engine/plan/plan.ts';
import { reviewPlan } from '../engine/plan/review.ts';
import type { Review } from '../engine/plan/review.ts';
import type { ApplyPorts } from '../engine/apply/apply.ts';
import type { LocalScan } from '../engine/ports/localFiles.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { relativeTo } from '../local/ignoreRules.ts';
import { substituteInTime } from '../settings/boundedPattern.ts';
import type { Settings } from '../settings/settings.ts';
import { completeLocal, folderNamer, joinAlbums, listRemote, nameFiles } from './gather.ts';
import { albumFilter, planRules } from './planRules.ts';
import { standingOf } from './standing.ts';
import { chooseTargets } from './targets.ts';
import type { Targets } from './targets.ts';

/** A plan with what was learned on the way to it. */
export interface PlannedRun {
  readonly plan: Plan;
  /** False when the sides could not be looked at, so that the plan is empty and must not be carried out. */
  readonly isMade: boolean;
  readonly problems: readonly Problem[];
  /** Reasons not to start; those of the settings cannot be confirmed. */
  readonly stops: readonly Problem[];
  readonly adoptedBy: Targets['adoptedBy'];
}

export interface PlanRunOptions {
  readonly settings: Settings;
  readonly ports: ApplyPorts;
  readonly albums: readonly string[] | undefined;
  readonly review: Review | undefined;
  /** ms since 1970 UTC. */
  readonly now: number;
}

/** Looks at both sides and makes the plan. Reads much, writes nothing. Never rejects. */
export async function planRun(options: PlanRunOptions, watch: Watch): Promise<PlannedRun> {
  try {
    return await lookAndPlan(options, watch);
  } catch (error) {
    return nothing([faultProblem(error)]);
  }
}

async function lookAndPlan(options: PlanRunOptions, watch: Watch): Promise<PlannedRun> {
  const { settings, ports, albums, review, now } = options;
  const { service, files, ledger } = ports;
  const { signal, onEvent } = watch;
  const base = { items: ledger.items(), albums: ledger.albums() };
  onEvent({ type: 'phase', phase: 'scan' });
  const onFolder = (path: string, done: number) => onEvent({ type: 'progress', phase: 'scan', done, label: path });
  const [scan, remote] = await Promise.all([files.scan({ signal, onFolder }), service.listAlbums({ signal })]);
  if (signal.aborted) return nothing([]);
  if (!remote.ok) return nothing([...scan.problems, remote.problem]);
  const named = nameFiles(scan, settings, base, substituteInTime);
  const rootFaults = missingRoots(scan, base.items);
  if (named.problems.length + rootFaults.length > 0) return nothing(scan.problems, [...rootFaults, ...named.problems]);

  onEvent({ type: 'phase', phase: 'list' });
  const wanted = albumFilter(settings, albums);
  const listing = await listRemote(service, remote.value, base.albums, new Set(named.folders.keys()), wanted, watch);
  if (signal.aborted) return nothing(scan.problems);

  onEvent({ type: 'phase', phase: 'compare' });
  const rules = planRules(settings, now);
  const joined = joinAlbums(named, withKinds(listing, rules.kinds), base, wanted, service.capabilities);
  const { rename } = service.capabilities;
  const needs = { capture: rules.since !== undefined, renames: rename.item || rename.move || rename.album };
  const completed = await completeLocal(joined, rules.compare, files, needs, watch);
  if (signal.aborted) return nothing(scan.problems);
  const standing = standingOf(scan, settings.folders);
  const targets = chooseTargets({
    settings,
    folders: named.folders,
    known: base.albums,
    files: scan.files.map((file) => file.path),
    remembered: rememberedPaths(base.items, joined),
    albumOf: folderNamer(settings, base.albums, substituteInTime),
  });
  const collisions = named.collisions.filter((item) => wanted(item.album) && !listing.incomplete.has(item.album));
  const input: PlanInput = {
    albums: completed,
    collisions,
    rules,
    capabilities: service.capabilities,
    targetOf: targets.targetOf,
    standing,
    hidesFolders: scan.unreadable.length > 0,
    titles: new Set([...remote.value.map(({ title }) => title.normalize('NFC')), ...named.folders.keys()]),
  };
  const made = makePlan(input);
  const plan = review ? reviewPlan(made, review.items, input) : made;
  const emptySides = guardEmptySides(
    {
      roots: countRoots(scan, base.items, standing),
      remote: {
        remembered: base.items.filter((item) => wanted(item.album) && !listing.incomplete.has(item.album)).length,
        found: listing.incomplete.size > 0 ? 1 : listing.groups.reduce((sum, { items }) => sum + items.length, 0),
      },
    },
    plan.items,
  );
  return {
    plan,
    isMade: true,
    problems: [...scan.problems, ...listing.problems],
    stops: [...emptySides, ...plan.stops],
    adoptedBy: targets.adoptedBy,
  };
}

const EMPTY_PLAN: Plan = {
  items: [],
  albums: [],
  renames: [],
  purges: [],
  forgotten: [],
  titles: new Set(),
  stops: [],
};

function nothing(problems: readonly Problem[], stops: readonly Problem[] = []): PlannedRun {
  return { plan: EMPTY_PLAN, isMade: false, problems, stops, adoptedBy: () => undefined };
}

/** Web items of a kind that the settings do not keep in step are no items, as such files are none. */
function withKinds<T extends Awaited<ReturnType<typeof listRemote>>>(
  listing: T,
  kinds: PlanInput['rules']['kinds'],
): T {
  const groups = listing.groups.map(({ group, items }) => ({
    group,
    items: items.filter(({ type }) => !type || kinds.has(type.kind)),
  }));
  return { ...listing, groups };
}

/** A root that is not there is a wrong setting, unless items were below it at the last run: then a disk is missing. */
export function missingRoots(scan: LocalScan, base: readonly BaseItem[]): readonly Problem[] {
  return scan.roots
    .filter(({ path, state }) => state === 'notAFolder' || (state === 'missing' && !base.some(isBelow(path))))
    .map(({ path, state }) => {
      const about = `albumSync.folders: "${path}" ${state === 'missing' ? 'does not exist' : 'is not a folder'}`;
      return problem('E_SETTINGS', about, { setting: 'albumSync.folders', path });
    });
}

/** Paths to which something may come back: not those of items that are gone from the web too. */
function rememberedPaths(base: readonly BaseItem[], albums: readonly AlbumInput[]): readonly string[] {
  const listed = new Map(
    albums.map(({ album, remote }) => [album, new Set(remote.map((item) => itemKey(album, item.name)))]),
  );
  return base.filter(({ album, name }) => listed.get(album)?.has(itemKey(album, name)) ?? true).map(({ path }) => path);
}

function countRoots(scan: LocalScan, base: readonly BaseItem[], standing: PlanInput['standing']) {
  return scan.roots
    .filter(({ state }) => state !== 'unreadable')
    .map(({ path }) => ({
      path,
      remembered: base.filter((item) => isBelow(path)(item) && standing(item.path) === 'free').length,
      found: scan.files.filter((file) => file.root === path).length,
    }));
}

function isBelow(root: string): (item: BaseItem) => boolean {
  return (item) => relativeTo(root, item.path) !== undefined;
}
