import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../../scripts/tools/repository.ts';
import type { Opened } from '../../../scripts/vscode/windowAddress.ts';
import type { Trust } from '../../../scripts/vscode/userSettings.ts';
import { bundleLane, laneFiles } from './bundleLane.ts';
import { prepareWorkspace, type HostLane } from './lane.ts';
import type { HostMessage } from './messages.ts';
import { openResultChannel } from './resultChannel.ts';

/** A VS Code in which host tests run: the server with a headless browser, or the desktop editor. */
export interface HostEditor {
  /** In words, for the heading of a lane. */
  readonly name: string;
  /** Opens a window whose extension host runs the tests; they report on their own. */
  open(window: HostWindow): Promise<OpenHostWindow>;
  close(): Promise<void>;
}

export interface HostWindow {
  readonly opened: Opened;
  readonly trust: Trust;
  /** Absolute path of the bundled tests. */
  readonly tests: string;
}

export interface OpenHostWindow {
  /** What helps to find out why tests did not start or did not end. */
  evidence(): Promise<string>;
  close(): Promise<void>;
}

/** What an editor for host tests is made with. */
export interface HostEditorOptions {
  /** The folder of the extension under test. */
  readonly extension: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface HostTestRun {
  readonly lanes: readonly HostLane[];
  readonly startEditor: (options: HostEditorOptions) => Promise<HostEditor>;
  /** Runs only the files whose path contains this; all of them when it is empty. */
  readonly filter: string;
  /** The folder of the extension under test. */
  readonly extension: string;
  readonly print: (line: string) => void;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Windows that are opened for a lane until one comes to its tests. */
const MOST_WINDOWS = 5;

/** Runs the host tests lane by lane in one editor, prints each test as it ends, and counts. */
export async function runHostTests({ lanes, startEditor, filter, extension, print }: HostTestRun): Promise<TestCounts> {
  const bundles = join(repository, 'test-results');
  await mkdir(bundles, { recursive: true });
  const [scratch, state] = await Promise.all([
    mkdtemp(join(bundles, 'host-')),
    mkdtemp(join(tmpdir(), 'album-sync-state-')),
  ]);
  const editor = await startEditor({ extension, environment: { ALBUM_SYNC_STATE_DIR: state } });
  const total = { passed: 0, failed: 0 };
  const failures: string[] = [];
  const show = (lane: string) => (message: HostMessage) => {
    if (message.type === 'start' || message.type === 'end') return;
    print(describeMessage(message));
    if (message.type === 'pass') total.passed += 1;
    if (message.type !== 'fail') return;
    total.failed += 1;
    failures.push(`${lane}: ${message.title}\n${message.error}`);
  };
  try {
    for (const lane of lanes) {
      const files = (await laneFiles(lane.name)).filter((file) => file.includes(filter));
      if (files.length === 0 && filter !== '') continue;
      print(`\n${lane.name} (${editor.name})`);
      const before = total.passed + total.failed;
      const run = () => runLane({ lane, files, editor, scratch, onMessage: show(lane.name) }).catch(failed);
      let end = await run();
      // A window that does not come to its tests, as one that never learns of its folders, says nothing about them.
      for (let windows = 1; end.kind === 'neverStarted' && windows < MOST_WINDOWS; windows += 1) {
        print(`  The window is opened anew: ${end.about}`);
        end = await run();
      }
      const silent = total.passed + total.failed === before ? 'No test ran.' : undefined;
      const problem = end.kind === 'ended' ? silent : end.about;
      if (problem !== undefined) show(lane.name)({ type: 'fail', depth: 0, title: 'the lane itself', error: problem });
    }
  } finally {
    await editor.close();
    await Promise.all([scratch, state].map((folder) => rm(folder, { recursive: true, force: true })));
  }
  for (const failure of failures) print(`\n${failure}`);
  return total;
}

interface LaneRun {
  readonly lane: HostLane;
  readonly files: readonly string[];
  readonly editor: HostEditor;
  readonly scratch: string;
  readonly onMessage: (message: HostMessage) => void;
}

/** How a lane came to its end; otherwise in words what is known about it. */
type LaneEnd =
  | { readonly kind: 'ended' }
  | { readonly kind: 'neverStarted'; readonly about: string }
  | { readonly kind: 'broken'; readonly about: string };

function failed(error: unknown): LaneEnd {
  return { kind: 'broken', about: String(error) };
}

async function runLane({ lane, files, editor, scratch, onMessage }: LaneRun): Promise<LaneEnd> {
  if (files.length === 0) return { kind: 'broken', about: `There is no test in test/host/${lane.name}.` };
  let translateStack = (stack: string) => stack;
  const channel = await openResultChannel((message) => {
    onMessage(message.type === 'fail' ? { ...message, error: translateStack(message.error) } : message);
  });
  // Temporary folders are links on macOS, and the extension reports real paths.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'album-sync-host-')));
  try {
    const opened = await prepareWorkspace(lane.workspace, folder);
    const results = { kind: 'terminal', port: channel.port } as const;
    const bundle = await bundleLane({ files, into: join(scratch, lane.name), workspace: lane.workspace, results });
    translateStack = bundle.translateStack;
    const window = await editor.open({ opened, trust: lane.trust, tests: bundle.tests });
    try {
      await channel.finished;
      return { kind: 'ended' };
    } catch (error) {
      const about = `${String(error)}\n${await window.evidence()}`;
      return { kind: channel.hasStarted() ? 'broken' : 'neverStarted', about };
    } finally {
      await window.close();
    }
  } finally {
    channel.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function describeMessage(message: Exclude<HostMessage, { type: 'start' | 'end' }>): string {
  const indent = '  '.repeat(message.depth + 1);
  switch (message.type) {
    case 'suite':
      return `${indent}${message.title}`;
    case 'pass':
      return `${indent}✔ ${message.title} (${message.milliseconds.toFixed(0)} ms)`;
    case 'fail':
      return `${indent}✖ ${message.title}`;
  }
}
