import type { TestContext } from 'node:test';
import type { Library } from '../../harness/library.ts';
import { contentsOf } from '../state/contents.ts';
import { checkCompletion } from './check.ts';
import type { Course } from './check.ts';
import { cutRun } from './cutRun.ts';
import { beginScenario, SCENARIO_SETTINGS } from './referenceScenario.ts';
import { takeSnapshot } from './snapshot.ts';

/** Runs the scenario once undisturbed, and brings it back to its beginning. */
export async function rehearse(t: TestContext): Promise<{
  library: Library;
  course: Course;
  calls: readonly string[];
  restore: () => void;
}> {
  const library = await beginScenario(t);
  const restore = takeSnapshot(t, library);
  const before = contentsOf(library);
  const { host, calls } = cutRun({ call: 0, moment: 'before', then: 'dies' });
  await library.run({ settings: SCENARIO_SETTINGS, host });
  const course = { before, after: contentsOf(library) };
  await checkCompletion(library, course);
  return { library, course, calls: [...calls], restore };
}

/** Says in the message of a failed check where the run was cut. */
export async function told(where: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`${where}: ${String(error)}`, { cause: error });
  }
}
