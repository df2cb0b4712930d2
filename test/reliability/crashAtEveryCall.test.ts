import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCompletion, checkNothingLost } from './crash/check.ts';
import { cutRun } from './crash/cutRun.ts';
import { useQuickDisk } from './crash/quickDisk.ts';
import { SCENARIO_SETTINGS } from './crash/referenceScenario.ts';
import { rehearse, told } from './crash/rehearse.ts';

useQuickDisk();

test('a run that is cut at any call of a port loses nothing, and the next one completes it', async (t) => {
  const { library, course, calls, restore } = await rehearse(t);
  assert.ok(calls.length > 100, `the scenario makes ${calls.length} calls`);
  for (let call = 1; call <= calls.length; call++) {
    restore();
    const cut = cutRun({ call, moment: 'before', then: 'dies' });
    await library.run({ settings: SCENARIO_SETTINGS, host: cut.host });
    await told(`cut before call ${call}, ${calls[call - 1]}`, async () => {
      checkNothingLost(library, course);
      await checkCompletion(library, course);
    });
  }
});
