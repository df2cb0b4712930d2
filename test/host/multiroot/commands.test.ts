import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { reportText, run } from '../reportText.ts';

describe('Several workspace folders', () => {
  it('are compared one after the other, in one report', async () => {
    assert.equal(
      reportText(await run('preview')),
      `Birthday/cake.jpg  LOCAL_ONLY UPLOAD_LOCAL planned
Norway/fjord.jpg  LOCAL_ONLY UPLOAD_LOCAL planned`,
    );
  });

  it('have settings of their own', async () => {
    const [family] = vscode.workspace.workspaceFolders ?? [];
    const configuration = vscode.workspace.getConfiguration('albumSync', family);
    await configuration.update('mode', 'report', vscode.ConfigurationTarget.WorkspaceFolder);
    assert.equal(
      reportText(await run('preview')),
      `Birthday/cake.jpg  LOCAL_ONLY REPORT reported
Norway/fjord.jpg  LOCAL_ONLY UPLOAD_LOCAL planned`,
    );
  });

  it('can be run one by one', async () => {
    assert.equal(reportText(await run('sync', { folder: 'Travel' })), 'Norway/fjord.jpg  LOCAL_ONLY UPLOAD_LOCAL done');
  });
});
