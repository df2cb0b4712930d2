import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { changedPlace, photoPlaces, type PhotoPlaces } from '../../run/changedPlace.ts';
import type { ChangesFound, ChangesRequest } from '../../run/lookAtChanges.ts';
import type { Surroundings } from '../../run/surroundings.ts';
import { FolderWatch } from '../../run/watch/folderWatch.ts';
import { WATCH_MODES, type BackgroundEnd, type Waiting, type WatchMode } from '../../run/watch/runByItself.ts';
import { afterActivation } from '../afterActivation.ts';
import { CONTEXT, SETTINGS } from '../ids.ts';
import type { ReportPanel } from '../report/reportPanel.ts';
import type { FolderRef, FolderState } from '../runs/folderState.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';
import { configurationOf } from '../settings.ts';
import { openFolders } from '../workspaceFolders.ts';
import { runInBackground } from './backgroundRun.ts';
import { watchedFolder } from './watchedFolder.ts';

/** What the watching of all open folders works with. */
export interface WatchingPorts {
  readonly runs: WindowRuns;
  readonly panel: Pick<ReportPanel, 'chosen'>;
  readonly look: (
    folder: FolderRef,
    request: Pick<ChangesRequest, 'paths' | 'known'>,
    signal: AbortSignal,
  ) => Promise<ChangesFound | undefined>;
  readonly surroundings: Surroundings;
  /** A person has to decide: see `BackgroundEnd`. */
  readonly ask: (folder: FolderRef, need: BackgroundEnd & { readonly kind: 'needsPerson' }) => void;
  /** Shows what is known of every folder, by a quiet preview where nothing is. */
  readonly fill: () => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

/** The watching of all open folders, until it is disposed. */
export interface Watching extends vscode.Disposable {
  /** Does nothing by itself in this window until `resume`; the tree still follows. */
  pause(): void;
  resume(): void;
}

/** The editor hands over each path of a burst alone; so many milliseconds of them are one message. */
const GATHER_MS = 100;

/**
 * Watches the folders of which a comparison was made, from before its scan on, so that nothing is missed that changes during
 * it. The editor watches its folders anyway, so this costs no watcher of the system.
 */
export function watching(ports: WatchingPorts): Watching {
  const { runs, log, fill } = ports;
  const watches = new Map<string, Watched & { readonly made: string }>();
  let isPaused = false;

  const settle = (): void => {
    const folders = openFolders();
    const keys = new Set(folders.map(({ key }) => key));
    for (const [key, watched] of watches)
      if (!keys.has(key)) {
        watched.end();
        watches.delete(key);
      }
    for (const folder of folders) settleFolder(folder);
    tellContext();
  };
  const settleFolder = (folder: FolderRef): void => {
    const state = runs.folder(folder);
    const mode = vscode.workspace.isTrusted ? watchMode(folder) : 'off';
    const isWanted = mode !== 'off' && (state.isCompared || runs.run.status === 'running');
    const made = JSON.stringify([mode, placesOf(folder)]);
    const before = watches.get(folder.key);
    if (isWanted && before?.made === made) return;
    before?.end();
    watches.delete(folder.key);
    runs.noteWaiting(folder, undefined);
    if (mode === 'off' && state.changes.length > 0) runs.note(folder, 'many', { changes: [], missingRoots: [] });
    if (!isWanted) return;
    log.info(`watch ${folder.name}: ${mode}`);
    const watched = watchFolder(folder, () => isPaused, ports);
    watches.set(folder.key, { ...watched, made });
    // Settings may change in the quiet moment in which something was heard of.
    // Nobody heard what happened between two windows.
    const open = before?.watch.pending ?? (state.isRestored ? 'many' : new Set());
    watched.watch.hear(open === 'many' ? placesOf(folder).roots : [...open]);
  };
  const tellContext = (): void => {
    const isActive = openFolders().some((folder) => /^(preview|sync)$/u.test(watchMode(folder)));
    const value = isActive ? (isPaused ? 'paused' : 'on') : 'off';
    void vscode.commands.executeCommand('setContext', CONTEXT.watching, value);
  };
  const begin = (): void => {
    settle();
    // Who wants to be kept in step by itself does not wait for somebody to look at the tree.
    const isAsked = openFolders().some((folder) => /^(preview|sync)$/u.test(watchMode(folder)));
    const isNew = openFolders().some((folder) => runs.folder(folder).last === undefined);
    if (isAsked && isNew) void fill();
  };

  let status = runs.run.status;
  const parts = vscode.Disposable.from(
    afterActivation(begin),
    runs.listen({
      onReport: settle,
      onRun: (run) => {
        const isNews = run.status !== status;
        status = run.status;
        if (isNews) settle();
      },
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(begin),
    vscode.workspace.onDidChangeWorkspaceFolders(begin),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS)) settle();
    }),
  );
  return {
    pause: () => {
      isPaused = true;
      log.info('watch: paused');
      tellContext();
    },
    resume: () => {
      isPaused = false;
      log.info('watch: resumed');
      for (const { watch } of watches.values()) watch.resume();
      tellContext();
    },
    dispose: () => {
      parts.dispose();
      for (const watched of watches.values()) watched.end();
    },
  };
}

