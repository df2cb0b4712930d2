import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { reportText, run } from '../reportText.ts';

describe('Without a folder', () => {
  for (const command of ['preview', 'sync'] as const) {
    it(`${command} says that none is open`, async () => {
      assert.equal(reportText(await run(command)), 'E_NO_FOLDER');
    });
  }

  it('the commands that need nothing still work', async () => {
    for (const command of ['cancel', 'showReport', 'showLog']) {
      await vscode.commands.executeCommand(`albumSync.${command}`);
    }
  });
});
