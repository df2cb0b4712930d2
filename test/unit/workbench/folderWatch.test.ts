import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LocalChange } from '../../../src/engine/changes/localChanges.ts';
import { isAtOrBelow } from '../../../src/engine/changes/places.ts';
import type { ChangesFound } from '../../../src/run/lookAtChanges.ts';
import { FolderWatch } from '../../../src/run/watch/folderWatch.ts';
import type { BackgroundEnd, Waiting, WatchMode } from '../../../src/run/watch/runByItself.ts';
import type { FolderRef } from '../../../src/workbench/runs/folderState.ts';
import { WindowRuns } from '../../../src/workbench/runs/windowRuns.ts';
import { watchedFolder } from '../../../src/workbench/watch/watchedFolder.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';

const folder: FolderRef = { key: 'file:///photos', name: 'photos', path: '/photos' };

/** A window with one watched folder, in which a photo is changed when it is in `changed`. */
class Scene {
  readonly told: string[] = [];
  readonly changed = new Set<string>();
  missing: readonly string[] = [];
  restraint: Waiting | undefined;
  end: BackgroundEnd = { kind: 'done' };
  /** What happens while it acts. */
  acts: () => void = () => undefined;
  readonly runs: WindowRuns;
  readonly watch: FolderWatch;
  #now = 0;
  #alarm: { readonly at: number; readonly call: () => void } | undefined;
  #endRun: (() => void) | undefined;

  constructor(mode: WatchMode) {
    this.runs = new WindowRuns({
      runner: () =>
        new Promise((resolve) => {
          this.#endRun = () => resolve(reportOf('Rome/a.jpg SAME SILENT silent'));
        }),
      settings: () => ({}),
      stateDirectory: () => '/state',
    });
    this.runs.folder(folder).finish(reportOf('Rome/a.jpg SAME SILENT silent'), undefined);
    this.watch = new FolderWatch({
      folder: watchedFolder(folder, this.runs),
      mode: () => mode,
      look: async ({ paths }) => this.#look(paths),
      restraint: async () => this.restraint,
      act: async (albums) => this.#act(albums),
      clock: {
        now: () => this.#now,
        wake: (afterMs, call) => {
          const alarm = { at: this.#now + afterMs, call };
          this.#alarm = alarm;
          return () => {
            if (this.#alarm === alarm) this.#alarm = undefined;
          };
        },
      },
      say: () => undefined,
    });
  }

  /** Something happens to photos, and the editor tells of it. */
  change(...paths: readonly string[]): void {
    for (const path of paths) this.changed.add(path);
    this.watch.hear(paths);
  }

  /** Lets time pass, and what happens then come to its end. */
  async pass(seconds: number): Promise<void> {
    const end = this.#now + seconds * 1000;
    await settled();
    while (this.#alarm !== undefined && this.#alarm.at <= end) {
      const { at, call } = this.#alarm;
      this.#alarm = undefined;
      this.#now = at;
      call();
      await settled();
    }
    this.#now = end;
  }

  startRun(): void {
    void this.runs.start({ kind: 'preview', folders: [folder], confirmed: [], manner: 'asked' });
  }

  async endRun(): Promise<void> {
    this.#endRun?.();
    await settled();
  }

  #look(paths: ReadonlySet<string> | 'many'): ChangesFound {
    this.told.push(`${String(this.#now / 1000)}s look ${paths === 'many' ? 'many' : [...paths].sort().join(' ')}`);
    const changes = [...this.changed]
      .filter((path) => paths === 'many' || isAtOrBelow(path, paths))
      .map((path): LocalChange => ({ path, album: path.split('/')[0] ?? '', name: path, kind: 'added' }));
    return { changes, missingRoots: this.missing };
  }

  #act(albums: readonly string[]): BackgroundEnd {
    this.told.push(`${String(this.#now / 1000)}s act ${[...albums].sort().join(' ')}`);
    if (this.end.kind === 'putOff') return this.end;
    this.changed.clear();
    this.acts();
    this.runs.note(folder, 'many', { changes: [], missingRoots: [] });
    return this.end;
  }
}

