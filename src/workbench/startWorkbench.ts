import { homedir } from 'node:os';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SecretStore } from '../accounts/secretStore.ts';
import { problem } from '../engine/errors.ts';
import { isAlive } from '../ledger/runLock.ts';
import { stateDirectory } from '../ledger/stateDirectory.ts';
import { surroundings, THIS_COMPUTER } from '../run/surroundings.ts';
import { sentItems } from '../run/sentItems.ts';
import type { WorkerRunner } from '../run/workerRunner.ts';
import { accounts } from './accounts/accounts.ts';
import { afterActivation } from './afterActivation.ts';
import { applyReport, retryReport, type ApplyPorts } from './commands/applyReport.ts';
import { commandTable, registerCommands } from './commands/commandTable.ts';
import { runQuietly } from './commands/runCommands.ts';
import { viewProgress } from './commands/runProgress.ts';
import { webCopies } from './copies/webCopies.ts';
import { fileDecorations } from './decorations/fileDecorations.ts';
import { galleryServer } from './gallery/galleryServer.ts';
import { COMMANDS, CONTEXT, SETTINGS } from './ids.ts';
import { KeptReports } from './kept/keptReports.ts';
import { mapTrusted } from './mapping/folderMapping.ts';
import { mappingDocument } from './mapping/mappingDocument.ts';
import { translated } from './problems/problemText.ts';
import { translatedRuns } from './problems/translatedRuns.ts';
import { reportPanel, type PageRequest, type ReportPanel } from './report/reportPanel.ts';
import type { FolderState } from './runs/folderState.ts';
import { loggedRuns } from './runs/loggedRuns.ts';
import { WindowRuns } from './runs/windowRuns.ts';
import { folderSettings, settingNames } from './settings.ts';
import { folderCompletions } from './setup/folderCompletions.ts';
import { settingsProblems } from './setup/settingsProblems.ts';
import { statusBar } from './statusBar.ts';
import { albumTree } from './tree/albumTree.ts';
import { nameList } from './nameList.ts';
import { isSignedOut, viewState } from './viewState.ts';
import { askPerson } from './watch/askPerson.ts';
import { watching } from './watch/watching.ts';
import { words as wordsOfTheEditor } from './words.ts';
import { openFolders } from './workspaceFolders.ts';

/** What the composition root hands over. */
export interface WorkbenchPorts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly worker: Pick<WorkerRunner, 'run' | 'mapFolders' | 'look' | 'lookAtChanges' | 'readCopy'>;
  /** Where sign-ins are kept. */
  readonly secrets: SecretStore;
}

/** Time for a person to finish with the settings before the tree follows them. */
const SETTINGS_REST_MS = 400;

/** All that the extension shows. */
export interface Workbench extends vscode.Disposable {
  /** Ends the run that is on; resolves when what it did is kept for the next window. */
  close(): Promise<void>;
}

/** Puts the tree, the panel, the status bar and the commands together. Reads no disk and no network. */
export function startWorkbench({ context, log, worker, secrets }: WorkbenchPorts): Workbench {
  const names = settingNames(context.extension.packageJSON);
  const words = wordsOfTheEditor();
  const ledgers = (): string => stateDirectory(process.env, process.platform, homedir());
  const mapFolders = mapTrusted((folder, { signal, albums, templates }) => {
    const settings = {
      ...folderSettings(names, folder),
      ...(albums === undefined ? {} : { albums }),
      ...(templates === undefined ? {} : { 'naming.templates': templates }),
    };
    return worker.mapFolders({ folder: folder.path, settings, stateDirectory: ledgers() }, signal);
  });
  const mapping = mappingDocument(mapFolders);
  const runs = new WindowRuns({
    runner: translatedRuns(loggedRuns(worker.run, log)),
    settings: (folder) => folderSettings(names, folder),
    stateDirectory: ledgers,
  });
  const folders = (): readonly FolderState[] => openFolders().map((folder) => runs.folder(folder));
  const kept = new KeptReports({
    runs,
    directory: context.storageUri?.fsPath,
    settings: (folder) => folderSettings(names, folder),
    interrupted: () => translated(problem('E_INTERRUPTED')),
    ...{ now: Date.now, wait, thisProcess: process.pid, isAlive },
    say: (line) => log.warn(line),
  });
  const recall = async (): Promise<void> => {
    if (vscode.workspace.isTrusted) await kept.recall(openFolders());
  };
  /** Shows what is known of every folder, by a quiet preview where nothing is. */
  const fill = async (): Promise<void> => {
    await recall();
    const unknown = folders().filter((state) => state.last === undefined || (state.isPart && !state.isRestored));
    if (unknown.length > 0)
      await runQuietly(
        { runs },
        unknown.map(({ folder }) => folder),
      );
  };
  const list = nameList();
  const onMessage = (message: PageRequest): void => void obey(message, { runs, words, panel, list, folders });
  const panel = reportPanel({
    extension: context.extensionUri,
    runs,
    words,
    folders,
    look: worker.look,
    onMessage,
    recall,
  });
  const server = galleryServer();
  const tree = albumTree({ runs, words, folders, mapFolders, look: worker.look });
  const people = accounts({
    storage: context.secrets,
    secrets,
    runs,
    log,
    sentItems: (service) => sentItems(ledgers(), service),
    onSignedIn: () => {
      if (folders().some(isSignedOut)) void runQuietly({ runs });
    },
  });
  const copies = webCopies((folder, copy, watch) =>
    worker.readCopy(
      { folder: folder.path, settings: folderSettings(names, folder), stateDirectory: ledgers(), ...copy },
      watch,
    ),
  );
  const asking = askPerson(runs);
  const watch = watching({
    ...{ runs, panel, log, fill },
    look: (folder, request, signal) =>
      worker.lookAtChanges(
        { folder: folder.path, settings: folderSettings(names, folder), stateDirectory: ledgers(), ...request },
        signal,
      ),
    surroundings: surroundings({ platform: process.platform, ...THIS_COMPUTER }),
    ask: asking.ask,
  });
  const table = commandTable({
    ...{ runs, words, panel, list, folders, server, log, mapping, mapFolders, copies, watch, recall },
    accounts: people,
  });
  const parts = vscode.Disposable.from(
    registerCommands(table, log),
    watch,
    asking,
    people,
    panel,
    mapping,
    list,
    copies,
    tree,
    fileDecorations({ runs, folders }),
    statusBar(runs, words, folders),
    viewProgress(runs),
    contextKeys(runs, folders),
    settingsProblems(names),
    folderCompletions(),
    keepFresh({ runs, view: tree.view, panel, folders, names, fill }),
    { dispose: () => server.close() },
    { dispose: () => void kept.close() },
  );
  return { dispose: () => void parts.dispose(), close: () => kept.close() };
}

