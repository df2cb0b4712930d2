import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SyncReport } from '../../src/engine/report.ts';

/** Runs one of the commands that resolve to a report, as a program would. */
export async function run(command: 'preview' | 'sync' | 'undoLastRun', options: object = {}): Promise<SyncReport> {
  const report: unknown = await vscode.commands.executeCommand(`albumSync.${command}`, {
    interactive: false,
    all: true,
    ...options,
  });
  assert.ok(report, `${command} gave no report`);
  return report as SyncReport;
}

/** A report as text: one line an item in the order of names, then one line a problem. */
export function reportText({ items, problems }: SyncReport): string {
  const lines = items.map(
    ({ album, name, event, action, outcome, error }) =>
      `${album}/${name}  ${event} ${action} ${outcome}${error === undefined ? '' : ` ${error.code}`}`,
  );
  return [...lines.sort(), ...problems.map(({ code, setting }) => [code, setting].filter(Boolean).join(' '))].join(
    '\n',
  );
}

/** The files below the one open folder, without what the editor keeps there, as sorted paths with `/`. */
export async function filesOf(folder: vscode.Uri): Promise<readonly string[]> {
  const below = async (uri: vscode.Uri, path: string): Promise<readonly string[]> => {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    const found = entries.map(async ([name, type]) =>
      type === vscode.FileType.Directory ? below(vscode.Uri.joinPath(uri, name), `${path}${name}/`) : [path + name],
    );
    return (await Promise.all(found)).flat();
  };
  return (await below(folder, '')).filter((path) => !path.startsWith('.vscode/')).sort();
}

/** The folder that a lane's window shows. */
export function openFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri;
}

/** Waits until something is so; the editor tells of most things only by and by. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, `This never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
