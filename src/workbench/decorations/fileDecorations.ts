import * as vscode from 'vscode';
import { EVENT_ICONS } from '../../webview/icons.ts';
import { afterActivation } from '../afterActivation.ts';
import { SETTINGS } from '../ids.ts';
import type { FolderRef, FolderState } from '../runs/folderState.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';
import { fileIn, placeIn } from '../workspaceFolders.ts';
import { FileMarks, type FileMark } from './fileMarks.ts';

export interface FileDecorationPorts {
  readonly runs: WindowRuns;
  readonly folders: () => readonly FolderState[];
}

const SETTING = 'fileDecorations';

/** Marks in the Explorer what is not yet on the web, while `albumSync.fileDecorations` is on. */
export function fileDecorations(ports: FileDecorationPorts): vscode.Disposable {
  let shown: vscode.Disposable | undefined;
  const follow = (): void => {
    const isWanted = vscode.workspace.getConfiguration(SETTINGS).get(SETTING, false);
    if (isWanted === (shown !== undefined)) return;
    shown?.dispose();
    shown = isWanted ? show(ports) : undefined;
  };
  return vscode.Disposable.from(
    afterActivation(follow),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SETTINGS}.${SETTING}`)) follow();
    }),
    { dispose: () => void shown?.dispose() },
  );
}

function show({ runs, folders }: FileDecorationPorts): vscode.Disposable {
  const marks = new FileMarks();
  const changed = new vscode.EventEmitter<vscode.Uri[]>();
  const tell = (folder: FolderRef, paths: readonly string[]): void => {
    const files = paths.flatMap((path) => fileIn(folder, path) ?? []);
    if (files.length > 0) changed.fire(files);
  };
  for (const state of folders()) marks.replace(state.folder.key, state.items());
  return vscode.Disposable.from(
    changed,
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (uri) => {
        const place = placeIn(uri);
        const mark = place && marks.of(place.folder.key, place.path);
        return mark && decoration(mark);
      },
    }),
    runs.listen({
      onItems: (folder, items) => tell(folder, marks.put(folder.key, items)),
      onReport: (folder) => tell(folder, marks.replace(folder.key, runs.folder(folder).items())),
    }),
  );
}

/** The colour is that of the event in the album view; the arrow and the words say it too. */
function decoration(mark: FileMark): vscode.FileDecoration {
  const [words, icon] =
    mark === 'notOnTheWeb'
      ? [vscode.l10n.t('Not on the web yet'), EVENT_ICONS.LOCAL_ONLY]
      : [vscode.l10n.t('Older on the web'), EVENT_ICONS.REMOTE_OLDER];
  const made = new vscode.FileDecoration('↑', words, new vscode.ThemeColor(icon.color));
  made.propagate = true;
  return made;
}
