import type { Deed } from '../world/course.ts';
import { CONFIRMABLE_CODES } from '../../../src/engine/errors.ts';
import { copyOf, emptyMemory } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { changeDisk, changeWeb } from '../scenario/changes.ts';
import type { Change } from '../scenario/changes.ts';
import { prepare } from '../scenario/prepare.ts';
import type { Scenario, Trouble } from '../scenario/scenario.ts';
import { simulateRun } from '../scenario/simulateRun.ts';
import type { RunTrace, SimulatedRun } from '../scenario/simulateRun.ts';
import { visibleText, worldText } from '../history/worldText.ts';
import { afterEveryRun } from './afterEveryRun.ts';
import { atEveryMoment } from './atEveryMoment.ts';
import { Violation } from './violation.ts';

/** What a story did, for the figures. */
export interface Figures {
  runs: number;
  calls: number;
  crashes: number;
  faults: number;
}

/** Tells a story in all its variants and throws a `Violation` with its history when a property does not hold. */
export async function checkScenario(scenario: Scenario): Promise<{ figures: Figures; history: string }> {
  const begin = await prepare(scenario);
  const teller = new Teller(scenario);
  await teller.previewWritesNothing(begin);
  await teller.survivesTrouble(begin);
  const end = await teller.comesToRest(begin);
  for (const cut of scenario.cuts) await teller.survivesCrash(begin, end, cut);
  await teller.survivesLostLedger(begin);
  await teller.quickLookSeesAll(begin);
  return { figures: teller.figures, history: teller.lines.join('\n') };
}

const NO_TROUBLE: Pick<Trouble, 'sight' | 'looksEmpty' | 'confirms' | 'others'> = {
  sight: { roots: 'fine', unreadableFolders: [], unreadableFiles: [] },
  looksEmpty: false,
  confirms: false,
  others: [],
};

/** How often a run without trouble may still find work to do. */
const RUNS_TO_REST = 2;

/** What is confirmed may lead to another question, but not for ever. */
const MOST_CONFIRMED = 3;

class Teller {
  readonly figures: Figures = { runs: 0, calls: 0, crashes: 0, faults: 0 };
  /** All that was told so far. */
  readonly lines: string[] = [];
  /** The chapter that is being told, which is what a violation shows. */
  #chapter: string[] = [];
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** P5 and P7: a preview changes nothing, and the order in which things are listed does not change its plan. */
  async previewWritesNothing(begin: World): Promise<void> {
    const world = this.#begin('A preview', begin);
    const one = await this.#run('preview', world, { kind: 'preview' });
    const other = await this.#run('preview in another order', world, { kind: 'preview', luck: 1 });
    if (one.deeds.length + other.deeds.length > 0 || worldText(world) !== worldText(begin))
      this.#violated('P5 a preview writes nothing', 'it did', world);
    const [planned, again] = [one, other].map(({ report }) =>
      JSON.stringify([report?.items, report?.problems], null, 1),
    );
    if (planned !== again) this.#violated('P7 determinism', `${planned}\n\nand in another order\n\n${again}`, world);
  }

  /** The main run, with all that goes wrong in it; then P3: two runs without trouble bring it to rest. */
  async survivesTrouble(begin: World): Promise<void> {
    const world = this.#begin('Trouble', begin);
    await this.#run('run with trouble', world, { trouble: this.#scenario.trouble });
    await this.#rest(world, 'after the trouble');
  }

  /** P3 and P4, without any trouble: what the world looks like in the end. */
  async comesToRest(begin: World): Promise<Rest> {
    const world = this.#begin('No trouble', begin);
    const [first] = await this.#restConfirmed(world, 'without trouble');
    return { world, points: first?.points ?? 0 };
  }

