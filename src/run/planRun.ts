import { faultProblem, problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { BaseItem, Problem } from '../engine/model.ts';
import { guardEmptySides } from '../engine/plan/guards.ts';
import type { Census } from '../engine/plan/guards.ts';
import { itemKey } from '../engine/naming/nameItems.ts';
import { countInStep } from '../engine/plan/inStep.ts';
import type { AlbumInput, Plan, PlanInput, PlanRules } from '../engine/plan/model.ts';
import { once } from '../engine/once.ts';
import { makePlan } from '../engine/plan/plan.ts';
import { reviewPlan } from '../engine/plan/review.ts';
import type { Review } from '../engine/plan/review.ts';
import type { ApplyPorts } from '../engine/apply/apply.ts';
import type { LocalScan } from '../engine/ports/localFiles.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { settledBy } from '../engine/settled/settle.ts';
import type { SettledAlbum } from '../engine/settled/settledAlbum.ts';
import { relativeTo } from '../local/ignoreRules.ts';
import { substituteInTime } from '../settings/boundedPattern.ts';
import type { Settings } from '../settings/settings.ts';
import { completeLocal, folderNamer, joinAlbums, listRemote } from './gather.ts';
import type { Listing } from './gather.ts';
import { lookAround } from './lookAround.ts';
import type { Surroundings } from './lookAround.ts';
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
  /** Albums that this run need not touch, and that the next one may recognise. */
  readonly settled: readonly SettledAlbum[];
}

export interface PlanRunOptions {
  readonly settings: Settings;
  readonly ports: ApplyPorts;
  readonly albums: readonly string[] | undefined;
  readonly review: Review | undefined;
  /** Whether every item is wanted, also of albums of which nothing was touched. */
  readonly all: boolean;
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
  const { service, files } = ports;
  const { signal, onEvent } = watch;
  const look = await lookAround(ports, settings, mayPassOver(options), watch);
  if (signal.aborted) return nothing([]);
  if (!look.ok) return nothing(look.problems);
  const { scan, named, groups, base, settled } = look.seen;
  const rootFaults = missingRoots(scan, base.items);
  if (named.problems.length + rootFaults.length > 0) return nothing(scan.problems, [...rootFaults, ...named.problems]);

  onEvent({ type: 'phase', phase: 'list' });
  const wanted = albumFilter(settings, albums);
  const passedOver = new Set(settled.map(({ album }) => album));
  const open = groups.filter(({ name }) => wanted(name) && !passedOver.has(name));
  const listing = await listRemote(service, open, watch);
  if (signal.aborted) return nothing(scan.problems);

  onEvent({ type: 'phase', phase: 'compare' });
  const rules = planRules(settings, now);
  const joined = joinAlbums(named, withKinds(listing, rules.kinds), base, wanted, service.capabilities);
  const { rename } = service.capabilities;
  const needs = { capture: rules.since !== undefined, renames: rename.item || rename.move || rename.album };
  const completed = await completeLocal(joined, rules.compare, files, needs, watch);
  if (signal.aborted) return nothing(scan.problems);
  const sides: BothSides = { ...look.seen, listing, joined, completed, wanted };
  const targets = targetsOf(sides, options);
  const input = inputOf(sides, { options, rules, targetOf: targets.targetOf });
  const made = makePlan(input);
  const plan = review ? reviewPlan(made, review.items, input) : made;
  return {
    plan,
    isMade: true,
    problems: [...scan.problems, ...listing.problems],
    stops: [...guardEmptySides(censusOf(sides, input), plan.items), ...plan.stops],
    adoptedBy: targets.adoptedBy,
    settled: settledBy(made, { rules: look.seen.rules, folders: scan.folders, capabilities: service.capabilities }),
  };
}

/** All that was seen of both sides. */
interface BothSides extends Surroundings {
  readonly listing: Listing;
  /** The albums that are looked at, before and after files were read. */
  readonly joined: readonly AlbumInput[];
  readonly completed: readonly AlbumInput[];
  readonly wanted: (album: string) => boolean;
}

