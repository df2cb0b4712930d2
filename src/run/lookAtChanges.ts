import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { ChangedPaths } from '../engine/changes/collectChanges.ts';
import { localChanges } from '../engine/changes/localChanges.ts';
import type { KnownFile, LocalChange } from '../engine/changes/localChanges.ts';
import type { BaseItem } from '../engine/model.ts';
import type { LocalScan } from '../engine/ports/localFiles.ts';
import { openLedgerCopy } from '../ledger/openLedger.ts';
import type { OpenLedger } from '../ledger/openLedger.ts';
import { ledgerFiles } from '../ledger/stateDirectory.ts';
import { relativeTo } from '../local/ignoreRules.ts';
import { scanFolders } from '../local/scanFolders.ts';
import { reasonByName } from '../local/skipReasons.ts';
import { substituteInTime } from '../settings/boundedPattern.ts';
import { readSettings } from '../settings/readSettings.ts';
import type { Settings } from '../settings/settings.ts';
import type { MappingRequest } from './folderMapping.ts';
import { nameFiles } from './gather.ts';
import { openPorts } from './openPorts.ts';
import type { RunHost } from './openPorts.ts';
import { albumFilter, mediaKinds } from './planRules.ts';
import { standingOf } from './standing.ts';

/** Places at which something was heard of, and what was known of them. Plain data, so that it can cross to the worker. */
export interface ChangesRequest extends MappingRequest {
  /** Relative to the workspace folder; `many` for all photo folders. */
  readonly paths: ChangedPaths;
  /** The files that are known at or below these places. */
  readonly known: readonly KnownFile[];
}

/** What is new at these places since the last comparison. */
export interface ChangesFound {
  readonly changes: readonly LocalChange[];
  /**
   * Photo folders that are not there, or empty, although something is remembered of them: perhaps a disk is not connected,
   * and none of their photos counts as gone.
   */
  readonly missingRoots: readonly string[];
}

const NOTHING_FOUND: ChangesFound = { changes: [], missingRoots: [] };

/**
 * Looks at files of which something was heard, with the eyes of a scan: what it would pass over is no change. No service
 * is asked and nothing is written. Settings that cannot be used find nothing; a run says what is wrong with them.
 */
export async function lookAtChanges(
  request: ChangesRequest,
  host: RunHost,
  signal: AbortSignal,
): Promise<ChangesFound> {
  const checked = readSettings(request.settings);
  if ('problems' in checked) return NOTHING_FOUND;
  const { settings } = checked;
  const workspace = realFolder(request.folder);
  if (workspace === undefined) return { changes: [], missingRoots: settings.folders };
  const opened = await openMemory(workspace, settings, request.stateDirectory, host);
  try {
    const { ledger } = opened;
    const scan = await scanFolders({
      workspace,
      roots: settings.folders,
      gallery: settings.gallery.path,
      exclude: settings.exclude,
      kinds: mediaKinds(settings),
      maxVideoSize: settings.maxVideoSize,
      ...(request.paths !== 'many' && { only: request.paths }),
      ledger,
      now: host.now,
      signal,
    });
    if (signal.aborted) return NOTHING_FOUND;
    const base = { items: ledger.items(), albums: ledger.albums(), isRead: opened.isRead };
    return found(request, settings, scan, base, missingRoots(scan, workspace, request.known, base.items));
  } finally {
    opened.close();
  }
}

function found(
  { known }: ChangesRequest,
  settings: Settings,
  scan: LocalScan,
  base: Parameters<typeof nameFiles>[2] & Pick<Memory, 'isRead'>,
  missing: readonly string[],
): ChangesFound {
  const named = nameFiles(scan, settings, base, substituteInTime);
  const wanted = albumFilter(settings, undefined);
  const inStep = new Map(base.items.map((item) => [item.path, item.local]));
  const standing = standingOf(scan, settings.folders);
  const changes = localChanges({
    known,
    found: [...named.items, ...named.collisions],
    base: (file) => (base.isRead ? inStep.get(file) : 'unread'),
    standing: (file) => (missing.some((root) => isIn(root, file)) ? 'unreadable' : standing(file)),
  });
  return { changes: changes.filter(({ album }) => wanted(album)), missingRoots: missing };
}

/** As a run sees it: a photo folder with nothing in it, where there were photos, is a disk that is not connected. */
function missingRoots(
  scan: LocalScan,
  workspace: string,
  known: readonly KnownFile[],
  remembered: readonly BaseItem[],
): readonly string[] {
  return scan.roots
    .filter(
      ({ path: root, state }) => state === 'missing' || (state === 'listed' && isBare(path.join(workspace, root))),
    )
    .map(({ path: root }) => root)
    .filter((root) => [...known, ...remembered].some((file) => isIn(root, file.path)));
}

/** Whether a folder has nothing in it that a scan would look at. */
function isBare(folder: string): boolean {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.every((entry) => reasonByName(entry.name, entry.isDirectory() ? 'folder' : 'file') !== undefined);
  } catch {
    // It went away after it was scanned.
    return true;
  }
}

function isIn(root: string, file: string): boolean {
  return relativeTo(root, file) !== undefined;
}

interface Memory extends Pick<OpenLedger, 'ledger' | 'close'> {
  /** Whether this is all that is remembered: it is not where nobody is signed in to an account. */
  readonly isRead: boolean;
}

/** What is remembered; where nobody is signed in to an account, that is nothing. */
async function openMemory(
  workspace: string,
  settings: Settings,
  stateDirectory: string,
  host: RunHost,
): Promise<Memory> {
  const opened = await openPorts(workspace, settings, stateDirectory, host);
  const account = opened.ok ? opened.value.account : '';
  if (opened.ok) opened.value.dispose();
  const copy = openLedgerCopy(ledgerFiles(stateDirectory, workspace, settings.service, account).ledger);
  if (copy.ok) return { ...copy.value, isRead: opened.ok };
  const empty = openLedgerCopy('');
  if (!empty.ok) throw new Error(empty.problem.message);
  return { ...empty.value, isRead: false };
}

function realFolder(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}
