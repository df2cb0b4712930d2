import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import type { ReportItem, SyncReport } from '../../../src/engine/report.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import type { Runner } from '../../../src/run/runner.ts';
import { KeptReports, type KeptReportsPorts } from '../../../src/workbench/kept/keptReports.ts';
import { keptLines } from '../../../src/workbench/kept/keptText.ts';
import type { FolderRef } from '../../../src/workbench/runs/folderState.ts';
import { retryOf } from '../../../src/workbench/runs/review.ts';
import { WindowRuns } from '../../../src/workbench/runs/windowRuns.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';

const family: FolderRef = { key: 'file:///family', name: 'Family', path: '/family' };
const NOW = Date.parse('2026-11-22T10:00:00Z');
const HOUR = 3_600_000;

const ENDED = `
  Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL done
  Rome/b.jpg LOCAL_ONLY:new UPLOAD_LOCAL failed E_REFUSED no "good" photo
  Rome/c.jpg SAME SILENT silent
  @Oslo/d.jpg REMOTE_ONLY:deletedLocally DELETE_REMOTE notPermitted E_NOT_PERMITTED not allowed`;

/** How a run of the test goes: it ends with a report, or goes on until it is cancelled. */
type Course = { readonly ends: SyncReport } | { readonly goesOn: string; readonly cancelled: SyncReport };

/** A window on the folder, which may be the next one after a reload. */
function openWindow(directory: string | undefined, change: Partial<KeptReportsPorts> = {}) {
  const said: string[] = [];
  let course: Course = { ends: reportOf('') };
  const runner: Runner = (_, { onEvent, signal }) => {
    if ('ends' in course) return Promise.resolve(course.ends);
    const { goesOn, cancelled } = course;
    for (const item of itemsOf(goesOn)) onEvent({ type: 'item', item });
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(cancelled)));
  };
  const runs = new WindowRuns({ runner, settings: () => ({}), stateDirectory: () => '/state' });
  const kept = new KeptReports({
    runs,
    directory,
    settings: (): RunRequest['settings'] => ({ mode: 'upload', watch: 'mark' }),
    interrupted: () => problem('E_INTERRUPTED'),
    now: () => NOW,
    wait: () => Promise.resolve(),
    thisProcess: 1,
    isAlive: () => false,
    say: (line) => said.push(line),
    ...change,
  });
  const state = runs.folder(family);
  return {
    kept,
    state,
    said,
    run: (kind: 'preview' | 'sync' | 'undo', next: Course, albums?: readonly string[]) => {
      course = next;
      const only = albums === undefined ? undefined : new Map([[family.key, albums]]);
      return runs.start({ kind, folders: [family], albums: only, confirmed: [], manner: 'asked' });
    },
    recall: () => kept.recall([family]),
    /** What a person sees, an item a line. */
    shown: () => [...state.items()].map(lineOf).join('\n'),
  };
}

function lineOf({ album, name, event, action, outcome, error }: ReportItem): string {
  return [`${album}/${name}`, event, action, outcome, error?.code, error?.message].filter(Boolean).join(' ');
}