function inputOf(
  { scan, named, groups, settled, remote, listing, completed, wanted }: BothSides,
  {
    options: { settings, ports },
    rules,
    targetOf,
  }: { readonly options: PlanRunOptions; readonly rules: PlanRules } & Pick<PlanInput, 'targetOf'>,
): PlanInput {
  const groupOf = new Map(groups.map((group) => [group.name, group]));
  const titles = remote.map(({ title }) => title.normalize('NFC'));
  return {
    albums: completed,
    inStep: settled
      .filter(({ album }) => wanted(album))
      .map(({ album, folders, items }) => ({ album, folders, group: groupOf.get(album), items })),
    collisions: named.collisions.filter((item) => wanted(item.album) && !listing.incomplete.has(item.album)),
    rules,
    capabilities: ports.service.capabilities,
    targetOf,
    standing: standingOf(scan, settings.folders),
    hidesFolders: scan.unreadable.length > 0,
    titles: new Set([...titles, ...named.folders.keys(), ...settled.map(({ album }) => album)]),
  };
}

function targetsOf(
  { scan, named, base, settled, joined }: BothSides,
  { settings, ports: { ledger } }: PlanRunOptions,
): Targets {
  // Of a settled album every file is in step with a web item: its paths are taken, and none of them is free again.
  const settledPaths = once(() => {
    const names = new Set(settled.map(({ album }) => album));
    return names.size === 0 ? [] : ledger.items().flatMap(({ album, path }) => (names.has(album) ? [path] : []));
  });
  return chooseTargets({
    settings,
    folders: new Map([...named.folders, ...settled.map(({ album, folders }) => [album, folders] as const)]),
    known: base.albums,
    files: () => [...scan.files.map((file) => file.path), ...settledPaths()],
    remembered: () => [...rememberedPaths(base.items, joined), ...settledPaths()],
    albumOf: folderNamer(settings, base.albums, substituteInTime),
  });
}

/** What the last run knew and this one sees. */
function censusOf({ scan, base, settled, listing, wanted }: BothSides, { inStep, standing }: PlanInput): Census {
  const { incomplete, groups } = listing;
  const places = settled.flatMap((each) => each.places);
  const roots = scan.roots.filter(({ state }) => state !== 'unreadable');
  const onWeb = countInStep(inStep);
  return {
    roots: roots.map(({ path }) => {
      const here = places.filter(({ root }) => root === path).reduce((sum, { files }) => sum + files, 0);
      const isHere = isBelow(path);
      return {
        path,
        remembered: here + base.items.filter((item) => isHere(item) && standing(item.path) === 'free').length,
        found: here + scan.files.filter((file) => file.root === path).length,
      };
    }),
    remote: {
      remembered: onWeb + base.items.filter(({ album }) => wanted(album) && !incomplete.has(album)).length,
      found: incomplete.size > 0 ? 1 : onWeb + groups.reduce((sum, { items }) => sum + items.length, 0),
    },
  };
}

/** An album of which a person saw items, or wants to see all, is looked at. */
function mayPassOver({ all, review }: PlanRunOptions): (album: string) => boolean {
  const reviewed = new Set(review?.items.map(({ album }) => album));
  return (album) => !all && !reviewed.has(album);
}

const EMPTY_PLAN: Plan = {
  items: [],
  albums: [],
  inStep: [],
  renames: [],
  purges: [],
  forgotten: [],
  titles: new Set(),
  stops: [],
};

function nothing(problems: readonly Problem[], stops: readonly Problem[] = []): PlannedRun {
  return { plan: EMPTY_PLAN, isMade: false, problems, stops, adoptedBy: () => undefined, settled: [] };
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
      const about = state === 'missing' ? phrase`"${path}" does not exist` : phrase`"${path}" is not a folder`;
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

function isBelow(root: string): (item: BaseItem) => boolean {
  return (item) => relativeTo(root, item.path) !== undefined;
}
