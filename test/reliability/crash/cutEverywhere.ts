import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { SyncReport } from '../../../src/engine/report.ts';
import type { Faults } from '../../emulators/http/faults.ts';
import type { RequestLog } from '../../emulators/http/requestLog.ts';
import { reportText } from '../../harness/library.ts';
import type { Library, RunOptions } from '../../harness/library.ts';
import { cutRun } from './cutRun.ts';
import { told } from './rehearse.ts';

/** A library whose web albums are at a service of the network, and how its runs get there. */
export interface AccountLibrary {
  readonly emulator: { readonly log: RequestLog; readonly faults: Faults };
  readonly library: Library;
  readonly run: (options?: RunOptions) => Promise<SyncReport>;
}

export interface CutScenario<A extends AccountLibrary> {
  /** In step once, and then changed on both sides in every way that the service knows. */
  readonly begin: (t: TestContext) => Promise<A>;
  readonly options: RunOptions;
  /** The files and what they hold when all is done. */
  readonly here: readonly string[];
  /** Looks at the account when all is done. */
  readonly checkAccount: (account: A) => void;
}

/** Cuts a run everywhere: whatever was done by then, the next run completes it, without a second copy of anything. */
export function cutEverywhere<A extends AccountLibrary>({ begin, options, here, checkAccount }: CutScenario<A>): void {
  /** Both sides are as they shall be, with one copy of each photo, and nothing is left to do. */
  async function checkCompletion(account: A): Promise<void> {
    const { library, run } = account;
    const second = await run(options);
    assert.doesNotMatch(reportText(second), /failed|cancelled|notSupported/);
    assert.equal(reportText(await run({ ...options, kind: 'preview' })), '');
    checkAccount(account);
    assert.deepEqual(
      library.files().map((file) => `${file}: ${library.textOf(file)}`),
      here,
    );
  }

  test('a run that is killed at any call of a port is completed by the next one', async (t) => {
    const rehearsal = await begin(t);
    const whole = cutRun({ call: 0, moment: 'before', then: 'dies' });
    await rehearsal.run({ ...options, host: whole.host });
    await checkCompletion(rehearsal);
    assert.ok(whole.calls.length > 60, `the scenario makes ${whole.calls.length} calls`);
    for (let call = 1; call <= whole.calls.length; call++) {
      const account = await begin(t);
      await account.run({ ...options, host: cutRun({ call, moment: 'before', then: 'dies' }).host });
      await told(`cut before call ${call}, ${whole.calls[call - 1]}`, () => checkCompletion(account));
    }
  });

  test('a run whose network is gone after any request is completed by the next one', async (t) => {
    const rehearsal = await begin(t);
    rehearsal.emulator.log.clear();
    await rehearsal.run(options);
    const requests = rehearsal.emulator.log.entries.length;
    assert.ok(requests > 10, `the scenario makes ${requests} requests`);
    for (let after = 0; after < requests; after++) {
      const account = await begin(t);
      account.emulator.faults.order({ route: '*', fault: { kind: 'answerLost' }, after, times: Infinity });
      await account.run(options);
      account.emulator.faults.clear();
      await told(`gone after ${after} requests`, () => checkCompletion(account));
    }
  });
}
