import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('A trusted folder', () => {
  it('is what the window shows', () => {
    assert.deepEqual(
      vscode.workspace.workspaceFolders?.map((folder) => folder.name),
      ['My Photos'],
    );
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it('has the extension in it, which activates', async () => {
    const extension = vscode.extensions.getExtension('album-sync.album-sync');
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has an extension host that knows node:sqlite', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(':memory:');
    assert.deepEqual({ ...database.prepare('SELECT 1 + 1 AS two').get() }, { two: 2 });
    database.close();
  });
});
