import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFolder, until } from '../reportText.ts';

const FAULTY = `{
  "albumSync.serivce": "gallery",
  "albumSync.mode": "sideways",
  "albumSync.folders": ["Italy", "Nowhere"],
  "albumSync.naming.templates": ["{0", "{1} ({0})"],
  "albumSync.deleteDuplicates": true
}
`;

describe('A settings file that is open', () => {
  const uri = (): vscode.Uri => vscode.Uri.joinPath(openFolder(), '.vscode', 'settings.json');

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uri());
  });

  it('has its problems at their keys', async () => {
    await write(uri(), FAULTY);
    await until('all problems', () => problems(uri()).length >= 5);
    assert.deepEqual(problems(uri()), [
      'albumSync.serivce: Album Sync has no such setting. Did you mean albumSync.service?',
      // This one is the editor's own: it has the schema.
      '"sideways": Value is not accepted. Valid values: "upload", "download", "report", "repairUpload", "sync", "syncUpload", "twoWay".',
      'Nowhere: This photo folder is not there.',
      '{0: "{0" has a brace that is not part of {0}, {1}, …',
      'albumSync.deleteDuplicates: This deletes on the web, and albumSync.allowDelete does not permit that.',
    ]);
  });

  it('offers to mend a slip of the pen', async () => {
    const document = await vscode.workspace.openTextDocument(uri());
    const place = document.positionAt(document.getText().indexOf('serivce'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri(),
      new vscode.Range(place, place),
    );
    const mend = actions.find(({ title }) => title === 'Change to albumSync.service');
    assert.ok(mend?.edit);
    await vscode.workspace.applyEdit(mend.edit);
    await until('the problem to go', () => !problems(uri()).some((line) => line.startsWith('albumSync.se')));
  });

  it('has none once they are mended', async () => {
    await write(uri(), '{ "albumSync.folders": ["Italy"], "albumSync.mode": "sync" }\n');
    await until('no problem', () => problems(uri()).length === 0);
  });

  const places: readonly (readonly [where: string, text: string, offers: readonly string[]])[] = [
    ['a photo folder', '{ "albumSync.folders": ["|"] }', ['"."', '"Italy"', '"Italy/Rome"', '"Norway"']],
    ['the key of an album', '{ "albumSync.albums": { "|" } }', ['"."', '"Italy"', '"Italy/Rome"', '"Norway"']],
    ['the name of an album', '{ "albumSync.albums": { "Italy": "|" } }', []],
    ['another setting', '{ "albumSync.exclude": ["|"] }', []],
  ];
  for (const [where, text, offers] of places) {
    it(`completes folders with photos, or not: ${where}`, async () => {
      await write(uri(), text.replace('|', ''));
      const document = await vscode.workspace.openTextDocument(uri());
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri(),
        document.positionAt(text.indexOf('|')),
      );
      const folders = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Folder);
      assert.deepEqual(folders.map(({ label }) => label).sort(), offers);
    });
  }
});

/** Types a text into the file, as a person does, and saves it. */
async function write(uri: vscode.Uri, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(change);
  await document.save();
}

/** What is marked and what is said of it, in the order of the text. */
function problems(uri: vscode.Uri): readonly string[] {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ range, message }) => `${document?.getText(range) ?? ''}: ${message}`);
}
