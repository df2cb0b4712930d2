import * as vscode from 'vscode';
import { problem } from '../../engine/errors.ts';
import type { Watch } from '../../engine/ports/progress.ts';
import type { Copy } from '../../run/readCopy.ts';
import { COPY_SCHEME } from '../ids.ts';
import { problemText } from '../problems/problemText.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { findFolder } from '../workspaceFolders.ts';
import { copyKey, copyOfKey, KeptCopies, type CopyRef } from './keptCopies.ts';

/** Reads in the worker what a web album has of an item. */
export type ReadCopy = (folder: FolderRef, copy: Omit<CopyRef, 'folder'>, watch: Watch) => Promise<Copy>;

/** What web albums have of photos, as read-only files in memory that the editor's own previews show. */
export interface WebCopies extends vscode.Disposable {
  /** What the web album has now, also when an older copy is shown. */
  fetch(copy: CopyRef, watch: Watch): Promise<Copy>;
  /** Where the editor finds a photo that was fetched. */
  addressOf(copy: CopyRef, photo: Copy & { readonly kind: 'photo' }): vscode.Uri;
}

export function webCopies(readCopy: ReadCopy): WebCopies {
  const kept = new KeptCopies(async ({ folder, ...copy }, watch) => {
    if (!vscode.workspace.isTrusted) return { kind: 'failed', problem: problem('E_UNTRUSTED') };
    const found = findFolder(folder);
    return found === undefined ? { kind: 'failed', problem: problem('E_NO_FOLDER') } : readCopy(found, copy, watch);
  });
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const parts = vscode.Disposable.from(
    changed,
    vscode.workspace.registerFileSystemProvider(COPY_SCHEME, provider(kept, changed.event), {
      isCaseSensitive: true,
      isReadonly: true,
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => forget(closed, kept)),
  );
  return {
    fetch: (copy, watch) => {
      kept.drop(copy);
      const shown = shownCopies().filter(({ query }) => query === copyKey(copy));
      return kept.get(copy, watch).finally(() => {
        changed.fire(shown.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
      });
    },
    addressOf: (copy, photo) =>
      vscode.Uri.from({ scheme: COPY_SCHEME, path: `/${photo.service}/${titleOf(photo)}`, query: copyKey(copy) }),
    dispose: () => void parts.dispose(),
  };
}

/** The name of the tab. It ends like the photo, by which the editor chooses what shows it. */
function titleOf({ fileName, likeness }: Copy & { readonly kind: 'photo' }): string {
  switch (likeness) {
    case 'original':
      return vscode.l10n.t('Web copy of {0}', fileName);
    case 'smaller':
      return vscode.l10n.t('Smaller web copy of {0}', fileName);
    case 'changed':
      return vscode.l10n.t('Web copy (not the original) of {0}', fileName);
  }
}

/** Photos that no tab shows any more are not kept in memory. */
function forget(closed: readonly vscode.Tab[], kept: KeptCopies): void {
  const shown = new Set(shownCopies().map(({ query }) => query));
  for (const uri of closed.flatMap(copyIn)) {
    const copy = shown.has(uri.query) ? undefined : copyOfKey(uri.query);
    if (copy !== undefined) kept.drop(copy);
  }
}

function shownCopies(): readonly vscode.Uri[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(copyIn));
}

function copyIn({ input }: vscode.Tab): readonly vscode.Uri[] {
  const { uri } = (input ?? {}) as { readonly uri?: vscode.Uri };
  return uri?.scheme === COPY_SCHEME ? [uri] : [];
}

function provider(kept: KeptCopies, changed: vscode.Event<vscode.FileChangeEvent[]>): vscode.FileSystemProvider {
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    onDidChangeFile: changed,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => {
      const { bytes, modifiedMs } = await photoAt(uri, kept);
      const mtime = Math.round(modifiedMs);
      const permissions = vscode.FilePermission.Readonly;
      return { type: vscode.FileType.File, ctime: mtime, mtime, size: bytes.length, permissions };
    },
    readFile: async (uri) => (await photoAt(uri, kept)).bytes,
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}

/** A tab that a reloaded window brought back is read again. */
async function photoAt(uri: vscode.Uri, kept: KeptCopies): Promise<Copy & { readonly kind: 'photo' }> {
  const copy = copyOfKey(uri.query);
  if (copy === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  const { signal } = new AbortController();
  const read = await kept.get(copy, { signal, onEvent: () => undefined });
  if (read.kind === 'photo') return read;
  throw read.kind === 'failed'
    ? vscode.FileSystemError.Unavailable(problemText(read.problem))
    : vscode.FileSystemError.FileNotFound(uri);
}
