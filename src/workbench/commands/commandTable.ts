import * as vscode from 'vscode';
import { reportForPrograms } from '../../engine/forPrograms.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { openAlbumAddress, openGallery } from '../gallery/openGallery.ts';
import type { GalleryServer } from '../gallery/galleryServer.ts';
import { COMMANDS, START_WALKTHROUGH } from '../ids.ts';
import { openBeside } from '../copies/openBeside.ts';
import type { WebCopies } from '../copies/webCopies.ts';
import type { FolderState } from '../runs/folderState.ts';
import type { MapFolders } from '../mapping/folderMapping.ts';
import { chosenFolders } from '../mapping/chosenFolders.ts';
import { mapFolder } from '../mapping/mapFolder.ts';
import type { MappingDocument } from '../mapping/mappingDocument.ts';
import { openSetting } from '../settings.ts';
import { editNaming } from '../setup/editNaming.ts';
import { selectFolders } from '../setup/selectFolders.ts';
import { openFolders } from '../workspaceFolders.ts';
import { undoLastRun } from '../undo/undoLastRun.ts';
import type { Watching } from '../watch/watching.ts';
import { exportReport } from './exportReport.ts';
import { runFolders } from './folderCommands.ts';
import { openEach, openPhoto, revealAlbum, revealEach, revealPhoto } from './openFiles.ts';
import { runTask, type RunCommandPorts, type RunTarget, type RunTask } from './runCommands.ts';
import { runOptions } from './runOptions.ts';
import { selectMode } from './selectMode.ts';
import { selectService } from './selectService.ts';
import { subjectsOf, type Subject } from './subject.ts';

/** What the commands work with. */
export interface CommandPorts extends RunCommandPorts {
  readonly folders: () => readonly FolderState[];
  readonly server: GalleryServer;
  readonly mapping: MappingDocument;
  readonly mapFolders: MapFolders;
  readonly copies: WebCopies;
  readonly log: vscode.LogOutputChannel;
  readonly accounts: Accounts;
  readonly watch: Pick<Watching, 'pause' | 'resume'>;
  /** Brings back what an earlier window left, where this one knows nothing yet. */
  readonly recall: () => Promise<void>;
}

/** Menus call a command with the line it was opened on, and with all selected lines where that one is among them. */
type Command = (argument: unknown, selected: unknown) => unknown;

type CommandTable = Readonly<Record<keyof typeof COMMANDS, Command>>;

/** Every command of the extension and what it does. */
export function commandTable(ports: CommandPorts): CommandTable {
  const { runs, words, panel, folders, server, log, mapping, mapFolders, copies, accounts, watch, recall } = ports;
  const about =
    (work: (subjects: readonly Subject[]) => unknown): Command =>
    (argument, selected) => {
      const subjects = subjectsOf(argument, selected);
      return subjects.length === 0 ? undefined : work(subjects);
    };
  const aboutEach = (work: (subject: Subject) => Promise<void>): Command =>
    about((subjects) => openEach(subjects, work));
  const runAlbums = (kind: RunTask['kind']): Command => about((subjects) => runTask(albumTask(kind, subjects), ports));
  const runChosen =
    (kind: 'preview' | 'sync'): Command =>
    async (argument, selected) =>
      runFolders(kind, await chosenFolders(argument, selected), ports);
  const openAlbum = (subject: Subject): Promise<void> => openAlbumOf(subject, ports);
  return {
    getStarted: () => vscode.commands.executeCommand('workbench.action.openWalkthrough', START_WALKTHROUGH, false),
    preview: (argument) => runTask({ kind: 'preview', ...runOptions(argument) }, ports),
    sync: (argument) => runTask({ kind: 'sync', ...runOptions(argument) }, ports),
    previewAlbum: runAlbums('preview'),
    syncAlbum: runAlbums('sync'),
    previewFolder: runChosen('preview'),
    syncFolder: runChosen('sync'),
    previewChanges: () => runTask(changesTask('preview', folders()), ports),
    syncChanges: () => runTask(changesTask('sync', folders()), ports),
    pauseWatching: () => watch.pause(),
    resumeWatching: () => watch.resume(),
    cancel: () => runs.cancel(),
    refresh: () => runTask({ kind: 'preview', interactive: false, confirmed: [], all: false }, ports),
    showReport: async () => {
      await recall();
      panel.show();
    },
    exportReport: async (argument) => {
      await recall();
      return exportReport(folders(), words, argument instanceof vscode.Uri ? argument : undefined);
    },
    selectMode: () => selectMode(words),
    selectService: () => selectService(),
    selectFolders: () => selectFolders(),
    editNaming: () => editNaming(mapFolders),
    openAlbum: aboutEach(openAlbum),
    openGallery: () => openGallery(server),
    openPhoto: about((subjects) =>
      openEach(subjects, (subject) => openPhoto(subject, { openAlbum, keep: subjects.length > 1 })),
    ),
    // Of several lines the one that the menu was opened on: two photos side by side are what can be compared.
    openBeside: (argument) =>
      about(([subject]) => subject && openBeside(subject, { runs, copies, openAlbum }))(argument, undefined),
    revealPhoto: about((subjects) => revealEach(subjects, revealPhoto)),
    revealAlbum: about((subjects) => revealEach(subjects, (subject) => revealAlbum(subject, runs))),
    showMapping: () => mapping.show(),
    mapFolder: (argument, selected) => mapFolder(argument, selected, mapFolders),
    openSetting: (argument) => openFaultySetting(argument, folders()),
    undoLastRun: async (argument) => reportForPrograms(await undoLastRun(runOptions(argument), ports)),
    signIn: (argument) => accounts.signIn(argument),
    signOut: (argument) => accounts.signOut(argument),
    showLog: () => log.show(),
  };
}

