import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

/** Starts the script as npm does, on any free ports. */
function start(t: TestContext, args: readonly string[]) {
  const script = join(import.meta.dirname, '../../../scripts/emulators/main.ts');
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  const child = spawn(process.execPath, [...flags, script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  const exit = once(child, 'exit') as Promise<[number | null]>;
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  /** All lines up to the first one that begins so. */
  const linesUntil = async (beginning: string) => {
    const found: string[] = [];
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
      found.push(next.value);
      if (next.value.startsWith(beginning)) return found;
    }
    throw new Error(`It ended without a line "${beginning}": ${found.join('\n')} ${errors}`);
  };
  return { child, linesUntil, status: async () => (await exit)[0], errors: () => errors };
}

test('the emulators say where they are, log what they are asked, and end on Ctrl+C', async (t) => {
  const file = join(temporaryFolder(t), 'client_secret.json');
  const { child, linesUntil, status } = start(t, ['--port', '0', '--log', '--client', file]);
  const said = await linesUntil('Nothing is kept.');
  const found = said.flatMap((line) => /^ALBUM_SYNC_GOOGLE_(\w+)_URL=(http:\/\/127\.0\.0\.1:\d+)$/.exec(line) ?? []);
  const [, , oauth = '', , , photos = '', , , drive = ''] = found;
  assert.deepEqual([found[1], found[4], found[7]], ['OAUTH', 'PHOTOS', 'DRIVE']);
  for (const address of [photos, drive]) assert.match(await (await fetch(address)).text(), /anna@example\.com/);
  const [logged = ''] = (await linesUntil('')).slice(-1);
  assert.match(logged, /^\d\d:\d\d:\d\d photos GET \/ 200$/);
  const { installed } = JSON.parse(await readFile(file, 'utf8')) as { installed: Record<string, string> };
  assert.equal(installed['auth_uri'], `${oauth}/o/oauth2/auth`);
  const consent = new URLSearchParams({
    client_id: installed['client_id'] ?? '',
    redirect_uri: 'http://127.0.0.1:9/',
    response_type: 'code',
    scope: 'openid',
  });
  assert.equal((await fetch(`${installed['auth_uri'] ?? ''}?${consent.toString()}`)).status, 200);
  child.kill('SIGINT');
  assert.equal(await status(), 0);
});

const REFUSED: readonly [what: string, args: readonly string[], error: RegExp][] = [
  ['an option that there is not', ['--quiet'], /^Usage: npm run emulators/],
  ['a port that is no number', ['--port', 'x'], /^Usage: npm run emulators/],
  [
    'a file that is there already',
    ['--port', '0', '--client', 'FILE'],
    /real\.json is there already and stays as it is/,
  ],
];

for (const [what, args, error] of REFUSED) {
  test(`the emulators do not start with ${what}`, async (t) => {
    const file = join(temporaryFolder(t), 'real.json');
    await writeFile(file, '{}');
    const { status, errors } = start(
      t,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
    );
    assert.equal(await status(), 2);
    assert.match(errors(), error);
    assert.equal(await readFile(file, 'utf8'), '{}');
  });
}
