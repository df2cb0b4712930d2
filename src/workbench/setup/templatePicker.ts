import * as vscode from 'vscode';
import type { Problem } from '../../engine/model.ts';
import type { FolderMapping, MappedFolder } from '../../run/folderMapping.ts';
import { SETTINGS } from '../ids.ts';
import { phraseText } from '../problems/problemText.ts';
import { namingRows } from './namingRows.ts';

/** A template to type, among the others. */
export interface TemplateQuestion {
  readonly templates: readonly string[];
  readonly index: number;
  /** The photo folders, relative to the workspace folder. */
  readonly roots: readonly string[];
  /** Which folder would become which album with other templates. */
  readonly map: (templates: readonly string[], signal: AbortSignal) => Promise<FolderMapping>;
}

/** Time for a person to type the next letter. */
const REST_MS = 120;
/** More rows than these nobody reads while typing. */
const SHOWN = 100;
/** One template may fail for every folder, and for all of them alike. */
const SHOWN_FAULTS = 3;

type Row = vscode.QuickPickItem & { readonly inserts?: string };

/** A box for the template with the albums that it would make below; resolves to all templates, or to undefined. */
export function typeTemplate({
  templates,
  index,
  roots,
  map,
}: TemplateQuestion): Promise<readonly string[] | undefined> {
  const picker = vscode.window.createQuickPick<Row>();
  let mapping: FolderMapping | undefined;
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAccepted = false;
  const typed = (): readonly string[] => templates.with(index, picker.value);

  return new Promise((resolve) => {
    const finish = (): void => {
      const isUsable = picker.value !== '' && mapping !== undefined && faultsOf(mapping).length === 0;
      isAccepted &&= mapping === undefined;
      if (!isUsable) return;
      resolve(typed());
      picker.hide();
    };
    const look = async (): Promise<void> => {
      const { signal } = (running = new AbortController());
      const found = await map(typed(), signal);
      if (signal.aborted) return;
      mapping = found;
      picker.busy = false;
      picker.items = rowsOf(picker.value, found, { index, count: templates.length, roots });
      if (isAccepted) finish();
    };
    const follow = (): void => {
      running.abort();
      clearTimeout(timer);
      mapping = undefined;
      isAccepted = false;
      picker.busy = true;
      timer = setTimeout(() => void look(), REST_MS);
    };
    picker.title = vscode.l10n.t('Album Sync: Template for Album Names');
    picker.placeholder = vscode.l10n.t(
      'For example {1} ({0}), where {0} is the leftmost part of the path',
      '{0}',
      '{1}',
    );
    picker.value = templates[index] ?? '';
    picker.ignoreFocusOut = true;
    picker.onDidChangeValue(follow);
    picker.onDidAccept(() => {
      const inserts = picker.activeItems[0]?.inserts;
      if (inserts === undefined) {
        isAccepted = true;
        if (mapping !== undefined) finish();
        return;
      }
      picker.value += inserts;
      follow();
    });
    picker.onDidHide(() => {
      running.abort();
      clearTimeout(timer);
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
    follow();
  });
}

interface Shown {
  readonly index: number;
  readonly count: number;
  readonly roots: readonly string[];
}

function rowsOf(template: string, mapping: FolderMapping, { index, count, roots }: Shown): readonly Row[] {
  const { folders, parts } = namingRows(mapping, roots, { index, count });
  const faults =
    template === ''
      ? [vscode.l10n.t('A template cannot be empty.')]
      : faultsOf(mapping).slice(0, SHOWN_FAULTS).map(aboutOf);
  const more = folders.length - SHOWN;
  return [
    ...(faults.length === 0
      ? [row({ label: `$(check) ${vscode.l10n.t('Use This Template')}`, description: template })]
      : faults.map((fault) => row({ label: `$(error) ${fault}` }))),
    separator(vscode.l10n.t('Albums')),
    ...folders.slice(0, SHOWN).map(albumRow),
    ...(more > 0 ? [row({ label: vscode.l10n.t('{0} more', more) })] : []),
    ...(parts.length > 0 ? [separator(vscode.l10n.t('Parts of the path'))] : []),
    ...parts.map((part, place) =>
      row({
        label: `$(add) {${place}}`,
        description: vscode.l10n.t('for example {0}', part),
        inserts: `{${place}}`,
      }),
    ),
  ];
}

function albumRow({ folder, album, files, collisions }: MappedFolder): Row {
  const photos = files === 1 ? vscode.l10n.t('1 photo') : vscode.l10n.t('{0} photos', files);
  const isTaken = collisions.length > 0;
  const taken = vscode.l10n.t('{0} with a name that the album already has', collisions.length);
  return row({
    label: `${isTaken ? '$(warning) ' : '$(file-media) '}${album}`,
    description: `← ${folder} · ${isTaken ? taken : photos}`,
  });
}

/** What is typed is a template and no filter, so every row stays. */
function row(item: Row): Row {
  return { ...item, alwaysShow: true };
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Problems that the template has, or that keep it from being tried. */
function faultsOf({ problems }: FolderMapping): readonly Problem[] {
  return problems.filter(({ setting }) => setting !== undefined);
}

/** What happened, without the advice: the person is doing it. */
function aboutOf({ message, about, setting = '' }: Problem): string {
  if (about === undefined) return message;
  return setting === `${SETTINGS}.naming.templates` ? phraseText(about) : `${setting}: ${phraseText(about)}`;
}