describe('the watch of a folder', () => {
  it('tells what changed when it has been quiet, and does nothing else', async () => {
    const scene = new Scene('notify');
    scene.change('Rome/b.jpg');
    await scene.pass(1.5);
    scene.change('Oslo/c.jpg');
    await scene.pass(60);
    assert.deepEqual(scene.told, ['3.5s look Oslo/c.jpg Rome/b.jpg']);
    assert.deepEqual(
      scene.runs.folder(folder).changes.map(({ path }) => path),
      ['Rome/b.jpg', 'Oslo/c.jpg'],
    );
  });

  it('acts on the albums in which something changed', async () => {
    const scene = new Scene('preview');
    scene.change('Rome/b.jpg', 'Oslo/c.jpg');
    await scene.pass(60);
    assert.deepEqual(scene.told, ['2s look Oslo/c.jpg Rome/b.jpg', '2s act Oslo Rome']);
  });

  it('does not act when nothing has really changed', async () => {
    const scene = new Scene('sync');
    scene.watch.hear(['Rome/a.jpg']);
    await scene.pass(60);
    assert.deepEqual(scene.told, ['2s look Rome/a.jpg']);
  });

  it('syncs also what a preview has seen in the meantime', async () => {
    const scene = new Scene('sync');
    scene.watch.hear(['Rome/b.jpg']);
    const [item] = itemsOf('Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned');
    assert.ok(item);
    scene.runs.folder(folder).put(item);
    await scene.pass(60);
    assert.deepEqual(scene.told, ['2s look Rome/b.jpg', '2s act Rome']);
  });

  const MISSED: readonly { readonly what: string; readonly item: string }[] = [
    { what: 'came', item: 'Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL skipped E_NOT_REVIEWED x' },
    { what: 'changed', item: 'Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_TARGET_CHANGED x' },
  ];
  for (const { what, item } of MISSED)
    it(`takes up, once, what ${what} between its own preview and its sync`, async () => {
      const scene = new Scene('sync');
      scene.acts = () => {
        scene.watch.hear(['Rome/b.jpg']);
        for (const missed of itemsOf(item)) scene.runs.folder(folder).put(missed);
        scene.acts = () => scene.runs.folder(folder).finish(reportOf('Rome/b.jpg SAME SILENT silent'), ['Rome']);
      };
      scene.change('Rome/a.jpg');
      await scene.pass(600);
      assert.deepEqual(scene.told, ['2s look Rome/a.jpg', '2s act Rome', '4s look Rome/b.jpg', '4s act Rome']);
    });

  it('does not try again by itself what is missed for ever', async () => {
    const scene = new Scene('sync');
    for (const missed of itemsOf('Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL skipped E_NOT_REVIEWED x'))
      scene.runs.folder(folder).put(missed);
    scene.change('Rome/a.jpg');
    await scene.pass(600);
    assert.deepEqual(scene.told, ['2s look Rome/a.jpg', '2s act Rome']);
  });

  it('keeps still during a run, and looks after it whether what changed still has', async () => {
    const scene = new Scene('notify');
    scene.startRun();
    scene.change('Rome/b.jpg');
    await scene.pass(100);
    assert.deepEqual(scene.told, []);
    await scene.endRun();
    await scene.pass(60);
    assert.deepEqual(scene.told, ['102s look Rome/b.jpg']);
    scene.startRun();
    await scene.pass(10);
    scene.changed.clear();
    await scene.endRun();
    await scene.pass(60);
    assert.deepEqual(scene.runs.folder(folder).changes, []);
  });

  it('puts off what must wait, follows meanwhile, and does it all when it may', async () => {
    const scene = new Scene('sync');
    scene.restraint = 'battery';
    scene.change('Rome/b.jpg');
    await scene.pass(10);
    assert.equal(scene.runs.folder(folder).waiting, 'battery');
    scene.change('Oslo/c.jpg');
    await scene.pass(10);
    scene.restraint = undefined;
    await scene.pass(600);
    assert.deepEqual(scene.told, [
      '2s look Rome/b.jpg',
      '12s look Oslo/c.jpg',
      '302s look Oslo/c.jpg Rome/b.jpg',
      '302s act Oslo Rome',
    ]);
    assert.equal(scene.runs.folder(folder).waiting, undefined);
  });

  it('comes again, without a word, when another window is at work', async () => {
    const scene = new Scene('sync');
    scene.end = { kind: 'putOff', why: 'elsewhere' };
    scene.change('Rome/b.jpg');
    await scene.pass(10);
    scene.end = { kind: 'done' };
    await scene.pass(60);
    assert.deepEqual(scene.told, ['2s look Rome/b.jpg', '2s act Rome', '32s look Rome/b.jpg', '32s act Rome']);
  });

  it('paused, waits until it is resumed', async () => {
    const scene = new Scene('sync');
    scene.restraint = 'paused';
    scene.change('Rome/b.jpg');
    await scene.pass(3_600);
    assert.deepEqual(scene.told, ['2s look Rome/b.jpg']);
    scene.restraint = undefined;
    scene.watch.resume();
    await scene.pass(10);
    assert.deepEqual(scene.told.slice(1), ['3600s look Rome/b.jpg', '3600s act Rome']);
  });

  it('does nothing while a photo folder is missing, and looks for it now and then', async () => {
    const scene = new Scene('sync');
    scene.missing = ['Rome'];
    scene.change('Rome/b.jpg');
    await scene.pass(10);
    assert.deepEqual(scene.runs.folder(folder).missingRoots, ['Rome']);
    scene.missing = [];
    scene.changed.clear();
    await scene.pass(30);
    assert.deepEqual(scene.told, ['2s look Rome/b.jpg', '32s look Rome']);
    assert.deepEqual(scene.runs.folder(folder).missingRoots, []);
  });

  it('looks again for a photo folder that went away just before it was compared', async () => {
    const scene = new Scene('sync');
    const stop = reportOf('', { problems: [{ code: 'E_ROOT_EMPTY', message: 'Rome' }] });
    scene.end = { kind: 'needsPerson', grave: 0, stop };
    scene.change('Rome/b.jpg');
    await scene.pass(10);
    scene.end = { kind: 'done' };
    await scene.pass(60);
    assert.deepEqual(scene.told, ['2s look Rome/b.jpg', '2s act Rome', '32s look Rome/b.jpg']);
  });

  it('disposed, hears no more, and leaves what is open to the next one', async () => {
    const scene = new Scene('sync');
    scene.change('Rome/b.jpg');
    scene.watch.dispose();
    scene.change('Rome/c.jpg');
    await scene.pass(60);
    assert.deepEqual(scene.told, []);
    assert.deepEqual(scene.watch.pending, new Set(['Rome/b.jpg']));
  });
});

/** Lets what waits on promises come to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
