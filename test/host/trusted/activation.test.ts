import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { reachingOut } from '../reachingOut.ts';

/** What a person does not notice. */
const BUDGET_MS = 50;

describe('Activation', () => {
  it('waits until somebody needs the extension', () => {
    assert.equal(extension().isActive, false);
  });

  it('takes less than 50 ms: loading the program and calling activate', () => {
    const { context, load } = byHand();
    // Time of this thread on the processor: on a busy machine a clock would measure the others.
    const before = process.threadCpuUsage();
    load().activate(context);
    const { user, system } = process.threadCpuUsage(before);
    disposeAll(context);
    const took = (user + system) / 1000;
    assert.ok(took < BUDGET_MS, `It took ${took.toFixed(1)} ms.`);
  });

  it('touches no disk, no network and no process before a command is run', async () => {
    const { context, load, program } = byHand();
    const { activate } = load();
    const untilTold = await reachingOut(program, async () => {
      activate(context);
      // The editor answers only when it has heard of all that was registered.
      await vscode.commands.getCommands(true);
    });
    disposeAll(context);
    assert.deepEqual(untilTold, []);
  });

  it('registers every command that package.json promises', async () => {
    await extension().activate();
    const { contributes } = extension().packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });

  it('starts its worker with the first run', async () => {
    const calls = await reachingOut(byHand().program, async () => {
      await vscode.commands.executeCommand('albumSync.preview', { interactive: false });
    });
    assert.ok(calls.includes('worker_threads.Worker'), calls.join(', '));
  });
});

/** What the editor does when it activates the extension, one step at a time. */
function byHand() {
  const { extensionUri } = extension();
  const secrets = { get: async () => undefined, onDidChange: new vscode.EventEmitter<void>().event };
  const subscriptions: vscode.Disposable[] = [];
  const program = join(extensionUri.fsPath, 'dist', 'extension.js');
  return {
    program,
    context: { subscriptions, extensionUri, extension: extension(), secrets },
    load: () => createRequire(program)(program) as { activate: (context: object) => void },
  };
}

/** All but the log, which ends with `deactivate`: the editor gives the next channel of that name the same, closed, file. */
function disposeAll({ subscriptions }: { readonly subscriptions: readonly vscode.Disposable[] }): void {
  for (const subscription of subscriptions.toReversed()) subscription.dispose();
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('album-sync.album-sync');
  assert.ok(found);
  return found;
}