describe('a window that is reloaded', () => {
  it('shows what a sync did, with the reasons and what can be tried again', async (t) => {
    const directory = path.join(temporaryFolder(t), 'new');
    const before = openWindow(directory);
    const problems = [problem('E_REFUSED', phrase`b.jpg`)];
    await before.run('sync', { ends: withSides(reportOf(ENDED, { kind: 'sync', problems })) });
    await before.kept.close();
    const after = openWindow(directory);
    await after.recall();
    assert.equal(
      after.shown(),
      `Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done
Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_REFUSED no "good" photo
Rome/c.jpg SAME SILENT silent
Oslo/d.jpg REMOTE_ONLY DELETE_REMOTE notPermitted E_NOT_PERMITTED not allowed`,
    );
    assert.deepEqual(after.state.report(), before.state.report());
    assert.deepEqual(retryOf(after.state, undefined), retryOf(before.state, undefined));
    assert.equal(retryOf(after.state, undefined)?.items.length, 1);
    assert.deepEqual([after.state.isRestored, after.state.isCompared, after.state.stopped], [true, true, false]);
    assert.deepEqual(after.said, []);
  });

  it('keeps it where only its owner reads it', async (t) => {
    const directory = path.join(temporaryFolder(t), 'new');
    const before = openWindow(directory);
    await before.run('sync', { ends: reportOf(ENDED, { kind: 'sync' }) });
    await before.kept.close();
    const [file = ''] = readdirSync(directory);
    const modes = [directory, path.join(directory, file)].map((each) => statSync(each).mode & 0o077);
    assert.deepEqual(process.platform === 'win32' ? [0, 0] : modes, [0, 0]);
  });

  it('shows what a run did that never came to its end, over the plan that it began with', async (t) => {
    const directory = temporaryFolder(t);
    const before = openWindow(directory);
    const plan = ['a', 'b', 'c'].map((name) => `Rome/${name}.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned`).join('\n');
    await before.run('preview', { ends: reportOf(plan) });
    const done = 'Rome/b.jpg LOCAL_ONLY:new UPLOAD_LOCAL done';
    void before.run('sync', { goesOn: done, cancelled: reportOf('') });
    await untilJournal(directory, '"outcome":"done"');
    const after = openWindow(directory);
    await after.recall();
    const expected = `Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL done
Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned`;
    assert.equal(after.shown(), expected);
    assert.deepEqual(after.state.problems, [problem('E_INTERRUPTED')]);
    assert.equal(after.state.last?.dryRun, false);
    const later = openWindow(directory);
    await later.recall();
    assert.equal(later.shown(), expected);
    assert.deepEqual(later.state.problems, [problem('E_INTERRUPTED')]);
    assert.equal(readdirSync(directory).length, 1);
  });

  it('ends its run, and the next one waits for that and says that it was interrupted', async (t) => {
    const directory = temporaryFolder(t);
    const before = openWindow(directory);
    const cancelled = reportOf(
      'Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done\nRome/b.jpg LOCAL_ONLY UPLOAD_LOCAL cancelled E_CANCELLED cut',
      { kind: 'sync', problems: [problem('E_CANCELLED'), problem('E_FILE_EMPTY', phrase`c.jpg`)] },
    );
    const run = before.run('sync', { goesOn: 'Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done', cancelled });
    // There is a moment in which the journal is empty, and who looks then waits for nobody.
    await untilJournal(directory, '"pid":1');
    let waited = 0;
    const wait = async (): Promise<void> => {
      waited += 1;
      if (waited === 3) await before.kept.close();
    };
    const after = openWindow(directory, { isAlive: () => true, wait });
    await after.recall();
    await run;
    assert.equal(waited, 3);
    assert.equal(
      after.shown(),
      `Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done
Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL cancelled E_CANCELLED cut`,
    );
    assert.deepEqual(
      after.state.problems.map(({ code }) => code),
      ['E_INTERRUPTED', 'E_FILE_EMPTY'],
    );
  });
});

describe('nothing is kept', () => {
  const table: readonly (readonly [string, Parameters<ReturnType<typeof openWindow>['run']>])[] = [
    ['of a preview, which takes what was kept away', ['preview', { ends: reportOf(ENDED) }]],
    ['once a run was taken back', ['undo', { ends: reportOf('') }]],
  ];
  for (const [name, next] of table)
    it(name, async (t) => {
      const directory = temporaryFolder(t);
      const window = openWindow(directory);
      await window.run('sync', { ends: reportOf(ENDED, { kind: 'sync' }) });
      await window.run(...next);
      await window.kept.close();
      assert.deepEqual(readdirSync(directory), []);
    });

  it('before a run, and where the editor has no place for it', async (t) => {
    const directory = path.join(temporaryFolder(t), 'new');
    const idle = openWindow(directory);
    await idle.recall();
    await idle.kept.close();
    const homeless = openWindow(undefined);
    await homeless.run('sync', { ends: reportOf(ENDED, { kind: 'sync' }) });
    await homeless.recall();
    await homeless.kept.close();
    assert.deepEqual(readdirSync(path.dirname(directory)), []);
  });

  it('but what a preview of one album leaves as it was', async (t) => {
    const directory = temporaryFolder(t);
    const before = openWindow(directory);
    await before.run('sync', { ends: reportOf(ENDED, { kind: 'sync' }) });
    await before.run('preview', { ends: reportOf('@Oslo/d.jpg REMOTE_ONLY SILENT silent') }, ['Oslo']);
    await before.kept.close();
    const after = openWindow(directory);
    await after.recall();
    assert.equal(after.shown(), before.shown());
    assert.match(after.shown(), /b\.jpg .* failed/);
  });
});

