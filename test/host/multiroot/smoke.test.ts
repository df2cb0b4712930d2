import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('A multi-root workspace', () => {
  it('has both folders', () => {
    assert.deepEqual(
      vscode.workspace.workspaceFolders?.map((folder) => folder.name),
      ['Family', 'Travel'],
    );
  });
});
