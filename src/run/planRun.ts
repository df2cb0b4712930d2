import { faultProblem, problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import type { BaseItem, Problem, RemoteItem } from '../engine/model.ts';
import { guardEmptySides } from '../engine/plan/guards.ts';
import { itemKey } from '../engine/naming/nameItems.ts';
import type { AlbumInput, AlbumInStep, Plan, PlanInput, PlanTerms } from '../engine/plan/model.ts';
import { makePlan } from '../engine/plan/plan.ts';
import { reviewPlan } from '../engine/plan/review.ts';
import type { Review } from '../engine/plan/review.ts';
import type { ApplyPorts } from '../engine/apply/apply.ts';
import type { Ledger } from '../engine/ports/ledger.ts';
import { folderKey } from '../engine/ports/localFiles.ts';
import type { LocalScan } from '../engine/ports/localFiles.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { settledBy } from '../engine/settled/settle.ts';
import type { SettleFacts } from '../engine/settled/settle.ts';
import type { SettledAlbum } from '../engine/settled/settledAlbum.ts';
import { substituteInTime } from '../settings/boundedPattern.ts';
import type { Settings } from '../settings/settings.ts';
import { AlbumSieve } from './albumSieve.ts';
import type { SieveOptions } from './albumSieve.ts';
import { CensusTaker, isBelow } from './census.ts';
import { EarlyHashes } from './earlyHashes.ts';
import { completeLocal, folderNamer, listRemote } from './gather.ts';
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
  /** Albums of which only touched files are planned; see `settledAgain`. */
  readonly touched: readonly SettledAlbum[];
  /** By what the albums are recognised that this run makes; see `settledNow`. */
  readonly settling?: SettleFacts | undefined;
}

export interface PlanRunOptions {
  readonly settings: Settings;
  readonly ports: ApplyPorts;
  readonly albums: readonly string[] | undefined;
  readonly review: Review | undefined;
  /** Whether every item of these albums is wanted, also of those of which nothing was touched. */
  readonly all: boolean;
  /** See `SieveOptions`. */
  readonly remembers: boolean;
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
  const rules = planRules(settings, now);
  const wanted = albumFilter(settings, albums);
  const lookTerms = { mayPassOver: mayPassOver(options), wanted, compare: rules.compare };
  const look = await lookAround(ports, settings, lookTerms, watch);
  if (signal.aborted) return nothing([]);
  if (!look.ok) return nothing(look.problems);
  const { scan, placed, groups, remembered, settled, touched } = look.seen;
  const rootFaults = missingRoots(scan, remembered, ports.ledger);
  if (placed.problems.length + rootFaults.length > 0)
    return nothing(scan.problems, [...rootFaults, ...placed.problems]);

  onEvent({ type: 'phase', phase: 'list' });
  const passedOver = new Set([...settled, ...touched.map((each) => each.settled)].map(({ album }) => album));
  const standing = standingOf(scan, settings.folders);
  const census = new CensusTaker(scan, standing);
  const targets = targetsOf(look.seen, () => sieve, options);
  const terms: PlanTerms = {
    rules,
    capabilities: service.capabilities,
    targetOf: targets.targetOf,
    standing,
    hidesFolders: scan.unreadable.length > 0,
  };
  const sieve = sieveOf(look.seen, terms, options, (album, base) => census.addBase(album, base));
  const hashes = new EarlyHashes({ files, rules: rules.compare, onRead: (album) => sieve.complete([album]) }, watch);
  const take = async (...taken: Parameters<AlbumSieve['take']>) => {
    const album = sieve.take(...taken);
    if (album) await hashes.begin(album);
  };
  for (const each of touched) {
    const album = sieve.takeTouched(each);
    if (album) await hashes.begin(album);
  }
  const open = groups.filter(({ name }) => wanted(name) && !passedOver.has(name));
  const listing = await listRemote(service, open, watch, (group, items) =>
    take(group.name, group, items.filter(isOfKind(rules.kinds))),
  );
  if (signal.aborted) {
    await hashes.end();
    return nothing(scan.problems);
  }
  const isLookedAt = (album: string) => wanted(album) && !listing.incomplete.has(album);
  for (const album of new Set([...placed.folders.keys(), ...remembered])) {
    if (passedOver.has(album) || sieve.hasTaken(album)) continue;
    if (isLookedAt(album)) await take(album);
    else sieve.readBase(album);
  }

  onEvent({ type: 'phase', phase: 'compare' });
  await hashes.end();
  if (signal.aborted) return nothing(scan.problems);
  const { rename } = service.capabilities;
  const needs = { capture: rules.since !== undefined, renames: rename.item || rename.move || rename.album };
  sieve.complete(await completeLocal(sieve.open(), files, hashes, needs, watch));
  if (signal.aborted) return nothing(scan.problems);
  const before = settledInStep(look.seen, wanted);
  const input: PlanInput = {
    ...terms,
    albums: sieve.open(),
    inStep: [...before, ...sieve.inStep],
    collisions: sieve.collisions,
    titles: titlesIn(look.seen),
  };
  const made = makePlan(input);
  const plan = review ? reviewPlan(made, review.items, input) : made;
  const settling = settlingBy(look.seen, terms);
  return {
    plan,
    isMade: true,
    problems: [...scan.problems, ...listing.problems],
    stops: [
      ...guardEmptySides(census.result({ settled, touched, inStep: before, listing, isLookedAt }), plan.items),
      ...plan.stops,
    ],
    adoptedBy: targets.adoptedBy,
    settled: [...sieve.settled, ...settledBy(made, settling)],
    touched: sieve.touched,
    settling,
  };
}