  /** P8: killed anywhere and begun again, the end is the same, up to further copies of a conflict. */
  async survivesCrash(begin: World, { world: end, points }: Rest, cut: number): Promise<void> {
    const world = this.#begin('A crash', begin);
    await this.#run('run that is killed', world, { crashAt: Math.floor((cut * points) / 1000) });
    await this.#restConfirmed(world, 'after the crash');
    const [wanted, got] = [end, world].map((each) => visibleText(each, this.#scenario).map(spelledAlike)) as [
      string[],
      string[],
    ];
    if (asksForEndlessWork(this.#scenario) || hasContinuationOfNothing(begin)) return;
    // Fewer second copies than without a crash are no loss, and more of them are no equal end.
    const missing = wanted.filter((line) => !got.includes(line));
    const { deleteDuplicates } = this.#scenario.settings;
    const more = (deleteDuplicates === true ? [] : without(got, wanted)).filter((line) => !line.includes('(conflict '));
    if (missing.length + more.length > 0)
      this.#violated('P8 crash equivalence', `missing: ${missing.join('; ')}\nmore: ${more.join('; ')}`, world);
  }

  /** P9: with the ledger lost, both sides are new, and what is deleted is what the mode deletes of new things. */
  async survivesLostLedger(begin: World): Promise<void> {
    const world = this.#begin('A lost ledger', { ...begin, memory: emptyMemory() });
    const { deeds } = await this.#run('run without the ledger', world, {});
    const { mode, overrides = {} } = this.#scenario.settings;
    const ordersDeletes =
      mode === 'repairUpload' || mode === 'syncUpload' || /DELETE|REPLACE/.test(JSON.stringify(overrides));
    const deletion = deeds.find(({ what }) => what === 'trash' || what === 'remove' || what === 'removeAlbum');
    const isAsked = ordersDeletes || this.#scenario.settings.deleteDuplicates === true;
    const isReplacement = this.#scenario.profile.replace === 'uploadThenRemove' && mode !== 'twoWay';
    if (deletion && !isAsked && !isReplacement)
      this.#violated('P9 a lost ledger deletes nothing', `${deletion.what} ${deletion.path ?? deletion.name}`, world);
  }

  /** P11: a look that passes over settled albums sees, and does, what one that looks at everything does. */
  async quickLookSeesAll(begin: World): Promise<void> {
    const world = this.#begin('A quick look', begin);
    for (let count = 1; count <= RUNS_TO_REST; count++) await this.#run(`run ${count}`, world, { settles: 'look' });
    const { diskChanges, webChanges, profile } = this.#scenario;
    await this.#quickLook(world);
    for (const change of diskChanges) {
      this.#tell(`somebody ${changeDisk(world, change) ?? 'does nothing'}`);
      await this.#quickLook(world);
    }
    for (const change of webChanges) {
      this.#tell(`somebody ${changeWeb(world, change, profile) ?? 'does nothing'} on the web`);
      await this.#quickLook(world);
    }
  }

  /** Compares the plans, and carries the quick one out. */
  async #quickLook(world: World): Promise<void> {
    const whole = await this.#run('a look at everything', copyOf(world), { kind: 'preview', settles: 'look' });
    const quick = await this.#run('a quick look', copyOf(world), { kind: 'preview', settles: 'quick' });
    const [wanted, got] = [whole, quick].map(({ report }) =>
      JSON.stringify(
        {
          totals: { ...report?.totals, requests: undefined },
          albums: report?.albums,
          items: report?.items.filter(({ action }) => action !== 'SILENT'),
          problems: report?.problems,
        },
        null,
        1,
      ),
    );
    if (wanted !== got) this.#violated('P11 a quick look sees all', `${wanted}\n\nand quickly\n\n${got}`, world);
    const [first] = whole.report?.albums ?? [];
    if (first) await this.#lookAtOne(world, first.name);
    await this.#run('a quick run', world, { settles: 'quick' });
  }

  /** Compares a plan about one album, for which the others are passed over, with one for which they are not. */
  async #lookAtOne(world: World, album: string): Promise<void> {
    const forgetful = copyOf(world);
    forgetful.memory.settled.clear();
    const run = { kind: 'preview', settles: 'look', albums: [album] } as const;
    const whole = await this.#run(`a look at ${album} that passes over nothing`, forgetful, run);
    const quick = await this.#run(`a look at ${album}`, copyOf(world), run);
    const [wanted, got] = [whole, quick].map(({ report }) =>
      JSON.stringify({ ...report, totals: { ...report?.totals, requests: undefined } }, null, 1),
    );
    if (wanted !== got) this.#violated('P11 a quick look sees all', `${wanted}\n\nand quickly\n\n${got}`, world);
  }

  /** Comes to rest, with a person who confirms what is asked: what was done may have emptied a side. */
  async #restConfirmed(world: World, when: string): Promise<readonly RunTrace[]> {
    const first = await this.#rest(world, when);
    for (let runs = first, count = 1; asksPerson(runs.at(-1)) && count <= MOST_CONFIRMED; count++) {
      await this.#run(`run that is confirmed, ${when}`, world, { confirms: true });
      runs = await this.#rest(world, `after it was confirmed, ${when}`);
    }
    return first;
  }

