import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('A folder in Restricted Mode', () => {
  it('is not trusted', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    assert.equal(vscode.workspace.isTrusted, false);
  });
});
