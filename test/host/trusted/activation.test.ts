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

  it('takes less than 50 ms: loading the programs, calling activate and opening the workbench', async () => {
    const entry = byHand();
    const parts = byHand();
    const log = vscode.window.createOutputChannel('Activation', { log: true });
    // Time of this thread on the processor: on a busy machine a clock would measure the others.
    const before = process.threadCpuUsage();
    const activated = entry.load().activate(entry.context);
    const isLoaded = parts.isWorkbenchLoaded();
    parts.loadWorkbench().openWorkbench({ context: parts.context, log });
    const { user, system } = process.threadCpuUsage(before);
    // That of `activate` comes in a later turn, and two cannot be open at once.
    disposeAll(parts.context);
    await activated;
    disposeAll(entry.context);
    log.dispose();
    assert.equal(isLoaded, false, 'The workbench was loaded before activate returned.');
    const took = (user + system) / 1000;
    assert.ok(took < BUDGET_MS, `It took ${took.toFixed(1)} ms.`);
  });

  it('touches no disk, no network and no process before a command is run', async () => {
    const { context, load, loadWorkbench, programs } = byHand();
    const { activate } = load();
    // To load a program reads it.
    loadWorkbench();
    const untilTold = await reachingOut(programs, async () => {
      await activate(context);
      // The editor answers only when it has heard of all that was registered.
      await vscode.commands.getCommands(true);
    });
    disposeAll(context);
    assert.deepEqual(untilTold, []);
  });

  it('runs the command that it was activated for, and starts its worker with the first run', async () => {
    assert.equal(extension().isActive, false);
    const calls = await reachingOut(byHand().programs, async () => {
      await vscode.commands.executeCommand('albumSync.preview', { interactive: false });
    });
    assert.ok(calls.includes('worker_threads.Worker'), calls.join(', '));
  });

  it('registers every command that package.json promises', async () => {
    await extension().activate();
    const { contributes } = extension().packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });

  it('says when it could not start', async () => {
    const { context, load, editor } = byHand();
    const shown: string[] = [];
    const { showErrorMessage } = editor.window;
    editor.window.showErrorMessage = (message: string) => {
      shown.push(message);
      return Promise.resolve(undefined);
    };
    await load().activate({ ...context, extension: undefined });
    editor.window.showErrorMessage = showErrorMessage;
    assert.match(shown.join(), /^Album Sync could not start: TypeError: /);
  });
});

interface Entry {
  readonly activate: (context: object) => Promise<void>;
}

interface Workbench {
  readonly openWorkbench: (host: object) => unknown;
}

interface Editor {
  readonly window: { showErrorMessage: (message: string) => Thenable<undefined> };
}

/** What the editor does when it activates the extension, one step at a time. */
function byHand() {
  const { extensionUri } = extension();
  const secrets = { get: async () => undefined, onDidChange: new vscode.EventEmitter<void>().event };
  const subscriptions: vscode.Disposable[] = [];
  const programs = join(extensionUri.fsPath, 'dist');
  const workbench = join(programs, 'openWorkbench.js');
  const require = createRequire(workbench);
  return {
    programs,
    context: { subscriptions, extensionUri, extension: extension(), secrets },
    load: () => require('./extension.js') as Entry,
    loadWorkbench: () => require(workbench) as Workbench,
    isWorkbenchLoaded: () => workbench in require.cache,
    /** The interface of the editor as the extension has it. */
    editor: require('vscode') as Editor,
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
