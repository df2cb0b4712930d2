import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { hearFolder, type Heard } from '../../../src/run/watch/hearFolder.ts';
import { hearing } from '../../../src/run/watch/hearing.ts';
import { Library } from '../../harness/library.ts';

const MINUTE_MS = 60_000;

/** One who listens, on a computer that tells what the test says. */
function scene(t: TestContext, everyMs?: number) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const told: string[] = [];
  const open = new Set<Heard>();
  const heard = hearing({
    folder: '/photos',
    roots: ['Italy', 'Norway'],
    isWanted: (folder) => folder !== 'hidden',
    everyMs,
    tell: (paths) => void told.push(paths.join(' ')),
    lost: (why, ms) => void told.push(`lost ${why}, every ${ms / MINUTE_MS}`),
    hear: (_, isWanted, ear) => {
      assert.ok(isWanted('Italy'));
      open.add(ear);
      return { dispose: () => void open.delete(ear) };
    },
  });
  const ear = (): Heard => [...open][0] ?? assert.fail('nobody listens');
  return { told, open, ear, heard, pass: (minutes: number) => t.mock.timers.tick(minutes * MINUTE_MS) };
}

describe('who listens to a folder', () => {
  test('is told what is heard', (t) => {
    const { told, ear } = scene(t);
    ear().tell(['Italy/a.jpg', 'Norway']);
    assert.deepEqual(told, ['Italy/a.jpg Norway']);
  });

  test('has all looked at every hour, and listens anew', (t) => {
    const { told, ear, open, pass } = scene(t);
    const first = ear();
    pass(59);
    assert.deepEqual(told, []);
    pass(1);
    assert.deepEqual([told, open.has(first), open.size], [['Italy Norway'], false, 1]);
    pass(60);
    assert.deepEqual(told, ['Italy Norway', 'Italy Norway']);
  });

  test('is told once that the system does not tell all, and has all looked at more often', (t) => {
    const { told, ear, pass } = scene(t);
    ear().lost('ENOSPC');
    pass(5);
    ear().lost('ENOSPC');
    pass(5);
    assert.deepEqual(told, ['lost ENOSPC, every 5', 'Italy Norway', 'Italy Norway']);
  });

  test('may say how often', (t) => {
    const { told, ear, pass } = scene(t, 2 * MINUTE_MS);
    pass(2);
    ear().lost('ENOSPC');
    pass(2);
    assert.deepEqual(told, ['Italy Norway', 'lost ENOSPC, every 2', 'Italy Norway']);
  });

  test('listens anew when asked to, as to a disk that has come back', (t) => {
    const { told, ear, open, heard } = scene(t);
    const first = ear();
    heard.again();
    assert.deepEqual([open.has(first), open.size], [false, 1]);
    ear().tell(['Italy/a.jpg']);
    assert.deepEqual(told, ['Italy/a.jpg']);
  });

  test('is told nothing any more in the end', (t) => {
    const { told, open, heard, pass } = scene(t);
    heard.dispose();
    pass(120);
    assert.deepEqual([told, open.size], [[], 0]);
  });
});

describe('of a real folder', () => {
  const CASES: readonly {
    readonly what: string;
    readonly happens: (at: (file: string) => string) => void;
    readonly heard: string;
  }[] = [
    { what: 'a new photo', happens: (at) => writeFileSync(at('Italy/b.jpg'), 'b'), heard: 'Italy/b.jpg' },
    { what: 'a changed one', happens: (at) => writeFileSync(at('Italy/a.jpg'), 'b'), heard: 'Italy/a.jpg' },
    { what: 'a photo that is gone', happens: (at) => rmSync(at('Italy/a.jpg')), heard: 'Italy/a.jpg' },
    { what: 'a new name', happens: (at) => renameSync(at('Italy/a.jpg'), at('Italy/z.jpg')), heard: 'Italy/z.jpg' },
    { what: 'a new folder', happens: (at) => mkdirSync(at('Norway')), heard: 'Norway' },
  ];
  for (const { what, happens, heard } of CASES)
    test(`${what} is heard`, async (t) => {
      const library = new Library(t, { 'Italy/a.jpg': 'a' });
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const ear = hearFolder(library.folder, () => true, {
        tell: (paths) => paths.includes(heard) && resolve(undefined),
        lost: (why) => reject(new Error(why)),
      });
      t.after(() => ear.dispose());
      happens((file) => path.join(library.folder, file));
      await promise;
    });

  test('folders that come, go and come again are followed, and those that nobody wants are not', async (t) => {
    const library = new Library(t, { 'Italy/a.jpg': 'a', 'hidden/b.jpg': 'b' });
    let heard: string[] = [];
    let wake: () => void = () => undefined;
    const ear = hearFolder(library.folder, (folder) => folder !== 'hidden', {
      tell: (paths) => {
        heard.push(...paths);
        wake();
      },
      lost: (why) => assert.fail(why),
    });
    t.after(() => ear.dispose());
    const until = async (path: string): Promise<void> => {
      while (!heard.includes(path))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    };
    library.write({ 'Norway/Oslo/a.jpg': 'a' });
    await until('Norway');
    library.write({ 'Norway/Oslo/b.jpg': 'b' });
    await until('Norway/Oslo/b.jpg');
    renameSync(library.path('Norway'), library.path('Sweden'));
    await until('Sweden');
    heard = [];
    library.write({ 'Norway/Bergen/c.jpg': 'c' });
    await until('Norway');
    heard = [];
    library.write({ 'hidden/c.jpg': 'c', 'Sweden/Oslo/d.jpg': 'd', 'Norway/Bergen/d.jpg': 'd' });
    await until('Norway/Bergen/d.jpg');
    await until('Sweden/Oslo/d.jpg');
    assert.deepEqual(
      heard.filter((path) => /^(hidden|Norway.Oslo)/.test(path)),
      [],
    );
  });

  test('one that is not there is lost, and says why', async (t) => {
    const library = new Library(t, {});
    const { promise, resolve } = Promise.withResolvers<string>();
    const ear = hearFolder(library.path('nowhere'), () => true, { tell: () => undefined, lost: resolve });
    t.after(() => ear.dispose());
    assert.equal(await promise, 'ENOENT');
  });
});