describe('what was kept is not believed', () => {
  const table: readonly {
    readonly name: string;
    readonly change: (text: string) => string;
    readonly window?: Partial<KeptReportsPorts>;
    readonly setAside: boolean;
  }[] = [
    { name: 'when a letter is another', change: (text) => text.replace('a.jpg', 'x.jpg'), setAside: true },
    { name: 'when its end is missing', change: (text) => text.slice(0, -40), setAside: true },
    { name: 'when it is empty', change: () => '', setAside: true },
    { name: 'when it is no text', change: () => '\u0000\u0000{', setAside: true },
    {
      name: 'when the settings are others now',
      change: (text) => text,
      window: { settings: () => ({ mode: 'twoWay' }) },
      setAside: false,
    },
    { name: 'after a day', change: (text) => text, window: { now: () => NOW + 25 * HOUR }, setAside: false },
  ];
  for (const { name, change, window, setAside } of table)
    it(name, async (t) => {
      const { directory, file } = await keptFileOf(t);
      writeFileSync(file, change(readFileSync(file, 'utf8')));
      const after = openWindow(directory, window);
      await after.recall();
      assert.equal(after.state.last, undefined);
      const left = readdirSync(directory).map((each) => each.replace(/^report-\w+\.jsonl|\d{4}-.*$/g, ''));
      assert.deepEqual(left, setAside ? ['.bad-'] : []);
      assert.equal(after.said.length, setAside ? 1 : 0);
    });

  it('where a run was started meanwhile', async (t) => {
    const { directory } = await keptFileOf(t);
    const after = openWindow(directory);
    const recalled = after.recall();
    await after.run('preview', { ends: reportOf('Rome/z.jpg LOCAL_ONLY UPLOAD_LOCAL planned') });
    await recalled;
    assert.equal(after.shown(), 'Rome/z.jpg LOCAL_ONLY UPLOAD_LOCAL planned');
  });
});

it('a large report is written in small pieces', () => {
  const items = Array.from({ length: 36_000 }, (_, index): ReportItem => ({
    album: 'Rome',
    name: `${String(index)}.jpg`,
    event: 'LOCAL_ONLY',
    action: 'UPLOAD_LOCAL',
    outcome: 'failed',
    error: problem('E_REFUSED'),
  }));
  const last = { ...reportOf(''), problems: items.map(() => problem('E_REFUSED')) };
  const albums = [{ name: 'Rome', items }];
  const head = { folder: family.key, settings: '', keptMs: 0 };
  const lines = [...keptLines(head, { last, stopped: false, isWhole: true, isCompared: true, albums })];
  assert.equal(lines.length, 1 + 180 + 180);
  assert.ok(Math.max(...lines.map(({ length }) => length)) < 100_000);
});

/** What a retry needs to know: how both sides were seen. */
function withSides(report: SyncReport): SyncReport {
  const seen = { local: { size: 3, modifiedMs: 4.5, hash: 'sha256:00' } };
  return { ...report, items: report.items.map((item) => ({ ...item, seen })) };
}

async function keptFileOf(t: TestContext): Promise<{ directory: string; file: string }> {
  const directory = temporaryFolder(t);
  const before = openWindow(directory);
  await before.run('sync', { ends: reportOf(ENDED, { kind: 'sync' }) });
  await before.kept.close();
  const [file = ''] = readdirSync(directory);
  return { directory, file: path.join(directory, file) };
}

/** Waits until the journal of a run is on the disk, with this text in it. */
async function untilJournal(directory: string, text: string): Promise<void> {
  const isThere = (name: string): boolean =>
    name.endsWith('.run.jsonl') && readFileSync(path.join(directory, name), 'utf8').includes(text);
  while (!readdirSync(directory).some(isThere)) await new Promise((resolve) => setImmediate(resolve));
}