/** Carries out what a button of the report page asks for. */
async function obey(message: PageRequest, ports: ApplyPorts): Promise<void> {
  switch (message.type) {
    case 'preview':
    case 'cancel':
      await vscode.commands.executeCommand(COMMANDS[message.type]);
      return;
    case 'apply':
      return applyReport(message, ports);
    case 'retry':
      return retryReport(message, ports);
    case 'openFile':
      await vscode.commands.executeCommand(COMMANDS.openPhoto, message);
      return;
    case 'openAlbum':
      await vscode.commands.executeCommand(COMMANDS.openAlbum, message);
      return;
    case 'openSetting':
      await vscode.commands.executeCommand(COMMANDS.openSetting, message);
      return;
    case 'signIn':
      await vscode.commands.executeCommand(COMMANDS.signIn, { service: message.service });
      return;
  }
}

/** Keeps the `when` clauses of package.json informed. */
function contextKeys(runs: WindowRuns, folders: () => readonly FolderState[]): vscode.Disposable {
  const tell = (): void => {
    const isRunning = runs.run.status === 'running';
    const hasReport = folders().some((folder) => folder.last !== undefined);
    void vscode.commands.executeCommand('setContext', CONTEXT.running, isRunning);
    void vscode.commands.executeCommand('setContext', CONTEXT.hasReport, hasReport);
    const hasChanges = folders().some(({ changes }) => changes.length > 0);
    void vscode.commands.executeCommand('setContext', CONTEXT.hasChanges, hasChanges);
    void vscode.commands.executeCommand('setContext', CONTEXT.view, viewState(folders(), isRunning));
  };
  let status = runs.run.status;
  tell();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      runs.keepOnly(openFolders());
      tell();
    }),
    runs.listen({
      onReport: tell,
      onChanges: tell,
      onRun: (run) => {
        if (run.status !== status) tell();
        status = run.status;
      },
    }),
  );
}

interface Seen {
  readonly runs: WindowRuns;
  readonly view: vscode.TreeView<unknown>;
  readonly panel: ReportPanel;
  /** The names of all settings. */
  readonly names: readonly string[];
  readonly folders: () => readonly FolderState[];
  readonly fill: () => Promise<void>;
}

/**
 * Fills the tree when it is first seen, or a report that a reloaded window brought back, and again when folders, trust
 * or settings change.
 */
function keepFresh({ runs, view, panel, folders, names, fill }: Seen): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fillSeen = (): void => {
    if (view.visible || panel.isVisible()) void fill();
  };
  const refresh = (): void => {
    // A run that is on still has the old settings; the tree follows when it has ended.
    if (runs.run.status === 'running') timer = setTimeout(refresh, SETTINGS_REST_MS);
    else void runQuietly({ runs });
  };
  const follow = (event: vscode.ConfigurationChangeEvent): void => {
    if (!names.some((name) => !name.startsWith('watch') && event.affectsConfiguration(`${SETTINGS}.${name}`))) return;
    if (!folders().some((folder) => folder.last !== undefined)) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, SETTINGS_REST_MS);
  };
  return vscode.Disposable.from(
    afterActivation(fillSeen),
    view.onDidChangeVisibility(fillSeen),
    panel.onDidRestore(fillSeen),
    vscode.workspace.onDidGrantWorkspaceTrust(fillSeen),
    vscode.workspace.onDidChangeWorkspaceFolders(fillSeen),
    vscode.workspace.onDidChangeConfiguration(follow),
    { dispose: () => clearTimeout(timer) },
  );
}
