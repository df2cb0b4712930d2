import fc from 'fast-check';
import { checkScenario } from './properties/check.ts';
import type { Figures } from './properties/check.ts';
import { Violation } from './properties/violation.ts';
import { scenarioText } from './history/scenarioText.ts';
import { scenarios } from './scenario/arbitrary.ts';
import type { Scenario } from './scenario/scenario.ts';

/** How the story of a seed ended. */
export type SeedEnd =
  | { readonly kind: 'kept'; readonly figures: Figures; readonly history: string }
  | { readonly kind: 'broken'; readonly property: string; readonly text: string };

/** A smaller story that breaks the same promise is looked for no longer than this. */
const MINIMISE_MS = 60_000;

/** Draws the story of a seed and tells it. The same seed always gives the same story, on every computer. */
export async function tellSeed(seed: number, options: { readonly minimise: boolean }): Promise<SeedEnd> {
  let last: Awaited<ReturnType<typeof checkScenario>> | undefined;
  const property = fc.asyncProperty(scenarios(), async (scenario) => {
    last = await checkScenario(scenario);
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    // Neighbouring numbers would give stories that begin alike.
    seed: Math.imul(seed + 1, 0x9e3779b1),
    numRuns: 1,
    unbiased: true,
    endOnFailure: !options.minimise,
    interruptAfterTimeLimit: MINIMISE_MS,
  });
  if (!failed && last) return { kind: 'kept', ...last };
  return {
    kind: 'broken',
    property: propertyOf(errorInstance),
    text: failureText(seed, counterexample?.[0], errorInstance),
  };
}

function propertyOf(error: unknown): string {
  return error instanceof Violation ? error.property : 'The simulator works';
}

function failureText(seed: number, scenario: Scenario | undefined, error: unknown): string {
  const about = error instanceof Violation ? error.about : error instanceof Error ? error.stack : String(error);
  return [
    `Seed ${seed} breaks "${propertyOf(error)}"; told again by: npm run simulate -- --seed ${seed}`,
    ...(scenario ? ['', scenarioText(scenario)] : []),
    '',
    about,
  ].join('\n');
}