  async #rest(world: World, when: string): Promise<readonly RunTrace[]> {
    const runs: RunTrace[] = [];
    for (let count = 1; count <= RUNS_TO_REST; count++) runs.push(await this.#run(`run ${count} ${when}`, world, {}));
    let before = worldText(world);
    let last = await this.#run(`run ${RUNS_TO_REST + 1} ${when}`, world, {});
    runs.push(last);
    if (asksForEndlessWork(this.#scenario)) return runs;
    // An album that the second run emptied can only be found empty by the third, and a file that stood behind another
    // one of its name comes when that one is gone.
    const waited = runs.some(({ report }) => report?.problems.some(({ code }) => code === 'E_NAME_COLLISION'));
    const emptied = last.deeds.filter(isWork).every(({ what }) => what === 'removeAlbum');
    if (last.deeds.some(isWork) && (waited || emptied)) {
      before = worldText(world);
      last = await this.#run(`run ${RUNS_TO_REST + 2} ${when}`, world, {});
    }
    const work = last.deeds.filter(isWork);
    if (work.length > 0 || worldText(world) !== before)
      this.#violated(
        'P3 convergence',
        `still at work: ${work.map(({ what, path, name }) => `${what} ${path ?? name}`).join('; ')}\n${before}`,
        world,
      );
    return runs;
  }

  async #run(title: string, world: World, run: StoryRun): Promise<RunTrace> {
    const before = copyOf(world);
    const violations: Violation[] = [];
    const { trouble } = run;
    const { profile } = this.#scenario;
    const acts = {
      disk: (change: Change) => changeDisk(world, change),
      web: (change: Change) => changeWeb(world, change, profile),
    };
    const simulated: SimulatedRun = {
      kind: run.kind ?? 'sync',
      settings: this.#scenario.settings,
      profile,
      watch: atEveryMoment(world, this.#scenario, (violation) => violations.push(violation)),
      course: {
        faults: trouble?.faults ?? [],
        others: (trouble?.others ?? []).map(({ call, side, change }) => ({
          call,
          act: () => acts[side](change),
        })),
        cancelAt: trouble?.cancelAt,
        crashAt: trouble ? trouble.crashAt : run.crashAt,
        luck: this.#scenario.luck + (run.luck ?? 0),
      },
      ...(run.confirms === true && { confirms: true }),
      ...(run.settles && { settles: run.settles }),
      ...(trouble && { sight: trouble.sight, looksEmpty: trouble.looksEmpty, confirms: trouble.confirms }),
    };
    this.#tell('', `${title}:`);
    const trace = await simulateRun(world, simulated);
    this.#tell(...trace.calls.map(({ text }) => text));
    for (const { event, detail, action, outcome, album, name, error } of trace.report?.items ?? [])
      this.#tell(
        `    ${album}/${name}: ${detail ? `${event}:${detail}` : event} ${action} ${outcome} ${error?.code ?? ''}`,
      );
    for (const { code, path } of trace.report?.problems ?? []) this.#tell(`    ! ${code} ${path ?? ''}`);
    this.figures.runs++;
    this.figures.calls += trace.callCount;
    this.figures.faults += trace.faultCount;
    if (!trace.report) this.figures.crashes++;
    try {
      // What a whole look does is tried by the other chapters. Here people change what was only believed to be the same, and
      // files that a run has named.
      if (violations[0] && run.settles === undefined) throw violations[0];
      if (run.settles === undefined)
        afterEveryRun({
          scenario: this.#scenario,
          trouble: trouble ?? { ...NO_TROUBLE, confirms: run.confirms === true },
          before,
          after: world,
          trace,
        });
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.#violated(error.property, error.about, world);
    }
    return trace;
  }

  #begin(title: string, begin: World): World {
    this.#chapter = [];
    this.#tell(`# ${title}`, '', worldText(begin));
    return copyOf(begin);
  }

  #tell(...lines: readonly string[]): void {
    this.lines.push(...lines);
    this.#chapter.push(...lines);
  }

  #violated(property: string, about: string, world: World): never {
    throw new Violation(property, `${about}\n\n${this.#chapter.join('\n')}\n\n${worldText(world)}`);
  }
}

/** Where an untroubled story ended. */
interface Rest {
  readonly world: World;
  /** Places in its first run at which the process could be killed. */
  readonly points: number;
}

function asksPerson(run: RunTrace | undefined): boolean {
  return run?.report?.problems.some(({ code }) => CONFIRMABLE_CODES.has(code)) === true;
}

function isWork({ what }: Deed): boolean {
  return what !== 'commit';
}

interface StoryRun {
  readonly kind?: 'preview' | 'sync';
  readonly trouble?: Trouble;
  readonly crashAt?: number;
  readonly confirms?: boolean;
  readonly luck?: number;
  readonly settles?: SimulatedRun['settles'];
}

/** Settings with which no run is the last: pairs that are in step, or unknown, are sent or fetched again by order. */
function asksForEndlessWork({ settings }: Scenario): boolean {
  const moves = /^(REPLACE|DOWNLOAD|DELETE|UPDATE|TAG)/;
  return Object.entries(settings.overrides ?? {}).some(
    ([event, action = '']) => action === 'TAG_REMOTE' || (!/_ONLY/.test(event) && moves.test(action)),
  );
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Which of two like names keeps its spelling, and which is encoded beside it, depends on which of them came first. */
function spelledAlike(line: string): string {
  return line
    .normalize('NFC')
    .replace(/%([0-9a-f]{2})/giu, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/**
 * A web album "Trip #2" without a "Trip" is an album of its own until somebody makes a "Trip"; then it is its second part,
 * and a killed run may have made it (docs/reliability.md).
 */
function hasContinuationOfNothing({ account }: World): boolean {
  const titles = new Set(Array.from(account.albums.values(), ({ title }) => title));
  return [...titles].some((title) => / #\d+$/.test(title) && !titles.has(title.replace(/ #\d+$/, '')));
}
