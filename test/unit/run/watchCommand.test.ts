import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { Library } from '../../harness/library.ts';

const SETTINGS = { '.vscode/settings.json': { bytes: '{ "albumSync.gallery.thumbnails": false }' } };

/** The built program, watching a library, and what it says. */
class Watching {
  readonly #program: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  constructor(t: TestContext, library: Library, ...args: readonly string[]) {
    const env = { ...process.env, ALBUM_SYNC_STATE_DIR: path.join(library.home, 'state') };
    this.#program = spawn(process.execPath, [path.resolve('dist/cli.js'), 'watch', ...args], {
      env,
      cwd: library.folder,
    });
    t.after(() => this.#program.kill('SIGKILL'));
    this.#lines = createInterface({ input: this.#program.stdout })[Symbol.asyncIterator]();
  }

  /** The next line, without its time. */
  async line(): Promise<string> {
    const { value } = (await this.#lines.next()) as { readonly value?: string };
    return value?.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, '') ?? '';
  }

  /** Interrupts it; the answer is its exit status. */
  async interrupt(): Promise<number | null> {
    this.#program.kill('SIGINT');
    return this.status();
  }

  async status(): Promise<number | null> {
    const [status] = (await once(this.#program, 'exit')) as [number | null];
    return status;
  }

  /** Reads none of its lines any more. */
  leave(): void {
    this.#program.stdout.destroy();
  }
}

test('a watch syncs, and then what changes, until it is interrupted; it deletes nothing by itself', async (t) => {
  const library = new Library(t, { ...SETTINGS, 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const watching = new Watching(
    t,
    library,
    '--mode',
    'syncUpload',
    '--set',
    'allowDelete=remote',
    '--set',
    'watchOnBattery=true',
  );
  assert.equal(await watching.line(), `watching ${library.folder} (sync)`);
  assert.match(await watching.line(), /^sync of all albums: 2 done, \d+ bytes sent$/);
  library.write({ 'Oslo/fjord.jpg': 'fjord', 'Trip/a.jpg': { text: 'a, edited', at: '2025-01-01T00:00:00Z' } });
  assert.match(await watching.line(), /^sync of (Oslo, Trip|Trip, Oslo): 2 done, \d+ bytes sent$/);
  assert.equal(library.textOf('album-gallery/albums/trip/a.jpg'), 'a, edited');
  library.remove('Trip/b.jpg');
  assert.equal(await watching.line(), 'preview of Trip: 1 planned');
  assert.equal(await watching.line(), '1 deletion or conflict left for a person: preview, then sync');
  assert.equal(library.textOf('album-gallery/albums/trip/b.jpg'), 'b');
  assert.equal(await watching.interrupt(), 130);
});

test('a watch that is to notify does nothing', async (t) => {
  const library = new Library(t, { ...SETTINGS, 'Trip/a.jpg': 'a' });
  const watching = new Watching(t, library, '--set', 'watch=notify');
  assert.equal(await watching.line(), `watching ${library.folder} (notify)`);
  assert.equal(await watching.line(), 'preview of all albums: 1 planned');
  library.write({ 'Trip/b.jpg': 'b' });
  assert.equal(await watching.line(), '1 photo changed since the last comparison');
  assert.equal(library.textOf('album-gallery/albums/trip/b.jpg'), undefined);
  assert.equal(await watching.interrupt(), 130);
});

test('a watch ends when nobody reads any more what it says', async (t) => {
  const library = new Library(t, { ...SETTINGS, 'Trip/a.jpg': 'a' });
  const watching = new Watching(t, library, '--set', 'watch=notify');
  await watching.line();
  await watching.line();
  watching.leave();
  library.write({ 'Trip/b.jpg': 'b' });
  assert.equal(await watching.status(), 130);
});

for (const args of [[], ['--set', 'watch=preview']])
  test(`a watch${args.length === 0 ? '' : ' that only looks'} ends where a person has to mend something first`, async (t) => {
    const library = new Library(t, { ...SETTINGS, 'Trip/a.jpg': 'a' });
    const watching = new Watching(t, library, '--mode', 'nonsense', ...args);
    assert.match(await watching.line(), /^watching /);
    assert.match(await watching.line(), /^E_SETTINGS .*mode/);
    assert.equal(await watching.status(), 2);
  });
