import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SyncReport } from '../../../src/engine/report.ts';
import { filesOf, openFolder, reportText, run, until } from '../reportText.ts';

const NOTHING_SYNCED = `Norway/fjord.jpg  LOCAL_ONLY UPLOAD_LOCAL planned
Rome (Italy)/forum.jpg  LOCAL_ONLY UPLOAD_LOCAL planned
Rome (Italy)/tiber.jpg  LOCAL_ONLY UPLOAD_LOCAL planned`;

const ALL_IN_STEP = `Norway/fjord.jpg  SAME SILENT silent
Rome (Italy)/forum.jpg  SAME SILENT silent
Rome (Italy)/tiber.jpg  SAME SILENT silent`;

describe('The commands', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  });

  it('Preview says what a sync would do and changes nothing', async () => {
    const before = await filesOf(openFolder());
    const report = await run('preview');
    assert.equal(report.dryRun, true);
    assert.equal(reportText(report), NOTHING_SYNCED);
    assert.deepEqual(await filesOf(openFolder()), before);
  });

  it('Preview of a folder that is not open says so', async () => {
    assert.equal(reportText(await run('preview', { folder: '/nowhere' })), 'E_NO_FOLDER');
  });

  it('Preview of one folder takes its name, its path or its address', async () => {
    for (const folder of ['My Photos', openFolder().fsPath, openFolder().toString()]) {
      assert.equal(reportText(await run('preview', { folder })), NOTHING_SYNCED);
    }
  });

  it('a second run at the same time is refused in words', async () => {
    const first = run('preview');
    const second = await run('sync');
    assert.equal(reportText(second), 'E_LOCKED');
    assert.equal(reportText(await first), NOTHING_SYNCED);
  });

  it('Preview Album of a selection is one run over all albums in it, and over nothing else', async () => {
    const [norway, rome] = [albumLine('Norway'), albumLine('Rome (Italy)')];
    const item = { about: { kind: 'item', folder: norway.about.folder, item: { album: 'Home', name: 'a.jpg' } } };
    const previewed = async (...args: unknown[]): Promise<string> => {
      const report: unknown = await vscode.commands.executeCommand('albumSync.previewAlbum', ...args);
      return [...new Set((report as SyncReport).items.map(({ album }) => album))].sort().join(', ');
    };
    assert.equal(await previewed(norway), 'Norway');
    assert.equal(await previewed(norway, [norway, rome, item]), 'Norway, Rome (Italy)');
    assert.equal(await previewed(norway, [rome]), 'Norway');
  });

  it('Preview Folder is over the albums of the folders that are selected in the Explorer', async () => {
    const at = (path: string): vscode.Uri => vscode.Uri.joinPath(openFolder(), path);
    const cases: readonly [uris: readonly vscode.Uri[], albums: string][] = [
      [[at('Italy')], 'Rome (Italy)'],
      [[at('Italy/Rome'), at('Norway')], 'Norway, Rome (Italy)'],
      [[at('Norway'), at('Italy/Rome/forum.jpg')], 'Norway'],
      [[openFolder()], 'Norway, Rome (Italy)'],
      [[at('Norway/fjord.jpg')], 'nothing'],
    ];
    for (const [uris, albums] of cases) {
      const report: unknown = await vscode.commands.executeCommand('albumSync.previewFolder', uris[0], uris);
      const items = (report as SyncReport | undefined)?.items ?? [];
      const found = [...new Set(items.map(({ album }) => album))].sort().join(', ') || 'nothing';
      assert.equal(found, albums);
    }
  });

  it('Show Folder Mapping shows which folder becomes which album, and follows the settings', async () => {
    await vscode.commands.executeCommand('albumSync.showMapping');
    const shown = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';
    await until('the mapping', () => shown().includes('->'));
    const mapping = ['Italy/Rome  ->  Rome (Italy)  (2 files)', 'Norway      ->  Norway  (1 file)', ''].join('\n');
    assert.equal(shown(), mapping);
    const configuration = vscode.workspace.getConfiguration('albumSync', openFolder());
    await configuration.update('albums', { Norway: 'Up north' }, vscode.ConfigurationTarget.Workspace);
    await until('the new album', () => shown().includes('Up north'));
    await configuration.update('albums', undefined, vscode.ConfigurationTarget.Workspace);
    await until('the old mapping', () => shown() === mapping);
  });

  it('Cancel ends a sync, and the next one completes it', async () => {
    const sync = run('sync');
    await vscode.commands.executeCommand('albumSync.cancel');
    const { items, totals } = await sync;
    assert.equal(totals.outcomes.failed, 0);
    assert.ok(items.every(({ outcome }) => outcome === 'cancelled' || outcome === 'done'));
  });

  it('Sync makes the albums, with every original as it was', async () => {
    const report = await run('sync');
    assert.equal(report.dryRun, false);
    assert.equal(report.totals.outcomes.failed, 0);
    for (const { album, name, path = '' } of report.items) {
      const { url } = report.albums.find((found) => found.name === album) ?? {};
      assert.ok(url, album);
      const copy = vscode.Uri.parse(new URL(`./${name}`, url).href);
      const original = vscode.Uri.joinPath(openFolder(), path);
      const [copied, sent] = await Promise.all([copy, original].map((uri) => vscode.workspace.fs.readFile(uri)));
      assert.deepEqual(copied, sent, path);
    }
  });

  it('a second Sync has nothing to do', async () => {
    assert.equal(reportText(await run('sync')), ALL_IN_STEP);
    assert.deepEqual((await run('sync', { all: false })).items, []);
  });

  it('Show Report opens the panel, once', async () => {
    await vscode.commands.executeCommand('albumSync.showReport');
    await vscode.commands.executeCommand('albumSync.showReport');
    await until('the report panel', () => tabLabels().includes('Album Sync Report'));
    assert.deepEqual(tabLabels(), ['Album Sync Report']);
  });

  it('Export Report writes what the panel shows, in the format of the file', async () => {
    for (const ending of ['json', 'md', 'csv']) {
      const file = vscode.Uri.joinPath(openFolder(), '.vscode', `report.${ending}`);
      await vscode.commands.executeCommand('albumSync.exportReport', file);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      if (ending === 'json') assert.equal(reportText(JSON.parse(text) as SyncReport), ALL_IN_STEP);
      assert.match(text, /tiber\.jpg/);
    }
  });

  it('Open Photo and Reveal open what the report names', async () => {
    const folder = openFolder().toString();
    await vscode.commands.executeCommand('albumSync.openPhoto', { folder, path: 'Norway/fjord.jpg' });
    await until('the photo', () => tabLabels().includes('fjord.jpg'));
  });

  it('Open Photo opens all selected ones, each in a tab that stays', async () => {
    const folder = { key: openFolder().toString(), name: 'My Photos', path: openFolder().fsPath };
    const lines = ['forum.jpg', 'tiber.jpg'].map((name) => ({
      about: { kind: 'item', folder, item: { album: 'Rome (Italy)', name, path: `Italy/Rome/${name}` } },
    }));
    await vscode.commands.executeCommand('albumSync.openPhoto', lines[0], lines);
    await until('both photos', () => tabLabels().length === 2);
    assert.deepEqual(tabLabels(), ['forum.jpg', 'tiber.jpg']);
  });

  it('Open Beside the Web Copy opens the photo and what the gallery has of it, which is no file', async () => {
    const { items } = await run('preview');
    const item = items.find(({ name }) => name === 'fjord.jpg');
    assert.ok(item?.path);
    const folder = { key: openFolder().toString(), name: 'My Photos', path: openFolder().fsPath };
    const here = vscode.Uri.joinPath(openFolder(), item.path);
    await vscode.commands.executeCommand('albumSync.openBeside', { about: { kind: 'item', folder, item } });
    await until('both editors', () => vscode.window.tabGroups.all.length === 2);
    const [photo, copy] = vscode.window.tabGroups.all.map(({ activeTab }) => activeTab);
    const { uri } = copy?.input as { uri: vscode.Uri };
    assert.deepEqual(
      [photo?.label, copy?.label, uri.scheme],
      ['fjord.jpg', 'Web copy of fjord.jpg', 'album-sync-copy'],
    );
    const [sent, kept] = [await vscode.workspace.fs.readFile(here), await vscode.workspace.fs.readFile(uri)];
    assert.ok(Buffer.from(kept).equals(sent));
    const [was, is] = [await vscode.workspace.fs.stat(here), await vscode.workspace.fs.stat(uri)];
    assert.deepEqual([is.size, is.mtime, is.permissions], [was.size, was.mtime, vscode.FilePermission.Readonly]);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, new Uint8Array()));
    await assert.rejects(async () => vscode.workspace.fs.readFile(uri.with({ query: 'made-up' })));
  });

  it('Open Photo opens nothing outside the folder', async () => {
    const folder = openFolder().toString();
    await vscode.commands.executeCommand('albumSync.openPhoto', { folder, path: '../all photos.code-workspace' });
    assert.deepEqual(tabLabels(), []);
  });

  it('Open Setting opens the Settings editor', async () => {
    await vscode.commands.executeCommand('albumSync.openSetting', { setting: 'albumSync.mode' });
    await until('the Settings editor', () => tabLabels().some((label) => label.startsWith('Settings')));
  });

  it('Refresh compares again', async () => {
    const report = await vscode.commands.executeCommand('albumSync.refresh');
    assert.equal((report as SyncReport).totals.outcomes.silent, 3);
  });
});