function sieveOf(
  seen: Surroundings,
  terms: PlanTerms,
  options: PlanRunOptions,
  onBase: SieveOptions['onBase'],
): AlbumSieve {
  return new AlbumSieve({
    files: seen.placed,
    ledger: options.ports.ledger,
    known: seen.known,
    terms,
    settling: settlingBy(seen, terms),
    mayCount: mayPassOver(options),
    remembers: options.remembers,
    onBase,
  });
}

function settlingBy({ rules, scan }: Surroundings, { capabilities }: PlanTerms): SettleFacts {
  return { rules, places: new Map(scan.folders.map((folder) => [folderKey(folder), folder])), capabilities };
}

function settledInStep({ groups, settled }: Surroundings, wanted: (album: string) => boolean): readonly AlbumInStep[] {
  const groupOf = new Map(groups.map((group) => [group.name, group]));
  return settled
    .filter(({ album }) => wanted(album))
    .map(({ album, folders, known, items }) => ({
      ...{ album, folders, known, items },
      group: groupOf.get(album),
      news: [],
    }));
}

function titlesIn({ remote, placed, settled }: Surroundings): ReadonlySet<string> {
  const titles = remote.map(({ title }) => title.normalize('NFC'));
  return new Set([...titles, ...placed.folders.keys(), ...settled.map(({ album }) => album)]);
}

function targetsOf(
  { placed, known, remembered, settled, touched }: Surroundings,
  sieve: () => AlbumSieve,
  { settings, ports: { ledger } }: PlanRunOptions,
): Targets {
  // Of a settled album every file is in step with a web item: its paths are taken, and none of them is free again.
  const passedOver = [...settled, ...touched.map((each) => each.settled)];
  const settledPaths = () => passedOver.flatMap(({ album }) => ledger.itemsIn(album).map(({ path }) => path));
  return chooseTargets({
    settings,
    folders: new Map([...placed.folders, ...passedOver.map(({ album, folders }) => [album, folders] as const)]),
    known,
    files: () => [...sieve().paths(), ...placed.left().map(({ path }) => path), ...settledPaths()],
    remembered: () => rememberedPaths(remembered, ledger, sieve().open()),
    albumOf: folderNamer(settings, known, substituteInTime),
  });
}

/** An album of which a person saw items, or wants to see all, is looked at; what the run is not about need not be. */
function mayPassOver({ settings, all, albums, review }: PlanRunOptions): (album: string) => boolean {
  const reviewed = new Set(review?.items.map(({ album }) => album));
  const wanted = albumFilter(settings, albums);
  return (album) => !(all && wanted(album)) && !reviewed.has(album);
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
  return { plan: EMPTY_PLAN, isMade: false, problems, stops, adoptedBy: () => undefined, settled: [], touched: [] };
}

/** Web items of a kind that the settings do not keep in step are no items, as such files are none. */
function isOfKind(kinds: PlanInput['rules']['kinds']): (item: RemoteItem) => boolean {
  return ({ type }) => !type || kinds.has(type.kind);
}

/** A root that is not there is a wrong setting, unless items were below it at the last run: then a disk is missing. */
export function missingRoots(
  scan: Pick<LocalScan, 'roots'>,
  albums: readonly string[],
  ledger: Pick<Ledger, 'itemsIn'>,
): readonly Problem[] {
  const remembersBelow = (root: string) => albums.some((album) => ledger.itemsIn(album).some(isBelow(root)));
  return scan.roots
    .filter(({ path, state }) => state === 'notAFolder' || (state === 'missing' && !remembersBelow(path)))
    .map(({ path, state }) => {
      const about = state === 'missing' ? phrase`"${path}" does not exist` : phrase`"${path}" is not a folder`;
      return problem('E_SETTINGS', about, { setting: 'albumSync.folders', path });
    });
}

/**
 * Paths to which something may come back: not those of items that are gone from the web too.
 * @param albums those of which items are remembered
 * @param open those that are not wholly in step
 */
function rememberedPaths(
  albums: readonly string[],
  ledger: Pick<Ledger, 'itemsIn'>,
  open: readonly AlbumInput[],
): readonly string[] {
  // Of one of which only some items were looked at, all others are there.
  const whole = open.filter(({ others }) => !others);
  const listed = new Map(
    whole.map(({ album, remote }) => [album, new Set(remote.map((item) => itemKey(album, item.name)))]),
  );
  return albums.flatMap((album) => {
    const there = listed.get(album);
    const isThere = ({ name }: BaseItem) => there?.has(itemKey(album, name)) ?? true;
    return ledger
      .itemsIn(album)
      .filter(isThere)
      .map(({ path }) => path);
  });
}
