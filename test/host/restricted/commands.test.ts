import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { filesOf, openFolder, reportText, run } from '../reportText.ts';

describe('In Restricted Mode', () => {
  for (const command of ['preview', 'sync'] as const) {
    it(`${command} reads and writes nothing and says why`, async () => {
      const before = await filesOf(openFolder());
      const report = await run(command);
      assert.equal(reportText(report), 'E_UNTRUSTED');
      assert.deepEqual(report.albums, []);
      assert.deepEqual(await filesOf(openFolder()), before);
    });
  }

  it('Refresh and Show Report are harmless too', async () => {
    await vscode.commands.executeCommand('albumSync.refresh');
    await vscode.commands.executeCommand('albumSync.showReport');
    assert.deepEqual(await filesOf(openFolder()), ['Italy/forum.jpg']);
  });
});