describe('Undo Last Sync', () => {
  it('takes back what the last sync sent, and the tree looks again', async () => {
    const photo = vscode.Uri.joinPath(openFolder(), 'Norway', 'new.jpg');
    const sent = vscode.Uri.joinPath(openFolder(), 'album-gallery', 'albums', 'norway', 'new.jpg');
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(openFolder(), 'Norway', 'fjord.jpg'), photo);
    await run('sync');
    assert.equal((await vscode.workspace.fs.stat(sent)).type, vscode.FileType.File);
    assert.equal(reportText(await run('undoLastRun')), 'Norway/new.jpg  LOCAL_ONLY UPLOAD_LOCAL done');
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(sent)));
    await vscode.workspace.fs.delete(photo);
    await until('nothing to undo', async () => reportText(await run('undoLastRun')) === 'E_NOTHING_TO_UNDO');
  });
});

describe('Settings', () => {
  after(() => setMode(undefined));

  it('that cannot be used are named, and nothing runs', async () => {
    await setMode('sideways');
    const report = await run('sync');
    assert.equal(reportText(report), 'E_SETTINGS albumSync.mode');
    assert.match(report.problems[0]?.message ?? '', /sideways/);
  });

  it('take effect with the next run', async () => {
    await setMode('report');
    assert.equal((await run('preview')).mode, 'report');
  });

  it('that are objects reach the engine', async () => {
    const configuration = vscode.workspace.getConfiguration('albumSync', openFolder());
    await configuration.update('albums', { Norway: 'Fjords' }, vscode.ConfigurationTarget.WorkspaceFolder);
    const albums = (await run('preview')).albums.map(({ name }) => name);
    await configuration.update('albums', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    assert.ok(albums.includes('Fjords'), albums.join(', '));
  });
});

/** A line of the tree, as the menus of the editor hand it to a command. */
function albumLine(name: string) {
  const uri = openFolder();
  return {
    about: { kind: 'album', folder: { key: uri.toString(), name: 'My Photos', path: uri.fsPath }, album: { name } },
  };
}

async function setMode(mode: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('albumSync', openFolder());
  await configuration.update('mode', mode, vscode.ConfigurationTarget.WorkspaceFolder);
}

function tabLabels(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label));
}
