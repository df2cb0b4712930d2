import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** What a person does not notice. */
const BUDGET_MS = 50;

describe('Activation', () => {
  it('waits until somebody needs the extension', () => {
    assert.equal(extension().isActive, false);
  });

  it('takes less than 50 ms: loading the program and calling activate', () => {
    const subscriptions: vscode.Disposable[] = [];
    const { extensionUri } = extension();
    const secrets = { get: async () => undefined, onDidChange: new vscode.EventEmitter<void>().event };
    const context = { subscriptions, extensionUri, extension: extension(), secrets };
    const load = createRequire(join(extensionUri.fsPath, 'package.json'));
    // Time of this thread on the processor: on a busy machine a clock would measure the others.
    const before = process.threadCpuUsage();
    const program = load('./dist/extension.js') as { activate: (context: object) => void };
    program.activate(context);
    const { user, system } = process.threadCpuUsage(before);
    // All but the log: the editor gives the next channel of that name the same, closed, file.
    for (const subscription of subscriptions.slice(1).reverse()) subscription.dispose();
    const took = (user + system) / 1000;
    assert.ok(took < BUDGET_MS, `It took ${took.toFixed(1)} ms.`);
  });

  it('registers every command that package.json promises', async () => {
    await extension().activate();
    const { contributes } = extension().packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });
});

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('album-sync.album-sync');
  assert.ok(found);
  return found;
}