/** What the setting says for a folder; a value that cannot be used does nothing. */
export function watchMode(folder: FolderRef): WatchMode {
  const value = configurationOf(folder).get<unknown>('watch');
  return WATCH_MODES.find((mode) => mode === value) ?? 'off';
}

interface Watched {
  readonly watch: FolderWatch;
  /** Ends the watch and the watcher that it hears from. */
  end(): void;
}

function watchFolder(folder: FolderRef, isPaused: () => boolean, ports: WatchingPorts): Watched {
  const { runs, look, ask, log } = ports;
  const watch = new FolderWatch({
    folder: watchedFolder(folder, runs),
    mode: () => watchMode(folder),
    look: (request, signal) => look(folder, request, signal),
    restraint: () => restraint(folder, isPaused, ports),
    act: async (albums) => {
      const mode = watchMode(folder);
      if (mode !== 'preview' && mode !== 'sync') return { kind: 'done' };
      const end = await runInBackground({ mode, folder, albums }, runs);
      if (end.kind === 'needsPerson') ask(folder, end);
      return end;
    },
    clock: {
      now: Date.now,
      wake: (afterMs, call) => {
        const timer = setTimeout(call, afterMs);
        return () => clearTimeout(timer);
      },
    },
    say: (line) => log.info(`watch ${folder.name}: ${line}`),
  });
  const heard = hearing(folder, placesOf(folder), (paths) => watch.hear(paths));
  const end = (): void => {
    heard.dispose();
    watch.dispose();
  };
  return { watch, end };
}

/** Hears of every file below a workspace folder, also of photo folders that go and come back. */
function hearing(folder: FolderRef, places: PhotoPlaces, tell: (paths: readonly string[]) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(vscode.Uri.parse(folder.key), '**'),
  );
  let gathered: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const paths = gathered;
    gathered = [];
    tell(paths);
  };
  const hear = ({ fsPath }: vscode.Uri): void => {
    const place = changedPlace(relative(folder.path, fsPath).split(sep).join('/') || '.', places);
    if (place === undefined) return;
    gathered.push(place);
    timer ??= setTimeout(flush, GATHER_MS);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(hear),
    watcher.onDidChange(hear),
    watcher.onDidDelete(hear),
    {
      dispose: () => {
        clearTimeout(timer);
        flush();
      },
    },
  );
}

function placesOf(folder: FolderRef): PhotoPlaces {
  const configuration = configurationOf(folder);
  return photoPlaces(configuration.get('folders'), configuration.get('gallery.path'));
}

async function restraint(
  folder: FolderRef,
  isPaused: () => boolean,
  { runs, panel, surroundings }: WatchingPorts,
): Promise<Waiting | undefined> {
  if (isPaused()) return 'paused';
  // A sync would forget what a person chose in the report.
  if (watchMode(folder) === 'sync' && panel.chosen() > 0) return 'choices';
  const configuration = configurationOf(folder);
  if (configuration.get('watchOnBattery') !== true && (await surroundings.isOnBattery())) return 'battery';
  if (isOnThisComputer(runs.folder(folder)) || configuration.get('watchOnMetered') === true) return undefined;
  return (await surroundings.isMetered()) ? 'metered' : undefined;
}

/** Whether the web albums are files here, so that no network is asked. */
function isOnThisComputer(state: FolderState): boolean {
  return [...state.albums.values()].some(({ about }) => about?.url?.startsWith('file:') === true);
}
