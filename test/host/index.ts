import Mocha from 'mocha';
import { connect } from 'node:net';
import * as vscode from 'vscode';
import type { HostMessage } from '../harness/host/messages.ts';

/** Where results go: to the terminal that listens on a port of the loopback interface, or to the debugger's console. */
export type ResultsTo = { readonly kind: 'terminal'; readonly port: number } | { readonly kind: 'console' };

export interface Suites {
  readonly results: ResultsTo;
  /** How many folders the window shows. */
  readonly folders: number;
  /** Each loads one test file. */
  readonly load: readonly (() => unknown)[];
}

/** Runs mocha in the extension host, where `vscode` is, and reports each test as soon as it has ended. */
export async function runSuites({ results, folders, load }: Suites): Promise<void> {
  await untilFoldersAreThere(folders);
  if (results.kind === 'console') {
    const mocha = newMocha('spec');
    for (const loadFile of load) loadFile();
    await new Promise<void>((resolve) => mocha.run(() => resolve()));
    return;
  }
  const socket = connect(results.port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const send = (message: HostMessage) => socket.write(`${JSON.stringify(message)}\n`);
  send({ type: 'start' });

  const mocha = newMocha(Quiet);
  for (const loadFile of load) {
    try {
      loadFile();
    } catch (error) {
      send({ type: 'fail', depth: 0, title: 'a test file that cannot be loaded', error: describeError(error) });
    }
  }
  await new Promise<void>((resolve) =>
    tellTerminal(
      mocha.run(() => resolve()),
      send,
    ),
  );
  send({ type: 'end' });
  await new Promise<void>((resolve) => socket.end(resolve));
}

/**
 * A window reads the list of its folders while its extension host is already starting, and hands it over without an event
 * when it comes late; so it is asked for again and again.
 */
async function untilFoldersAreThere(count: number): Promise<void> {
  while ((vscode.workspace.workspaceFolders?.length ?? 0) !== count)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

function newMocha(reporter: Mocha.MochaOptions['reporter']): Mocha {
  const mocha = new Mocha({ ui: 'bdd', reporter, timeout: 30_000, forbidOnly: true });
  // Mocha defines `describe` and `it` when it is told that a file is about to be loaded.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  return mocha;
}

function tellTerminal(runner: Mocha.Runner, send: (message: HostMessage) => void): void {
  // The root suite has no title and is not shown.
  let depth = -2;
  runner.on('suite', (suite) => {
    depth += 1;
    if (!suite.root) send({ type: 'suite', depth, title: suite.title });
  });
  runner.on('suite end', () => (depth -= 1));
  runner.on('pass', ({ title, duration }) =>
    send({ type: 'pass', depth: depth + 1, title, milliseconds: duration ?? 0 }),
  );
  runner.on('fail', ({ title }, error: unknown) =>
    send({ type: 'fail', depth: depth + 1, title, error: describeError(error) }),
  );
  // A test that does not run is no test that passed.
  runner.on('pending', ({ title }) => send({ type: 'fail', depth: depth + 1, title, error: 'The test was skipped.' }));
}

/** The terminal is at the other end of the socket, so mocha itself prints nothing. */
class Quiet extends Mocha.reporters.Base {}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
