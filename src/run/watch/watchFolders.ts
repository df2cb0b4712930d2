import { setTimeout as wait } from 'node:timers/promises';
import { aborted } from '../../engine/aborted.ts';
import { asReview } from '../../engine/plan/review.ts';
import type { SyncReport } from '../../engine/report.ts';
import { readSettings } from '../../settings/readSettings.ts';
import type { ConfiguredFolder } from '../../settings/settingsFile.ts';
import { changedPlace, photoPlaces, type PhotoPlaces } from '../changedPlace.ts';
import { lookAtChanges } from '../lookAtChanges.ts';
import type { RunHost } from '../openPorts.ts';
import type { RunRequest } from '../request.ts';
import { runSync } from '../runSync.ts';
import type { Surroundings } from '../surroundings.ts';
import { firstRun } from './firstRun.ts';
import { FolderWatch } from './folderWatch.ts';
import { hearing } from './hearing.ts';
import { KnownFolder, Turns } from './knownFolder.ts';
import { runByItself, type BackgroundEnd, type Waiting, type WatchMode } from './runByItself.ts';
import type { WatchEvent } from './watchEvent.ts';
import { watchVoice, type WatchVoice } from './watchVoice.ts';

/** What the watching of a command line works with. */
export interface WatchFoldersPorts {
  readonly folders: readonly ConfiguredFolder[];
  readonly stateDirectory: string;
  readonly host: RunHost;
  readonly surroundings: Surroundings;
  /** See `HearingOptions`. */
  readonly everyMs?: number | undefined;
  /** Something happened in a workspace folder, by its path. */
  readonly onEvent: (folder: string, event: WatchEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Compares the folders, and then works on what changes in them by the rules of the editor's watching, until it is
 * interrupted.
 * @returns the exit status: 130, or 2 where a folder cannot be compared before a person has mended something
 */
export async function watchFolders(ports: WatchFoldersPorts): Promise<2 | 130> {
  const turns = new Turns();
  const refused = new AbortController();
  const signal = AbortSignal.any([ports.signal, refused.signal]);
  const ends = ports.folders.map(async (folder) => {
    if ((await watchOne(folder, { ...ports, signal }, turns)) === 'refused') refused.abort();
  });
  await Promise.all(ends);
  return refused.signal.aborted && !ports.signal.aborted ? 2 : 130;
}

async function watchOne(
  configured: ConfiguredFolder,
  ports: WatchFoldersPorts,
  turns: Turns,
): Promise<'refused' | 'interrupted'> {
  const { signal } = ports;
  const mode = watchMode(configured);
  const voice = watchVoice((event) => ports.onEvent(configured.folder, event));
  const known = new KnownFolder(turns, {
    ...voice,
    changed: (count) => (mode === 'notify' ? voice.changed(count) : undefined),
    back: () => {
      voice.back();
      ears.again();
    },
  });
  const act = actor(configured, known, { ...ports, turns, voice });
  const places = placesOf(configured);
  voice.begins(mode);
  const early: string[] = [];
  let hear = (paths: readonly string[]): void => void early.push(...paths);
  const ears = hearing({
    ...ports,
    folder: configured.folder,
    roots: places.roots,
    isWanted: (place) => changedPlace(place, places) !== undefined,
    tell: (paths) => hear(paths.flatMap((path) => (path === '.' ? places.roots : (changedPlace(path, places) ?? [])))),
    lost: voice.unheard,
  });
  try {
    const first = await firstRun({
      act,
      restraint: () => restraint(configured, known, ports),
      note: (waiting) => known.noteWaiting(waiting),
      wait: (ms) => wait(ms, undefined, { signal }).catch(() => undefined),
      signal,
    });
    if (signal.aborted) return 'interrupted';
    if (!known.isCompared || (first.kind === 'needsPerson' && first.stop !== undefined)) return 'refused';
    const watch = new FolderWatch({
      folder: known,
      mode: () => mode,
      look: (request, stop) => lookAtChanges({ ...requestOf(configured, ports), ...request }, ports.host, stop),
      restraint: () => restraint(configured, known, ports),
      act,
      clock: CLOCK,
      say: () => undefined,
    });
    hear = (paths) => watch.hear(paths);
    watch.hear(first.kind === 'putOff' ? places.roots : early);
    await aborted(signal);
    watch.dispose();
    return 'interrupted';
  } finally {
    ears.dispose();
    // A run that is cancelled ends soon, and leaves nothing half done.
    await turns.ended();
  }
}

/** `off` is for windows: whoever starts this command wants the folder kept in step. */
function watchMode({ settings }: ConfiguredFolder): WatchMode {
  const { watch } = settings;
  return watch === 'notify' || watch === 'preview' ? watch : 'sync';
}

function placesOf({ settings }: ConfiguredFolder): PhotoPlaces {
  const checked = readSettings(settings);
  return 'problems' in checked
    ? { roots: [], gallery: '' }
    : photoPlaces(checked.settings.folders, checked.settings.gallery.path);
}

type Act = (albums?: readonly string[]) => Promise<BackgroundEnd>;

/** Works by itself on some albums, or on all. */
function actor(
  configured: ConfiguredFolder,
  known: KnownFolder,
  ports: WatchFoldersPorts & { readonly turns: Turns; readonly voice: WatchVoice },
): Act {
  const { turns, voice, host, signal } = ports;
  const mode = watchMode(configured) === 'sync' ? 'sync' : 'preview';
  const common = { ...requestOf(configured, ports), all: true, confirmed: [] } as const;
  const run = (rest: Pick<RunRequest, 'kind' | 'albums' | 'review'>): Promise<SyncReport> =>
    runSync({ ...common, ...rest }, host, { signal, onEvent: () => undefined });
  return (albums) =>
    turns.take(async () => {
      const preview = { report: await run({ kind: 'preview', albums }) };
      known.previewed(preview.report, albums);
      let last = preview.report;
      // Later runs were held back before they began; the first one knows only now where its albums are.
      const isFirstSync = albums === undefined && mode === 'sync' && asReview(preview.report) !== undefined;
      const why = isFirstSync ? await restraint(configured, known, ports) : undefined;
      const ran = await runByItself(why === undefined ? mode : 'preview', {
        preview: async () => preview.report,
        planned: () => asReview(preview.report),
        sync: async (review) => {
          last = await run({ kind: 'sync', albums, review });
          known.synced(last);
          return last;
        },
        now: host.now,
      });
      const end: BackgroundEnd = why !== undefined && ran.kind === 'done' ? { kind: 'putOff', why } : ran;
      if (!signal.aborted) voice.ran(last, albums, end);
      return end;
    });
}

async function restraint(
  { settings }: ConfiguredFolder,
  known: KnownFolder,
  { surroundings }: WatchFoldersPorts,
): Promise<Waiting | undefined> {
  if (settings['watchOnBattery'] !== true && (await surroundings.isOnBattery())) return 'battery';
  if (known.isOnThisComputer() || settings['watchOnMetered'] === true) return undefined;
  return (await surroundings.isMetered()) ? 'metered' : undefined;
}

function requestOf({ folder, settings }: ConfiguredFolder, { stateDirectory }: WatchFoldersPorts) {
  return { folder, settings, stateDirectory };
}

const CLOCK = {
  now: Date.now,
  wake: (afterMs: number, call: () => void) => {
    const timer = setTimeout(call, afterMs);
    return () => clearTimeout(timer);
  },
};
