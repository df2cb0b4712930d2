import * as vscode from 'vscode';
import type { FolderMapping } from '../../run/folderMapping.ts';
import { normalFolder } from '../../settings/folders.ts';
import { chooseTrustedFolder } from '../chooseWorkspaceFolder.ts';
import type { MapFolders } from '../mapping/folderMapping.ts';
import { configurationOf, setAt, textsOf } from '../settings.ts';
import { namingRows } from './namingRows.ts';
import { typeTemplate } from './templatePicker.ts';

const SETTING = 'naming.templates';

/** Lets the person type a naming template while the albums it would make are shown, and writes it where it was set. */
export async function editNaming(mapFolders: MapFolders): Promise<void> {
  const workspace = await chooseTrustedFolder(
    vscode.l10n.t('Album names belong to a folder. Open the folder that holds your photo folders.'),
  );
  if (workspace === undefined) return;
  const configuration = configurationOf(workspace);
  const templates = textsOf(configuration, SETTING);
  const roots = textsOf(configuration, 'folders').map(normalFolder);
  const map = (as: readonly string[], signal: AbortSignal): Promise<FolderMapping> =>
    mapFolders(workspace, { signal, templates: as });
  const chosen = await chooseTemplate(templates, roots, (signal) => map(templates, signal));
  if (chosen === undefined) return;
  const next =
    chosen.kind === 'remove'
      ? templates.slice(0, -1)
      : await typeTemplate({ templates: withTemplate(templates, chosen.index), index: chosen.index, roots, map });
  if (next === undefined || next.join('\n') === templates.join('\n')) return;
  await configuration.update(
    SETTING,
    next,
    setAt(configuration, SETTING) ?? vscode.ConfigurationTarget.WorkspaceFolder,
  );
}

/** A new template begins as what has served its folders until now. */
function withTemplate(templates: readonly string[], index: number): readonly string[] {
  return index < templates.length ? templates : [...templates, templates.at(-1) ?? '{0}'];
}

type Chosen = { readonly kind: 'edit'; readonly index: number } | { readonly kind: 'remove' };

type TemplateItem = vscode.QuickPickItem & { readonly index: number };

/** Shows the templates, each with a folder that it names; undefined when the person turned away. */
function chooseTemplate(
  templates: readonly string[],
  roots: readonly string[],
  map: (signal: AbortSignal) => Promise<FolderMapping>,
): Promise<Chosen | undefined> {
  const picker = vscode.window.createQuickPick<TemplateItem>();
  const search = new AbortController();
  picker.title = vscode.l10n.t('Album Sync: How Are Albums Named?');
  picker.placeholder = vscode.l10n.t('Choose the template to change');
  picker.matchOnDescription = true;
  picker.busy = true;
  picker.items = itemsOf(templates, roots, { folders: [], problems: [] });
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      resolve(item && { kind: 'edit', index: item.index });
      picker.hide();
    });
    picker.onDidTriggerItemButton(() => {
      resolve({ kind: 'remove' });
      picker.hide();
    });
    picker.onDidHide(() => {
      search.abort();
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
    void map(search.signal).then((mapping) => {
      if (search.signal.aborted) return;
      picker.busy = false;
      picker.items = itemsOf(templates, roots, mapping);
    });
  });
}

function itemsOf(templates: readonly string[], roots: readonly string[], mapping: FolderMapping): TemplateItem[] {
  const count = templates.length;
  const items = templates.map((template, index): TemplateItem => {
    const [example] = namingRows(mapping, roots, { index, count }).folders;
    const isRemovable = count > 1 && index === count - 1;
    const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Remove This Template') };
    return {
      index,
      label: `$(edit) ${template}`,
      description: index === count - 1 ? levelAndBelow(index) : level(index),
      ...(example ? { detail: `$(blank) ${example.folder} → ${example.album}` } : {}),
      ...(isRemovable ? { buttons: [remove] } : {}),
    };
  });
  const { depth } = namingRows(mapping, roots, { index: 0, count });
  if (depth <= count) return items;
  const add = `$(add) ${vscode.l10n.t('Another Template for Deeper Folders…')}`;
  return [...items, { index: count, label: add, description: levelAndBelow(count) }];
}

function level(index: number): string {
  return index === 0
    ? vscode.l10n.t('folders directly in a photo folder')
    : vscode.l10n.t('folders {0} levels below a photo folder', index + 1);
}

function levelAndBelow(index: number): string {
  return index === 0
    ? vscode.l10n.t('all folders below a photo folder')
    : vscode.l10n.t('folders {0} levels below a photo folder, and deeper ones', index + 1);
}
