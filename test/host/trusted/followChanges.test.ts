import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SyncReport } from '../../../src/engine/report.ts';
import { openFolder, reportText, run, until } from '../reportText.ts';

describe('Watching', () => {
  before(async () => {
    await run('sync');
  });

  after(async () => {
    for (const name of ['watch', 'mode', 'allowDelete']) await set(name, undefined);
    await vscode.commands.executeCommand('albumSync.undoLastRun', { interactive: false });
    for (const name of ['new.jpg', 'newest.jpg']) await remove(`Norway/${name}`);
  });

  it('previews what changed, and changes nothing', async () => {
    await set('watch', 'preview');
    for (const name of ['new.jpg', 'newest.jpg']) {
      await copy('Norway/fjord.jpg', `Norway/${name}`);
      const planned = `Norway/${name}  LOCAL_ONLY UPLOAD_LOCAL planned`;
      await until(`a preview of ${name}`, async () => (await shown()).includes(planned));
      assert.equal(await exists(`album-gallery/albums/norway/${name}`), false);
    }
  });

  it('syncs what changed', async () => {
    await set('watch', 'sync');
    await copy('Norway/fjord.jpg', 'Norway/newer.jpg');
    await until('the new photo in the gallery', () => exists('album-gallery/albums/norway/newer.jpg'));
    await until('the report of it', async () => (await shown()).includes('newer.jpg  LOCAL_ONLY UPLOAD_LOCAL done'));
    assert.equal(await exists('album-gallery/albums/norway/new.jpg'), true);
  });

  it('deletes nothing by itself, also where it is permitted, until somebody syncs', async () => {
    await set('allowDelete', 'remote');
    await set('mode', 'syncUpload');
    await remove('Norway/newer.jpg');
    // Another content, or the deleted photo would count as moved.
    await copy('Italy/Rome/tiber.jpg', 'Italy/Rome/again.jpg');
    await until('the new photo in the gallery', () => exists('album-gallery/albums/rome-italy/again.jpg'));
    await until('the deletion in the plan', async () =>
      (await shown()).includes('Norway/newer.jpg  REMOTE_ONLY DELETE_REMOTE planned'),
    );
    assert.equal(await exists('album-gallery/albums/norway/newer.jpg'), true);
    await remove('Italy/Rome/again.jpg');
    await run('sync');
    assert.equal(await exists('album-gallery/albums/norway/newer.jpg'), false);
  });
});

/** What the window knows now, as the report shows it. */
async function shown(): Promise<string> {
  const file = vscode.Uri.joinPath(openFolder(), '.vscode', 'shown.json');
  await vscode.commands.executeCommand('albumSync.exportReport', file);
  return reportText(JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as SyncReport);
}

async function set(name: string, value: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('albumSync', openFolder());
  await configuration.update(name, value, vscode.ConfigurationTarget.WorkspaceFolder);
}

async function copy(from: string, to: string): Promise<void> {
  await vscode.workspace.fs.copy(place(from), place(to));
}

async function remove(path: string): Promise<void> {
  if (await exists(path)) await vscode.workspace.fs.delete(place(path));
}

async function exists(path: string): Promise<boolean> {
  return vscode.workspace.fs.stat(place(path)).then(
    () => true,
    () => false,
  );
}

function place(path: string): vscode.Uri {
  return vscode.Uri.joinPath(openFolder(), path);
}
