import * as vscode from 'vscode';
import type { FoundFolders } from '../../local/findPhotoFolders.ts';
import { withoutOverlap } from './tickedFolders.ts';

/** What the list of photo folders begins with. */
export interface FolderQuestion {
  /** In their order: the first one receives the albums that are only on the web. */
  readonly ticked: readonly string[];
  /** The folders to choose from, or how to find them. */
  readonly found: FoundFolders | ((signal: AbortSignal) => Promise<FoundFolders>);
}

/** What the person did: chose, or asked for the dialog with what was found and ticked by then. */
export type FolderAnswer =
  | { readonly kind: 'chosen'; readonly folders: readonly string[] }
  | { readonly kind: 'other'; readonly found: FoundFolders; readonly ticked: readonly string[] };

type FolderItem = vscode.QuickPickItem & { readonly path: string };

/** Shows the folders with boxes to tick; undefined when the person turned away, which also ends the search. */
export function pickFolders({ ticked, found }: FolderQuestion): Promise<FolderAnswer | undefined> {
  const picker = vscode.window.createQuickPick<FolderItem>();
  const other = { iconPath: new vscode.ThemeIcon('folder-opened'), tooltip: vscode.l10n.t('Other Folder…') };
  const search = new AbortController();
  let shown: FoundFolders | undefined;
  let chosen = ticked;
  let told = ticked;
  picker.title = vscode.l10n.t('Album Sync: Where Are Your Photos?');
  picker.canSelectMany = true;
  picker.ignoreFocusOut = true;
  picker.matchOnDescription = true;
  picker.busy = true;
  picker.placeholder = vscode.l10n.t('Looking for photos…');

  const tick = (paths: readonly string[]): void => {
    chosen = paths;
    picker.selectedItems = picker.items.filter(({ path }) => paths.includes(path));
  };
  const show = (folders: FoundFolders): void => {
    shown = folders;
    picker.busy = false;
    picker.buttons = [other];
    picker.placeholder = vscode.l10n.t('Albums from the web go into the first folder');
    picker.items = itemsOf(folders, ticked);
    tick(ticked);
  };
  return new Promise((resolve) => {
    picker.onDidChangeSelection((items) => {
      if (shown === undefined) return;
      const paths = items.map(({ path }) => path);
      const next = withoutOverlap({ wanted: chosen, before: told, now: paths });
      told = paths;
      if (next.length === paths.length) chosen = next;
      else tick(next);
    });
    picker.onDidTriggerButton(() => {
      if (shown !== undefined) resolve({ kind: 'other', found: shown, ticked: chosen });
      picker.hide();
    });
    picker.onDidAccept(() => {
      if (shown === undefined) return;
      if (chosen.length === 0) {
        picker.placeholder = vscode.l10n.t('Tick at least one folder');
        return;
      }
      resolve({ kind: 'chosen', folders: chosen });
      picker.hide();
    });
    picker.onDidHide(() => {
      search.abort();
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
    if (typeof found !== 'function') show(found);
    else
      void found(search.signal).then((folders) => {
        if (!search.signal.aborted) show(folders);
      });
  });
}

/** A row for each folder that was found, and for each that is ticked although nothing was found in it. */
function itemsOf({ folders, isWhole }: FoundFolders, ticked: readonly string[]): readonly FolderItem[] {
  const empty = ticked.filter((path) => !folders.some((folder) => folder.path === path));
  const rows = [...folders, ...empty.map((path) => ({ path, photos: 0 }))];
  return rows.map(({ path, photos }) => ({
    path,
    label: `$(folder) ${path === '.' ? vscode.l10n.t('The whole folder') : path}`,
    description: photosText(photos, isWhole),
  }));
}

function photosText(photos: number, isWhole: boolean): string {
  if (photos === 0) return vscode.l10n.t('no photos found');
  if (!isWhole) return vscode.l10n.t('{0} photos or more', photos);
  return photos === 1 ? vscode.l10n.t('1 photo') : vscode.l10n.t('{0} photos', photos);
}
