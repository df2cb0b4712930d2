import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Runner } from '../../../src/run/runner.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import type { FolderRef } from '../../../src/workbench/runs/folderState.ts';
import { WindowRuns, type RunWish } from '../../../src/workbench/runs/windowRuns.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';

const family: FolderRef = { key: 'file:///family', name: 'Family', path: '/family' };
const travel: FolderRef = { key: 'file:///travel', name: 'Travel', path: '/travel' };

/** Runs whose end the test decides: each waits until it is let go or cancelled. */
function scene(): { runs: WindowRuns; requests: RunRequest[]; finish: () => void } {
  const requests: RunRequest[] = [];
  const waiting: (() => void)[] = [];
  const runner: Runner = (request, { onEvent, signal }) => {
    requests.push(request);
    onEvent({ type: 'phase', phase: 'scan' });
    return new Promise((resolve) => {
      const end = (outcome: string): void => {
        const items = `Rome/${String(requests.length)}.jpg LOCAL_ONLY UPLOAD_LOCAL ${outcome}`;
        for (const item of itemsOf(items)) onEvent({ type: 'item', item });
        resolve(reportOf(items, { kind: request.kind === 'sync' ? 'sync' : 'preview' }));
      };
      signal.addEventListener('abort', () => end('cancelled'));
      waiting.push(() => end('done'));
    });
  };
  const runs = new WindowRuns({
    runner,
    settings: () => ({ mode: 'upload' }),
    stateDirectory: () => '/state',
  });
  return { runs, requests, finish: () => waiting.shift()?.() };
}

const wish = (change: Partial<RunWish> = {}): RunWish => ({
  kind: 'preview',
  folders: [family],
  confirmed: [],
  manner: 'asked',
  ...change,
});

describe('the runs of a window', () => {
  it('hand over the folder, its settings and what was confirmed', async () => {
    const { runs, requests, finish } = scene();
    const albums = new Map([[family.key, ['Rome']]]);
    const end = runs.start(wish({ kind: 'sync', albums, confirmed: ['E_ROOT_EMPTY'] }));
    finish();
    await end;
    assert.deepEqual(requests, [
      {
        folder: '/family',
        settings: { mode: 'upload' },
        kind: 'sync',
        albums: ['Rome'],
        all: true,
        confirmed: ['E_ROOT_EMPTY'],
        stateDirectory: '/state',
      },
    ]);
  });

  it('go over one folder after the other and add up', async () => {
    const { runs, requests, finish } = scene();
    const end = runs.start(wish({ folders: [family, travel] }));
    finish();
    while (requests.length < 2) await turn();
    finish();
    const report = await end;
    assert.deepEqual(
      requests.map((request) => request.folder),
      ['/family', '/travel'],
    );
    assert.equal(report.totals.outcomes.done, 2);
  });

  it('join: a second preview waits for the one that is on', async () => {
    const { runs, requests, finish } = scene();
    const [first, second] = [runs.start(wish()), runs.start(wish())];
    finish();
    assert.equal(await first, await second);
    assert.equal(requests.length, 1);
  });

  it('refuse a sync while a preview is on, in words', async () => {
    const { runs, finish } = scene();
    const first = runs.start(wish());
    const refused = await runs.start(wish({ kind: 'sync' }));
    assert.deepEqual(
      refused.problems.map(({ code, message }) => [code, message.split('.')[0]]),
      [['E_LOCKED', 'This window is already comparing or syncing']],
    );
    finish();
    await first;
  });

  it('end a quiet preview for a run that a person asked for, and forget it', async () => {
    const { runs, finish } = scene();
    const quiet = runs.start(wish({ manner: 'quiet' }));
    const asked = runs.start(wish({ kind: 'sync' }));
    assert.equal((await quiet).totals.outcomes.cancelled, 1);
    finish();
    finish();
    assert.equal((await asked).totals.outcomes.done, 1);
    assert.equal(runs.folder(family).last?.dryRun, false);
  });

  it('never let a quiet preview end anything', async () => {
    const { runs, finish } = scene();
    const asked = runs.start(wish({ kind: 'sync' }));
    const refused = await runs.start(wish({ manner: 'quiet' }));
    assert.equal(refused.problems[0]?.code, 'E_LOCKED');
    finish();
    assert.equal((await asked).totals.outcomes.done, 1);
  });

  it('cancelled, end with what was reached and leave out the folders that are left', async () => {
    const { runs, requests } = scene();
    const end = runs.start(wish({ kind: 'sync', folders: [family, travel] }));
    await runs.cancel();
    assert.equal((await end).totals.outcomes.cancelled, 1);
    assert.equal(requests.length, 1);
    assert.deepEqual(runs.run, { status: 'idle' });
  });

  it('tell listeners of progress, items and the end, in this order', async () => {
    const { runs, finish } = scene();
    const heard: string[] = [];
    runs.listen({
      onRun: (run) => heard.push(run.status === 'idle' ? 'idle' : run.phase),
      onItems: (folder, items) => heard.push(`${folder.name}: ${items.map((item) => item.outcome).join()}`),
      onReport: (folder) => heard.push(`report of ${folder.name}`),
    });
    const end = runs.start(wish({ kind: 'sync' }));
    finish();
    await end;
    assert.deepEqual(heard, ['scan', 'scan', 'Family: done', 'report of Family', 'idle']);
  });

  it('forget folders that were closed', async () => {
    const { runs, finish } = scene();
    const end = runs.start(wish());
    finish();
    await end;
    runs.keepOnly([travel]);
    assert.equal(runs.folder(family).last, undefined);
  });
});

/** Lets what is waiting on promises go on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
