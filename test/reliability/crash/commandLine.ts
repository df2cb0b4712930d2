import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Library } from '../../harness/library.ts';

/** How a child process ended, and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** How many changes in the watched folders were seen until it ended. */
  readonly events: number;
}

export interface SyncRequest {
  /** `--set` for each of them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Sent when this many changes were seen in `folders`, or when the promise is fulfilled. */
  readonly disturb?: { readonly signal: NodeJS.Signals } & (
    { readonly afterEvents: number } | { readonly when: Promise<unknown> }
  );
  /** Relative to the workspace folder; those that are there are watched. */
  readonly folders: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the built command line as a child process, which nothing but a signal of the test disturbs. */
export async function syncInChild(library: Library, request: SyncRequest): Promise<Ended> {
  const program = path.resolve('dist/cli.js');
  assert.ok(existsSync(program), 'dist/cli.js is missing: build it first (npm run build)');
  const values = Object.entries(request.settings).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const child = spawn(
    process.execPath,
    [program, 'sync', library.folder, '--json', '--all', ...values.flatMap((value) => ['--set', value])],
    {
      env: {
        ...process.env,
        ...request.env,
        ALBUM_SYNC_STATE_DIR: path.join(library.home, 'state'),
        XDG_DATA_HOME: path.join(library.home, 'data'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let events = 0;
  const { disturb } = request;
  const afterEvents = disturb && 'afterEvents' in disturb ? disturb.afterEvents : Infinity;
  const onEvent = () => {
    events += 1;
    if (events === afterEvents) child.kill(disturb?.signal);
  };
  if (disturb && 'when' in disturb) void disturb.when.then(() => child.kill(disturb.signal));
  const there = request.folders.map((folder) => library.path(folder)).filter((folder) => existsSync(folder));
  const watchers = there.map((folder) => watch(folder, onEvent).on('error', () => undefined));
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (printed.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (printed.stderr += data.toString()));
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  for (const watcher of watchers) watcher.close();
  return { status, signal, ...printed, events };
}