/** Registers the table; a command that fails says so itself, since the editor would only name it. */
export function registerCommands(table: CommandTable, log: vscode.LogOutputChannel): vscode.Disposable {
  const names = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], async (argument: unknown, selected: unknown) => {
        try {
          return await table[name](argument, selected);
        } catch (error) {
          log.error(error instanceof Error ? error : String(error));
          const showLog = vscode.l10n.t('Show Log');
          const message = vscode.l10n.t('Album Sync could not do this: {0}', String(error));
          void vscode.window.showErrorMessage(message, showLog).then((chosen) => {
            if (chosen === showLog) log.show();
          });
          return undefined;
        }
      }),
    ),
  );
}

/** One run over all albums that are meant, one workspace folder after the other. */
function albumTask(kind: RunTask['kind'], subjects: readonly Subject[]): RunTask {
  const byFolder = [...Map.groupBy(subjects, ({ folder }) => folder.key).values()];
  const targets = byFolder.flatMap((meant): RunTarget | [] => {
    const [first] = meant;
    const albums = new Set(meant.flatMap(({ album }) => album ?? []));
    return first === undefined ? [] : { folder: first.folder, albums: albums.size === 0 ? undefined : [...albums] };
  });
  return { kind, targets, interactive: true, confirmed: [], all: false };
}

/** A run over the albums in which something changed; over everything where nothing did. */
function changesTask(kind: RunTask['kind'], folders: readonly FolderState[]): RunTask {
  const changed = folders.filter(({ changes }) => changes.length > 0);
  const targets = changed.map(({ folder, changes }): RunTarget => {
    return { folder, albums: [...new Set(changes.map(({ album }) => album))] };
  });
  return { kind, targets: targets.length === 0 ? undefined : targets, interactive: true, confirmed: [], all: false };
}

async function openAlbumOf({ folder, album }: Subject, { runs, server }: CommandPorts): Promise<void> {
  const url = runs.folder(folder).albums.get(album ?? '')?.about?.url;
  if (url !== undefined && (await openAlbumAddress(url, folder, server))) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('This album is not on the web yet. A sync makes it.'));
}

/** Opens the setting that is named, or the one that the last run complained about. */
async function openFaultySetting(argument: unknown, folders: readonly FolderState[]): Promise<void> {
  const { setting, folder } = (argument ?? {}) as { readonly setting?: unknown; readonly folder?: unknown };
  const faulty = folders.find((state) => state.problems.some((problem) => problem.setting !== undefined));
  const named = typeof setting === 'string' ? setting : undefined;
  const wanted = named ?? faulty?.problems.find((problem) => problem.setting !== undefined)?.setting;
  const place = openFolders().find((open) => open.key === folder) ?? faulty?.folder;
  if (wanted !== undefined) await openSetting(wanted, place);
}
