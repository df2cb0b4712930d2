import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportText } from '../harness/library.ts';
import type { Library } from '../harness/library.ts';
import { namesAndContents } from './crash/check.ts';
import { cutRun } from './crash/cutRun.ts';
import { useQuickDisk } from './crash/quickDisk.ts';
import { beginScenario, SCENARIO_SETTINGS } from './crash/referenceScenario.ts';
import { told } from './crash/rehearse.ts';
import { takeSnapshot } from './crash/snapshot.ts';
import { contentsOf } from './state/contents.ts';
import type { Contents } from './state/contents.ts';

useQuickDisk();

test('an undo that is cut at any call of a port loses nothing, and the next one completes it', async (t) => {
  const library = await beginScenario(t);
  const before = contentsOf(library);
  await library.run({ settings: SCENARIO_SETTINGS });
  const restore = takeSnapshot(t, library);
  const after = contentsOf(library);
  const { host, calls } = cutRun({ call: 0, moment: 'before', then: 'dies' });
  checkUndone(library, before, reportText(await library.run({ kind: 'undo', settings: SCENARIO_SETTINGS, host })));
  const count = calls.length;
  assert.ok(count > 50, `the undo makes ${count} calls`);
  for (const moment of ['before', 'after'] as const)
    for (let call = 1; call <= count; call++) {
      restore();
      const cut = cutRun({ call, moment, then: 'dies' });
      await library.run({ kind: 'undo', settings: SCENARIO_SETTINGS, host: cut.host });
      await told(`cut ${moment} call ${call}, ${cut.calls[call - 1]}`, async () => {
        checkNothingLost(library, before, after);
        checkUndone(library, before, reportText(await library.run({ kind: 'undo', settings: SCENARIO_SETTINGS })));
        checkNothingLost(library, before, after);
      });
    }
});

/** Everything that stood before or after the run stands somewhere, whole. */
function checkNothingLost(library: Library, before: Contents, after: Contents): void {
  const now = contentsOf(library);
  const all = new Set([...now.live.values(), ...now.trashed.values()]);
  for (const text of [...before.live.values(), ...before.trashed.values(), ...after.live.values()])
    assert.ok(all.has(text), `"${text}" is nowhere any more`);
}

/** Both sides are as they were before the run, with nothing half-written left. */
function checkUndone(library: Library, before: Contents, report: string): void {
  const now = contentsOf(library);
  assert.deepEqual(namesAndContents(now), namesAndContents(before), report);
  assert.deepEqual(now.unfinished, [], report);
}
