import { CONFIRMABLE_CODES } from '../../../src/engine/errors.ts';
import type { SyncReport } from '../../../src/engine/report.ts';
import { runOpened } from '../../../src/run/runSync.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import { readSettings } from '../../../src/settings/readSettings.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { CALM, Course } from '../world/course.ts';
import type { Call, CourseSpec, CourseWatch, Deed } from '../world/course.ts';
import type { Profile } from '../world/profile.ts';
import { CLEAR_SIGHT, SimulatedFiles } from '../world/simulatedFiles.ts';
import type { Sight } from '../world/simulatedFiles.ts';
import { SimulatedLedger } from '../world/simulatedLedger.ts';
import { SimulatedService } from '../world/simulatedService.ts';
import type { World } from '../world/world.ts';
import type { ScenarioSettings } from './scenario.ts';

export interface SimulatedRun {
  readonly kind?: 'preview' | 'sync';
  readonly settings: ScenarioSettings;
  readonly profile: Profile;
  readonly course?: CourseSpec;
  readonly watch?: CourseWatch;
  readonly sight?: Sight;
  readonly looksEmpty?: boolean;
  readonly confirms?: boolean;
  /** `look`: the service says how its albums look; `quick`: those that are settled are passed over, too. */
  readonly settles?: 'look' | 'quick';
  /** What it is about; without them, all. */
  readonly albums?: readonly string[];
}

/** What is left of a run beside the world that it changed. */
export interface RunTrace {
  /** Missing after a crash. */
  readonly report?: SyncReport | undefined;
  /** That the run rejected, which it never may. */
  readonly fault?: unknown;
  readonly calls: readonly Call[];
  readonly deeds: readonly Deed[];
  readonly points: number;
  readonly callCount: number;
  readonly faultCount: number;
}

/** Carries out one run of the real engine on a world, up to its end or to its crash. The clock goes on by a minute. */
export async function simulateRun(world: World, run: SimulatedRun): Promise<RunTrace> {
  const course = new Course(run.course ?? CALM, run.watch);
  const settings = settingsOf(run.settings);
  const ledger = new SimulatedLedger(world, course);
  const { sight = CLEAR_SIGHT, looksEmpty = false, profile } = run;
  const files = new SimulatedFiles({
    ...{ world, course, ledger, sight },
    roots: settings.folders,
    exclude: settings.exclude,
    shrinks: settings.shrink > 0,
    readsHeads: (run.course ?? CALM).luck % 2 === 1,
  });
  const service = new SimulatedService({ world, course, profile, looksEmpty, marks: run.settles !== undefined });
  const startedMs = world.now;
  world.now += 60_000;
  const request: RunRequest = {
    folder: '/',
    settings: {},
    kind: run.kind ?? 'sync',
    all: run.settles !== 'quick',
    albums: run.albums,
    confirmed: run.confirms === true ? [...CONFIRMABLE_CODES] : [],
    stateDirectory: '/',
  };
  const session = {
    ...{ request, settings, startedMs },
    ledger: { ledger, problems: [], close: () => undefined },
    ports: { service, files, ledger },
  };
  const watch = { onEvent: () => undefined, signal: course.signal };
  let report: SyncReport | undefined;
  let fault: unknown;
  try {
    report = await runOpened(session, { now: () => startedMs }, watch);
  } catch (error) {
    fault = error;
  }
  const { calls, deeds, points, callCount, faultCount } = course;
  const counts = { calls, deeds, points, callCount, faultCount };
  return course.isDead ? counts : { ...counts, report, fault };
}

const checked = new WeakMap<ScenarioSettings, Settings>();

/** The settings as the real schema reads them; remembered, because that takes longer than a run. */
export function settingsOf(settings: ScenarioSettings): Settings {
  const known = checked.get(settings);
  if (known) return known;
  const read = readSettings({ ...settings });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  checked.set(settings, read.settings);
  return read.settings;
}
