import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cut } from './crash/cutRun.ts';
import { checkCompletion, checkNothingLost } from './crash/check.ts';
import { cutRun } from './crash/cutRun.ts';
import { useQuickDisk } from './crash/quickDisk.ts';
import { SCENARIO_SETTINGS } from './crash/referenceScenario.ts';
import { rehearse, told } from './crash/rehearse.ts';

useQuickDisk();

/** Calls that change something, so that it matters whether they happened when their answer is lost. */
const CHANGES = /^(service\.(create|update|upload|replace|remove|finish)|files\.(receive|trash)|ledger\.commit)/;

test('any single call of a port may fail, or its answer may be lost: the run ends, and the next one completes it', async (t) => {
  const { library, course, calls, restore } = await rehearse(t);
  const cuts = calls.flatMap((name, index): Cut[] => {
    const fails = { call: index + 1, then: 'fails' } as const;
    return CHANGES.test(name)
      ? [
          { ...fails, moment: 'before' },
          { ...fails, moment: 'after' },
        ]
      : [{ ...fails, moment: 'before' }];
  });
  assert.ok(cuts.length > 140, `there are ${cuts.length} cuts`);
  for (const cut of cuts) {
    restore();
    const report = await library.run({ settings: SCENARIO_SETTINGS, host: cutRun(cut).host });
    await told(`failed ${cut.moment} call ${cut.call}, ${calls[cut.call - 1]}`, async () => {
      assert.ok(report.problems.length > 0, 'the report says nothing of it');
      checkNothingLost(library, course);
      await checkCompletion(library, course);
    });
  }
});
