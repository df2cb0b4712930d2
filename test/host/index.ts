import Mocha from 'mocha';
import { connect } from 'node:net';
import type { HostMessage } from '../harness/host/messages.ts';

export interface Suites {
  /** Where the results go, on the loopback interface. */
  readonly port: number;
  /** Each loads one test file. */
  readonly load: readonly (() => unknown)[];
}

/** Runs mocha in the extension host, where `vscode` is, and reports each test as soon as it has ended. */
export async function runSuites({ port, load }: Suites): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const send = (message: HostMessage) => socket.write(`${JSON.stringify(message)}\n`);

  const mocha = new Mocha({ ui: 'bdd', reporter: Quiet, timeout: 30_000, forbidOnly: true });
  // Mocha defines `describe` and `it` when it is told that a file is about to be loaded.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const loadFile of load) {
    try {
      loadFile();
    } catch (error) {
      send({ type: 'fail', depth: 0, title: 'a test file that cannot be loaded', error: describeError(error) });
    }
  }
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    // The root suite has no title and is not shown.
    let depth = -2;
    runner
      .on('suite', (suite) => {
        depth += 1;
        if (!suite.root) send({ type: 'suite', depth, title: suite.title });
      })
      .on('suite end', () => (depth -= 1))
      .on('pass', (test) =>
        send({ type: 'pass', depth: depth + 1, title: test.title, milliseconds: test.duration ?? 0 }),
      )
      .on('fail', (test, error: unknown) =>
        send({ type: 'fail', depth: depth + 1, title: test.title, error: describeError(error) }),
      )
      // A test that does not run is no test that passed.
      .on('pending', (test) =>
        send({ type: 'fail', depth: depth + 1, title: test.title, error: 'The test was skipped.' }),
      );
  });
  send({ type: 'end' });
  await new Promise<void>((resolve) => socket.end(resolve));
}

/** The terminal is at the other end of the socket, so mocha itself prints nothing. */
class Quiet extends Mocha.reporters.Base {}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
