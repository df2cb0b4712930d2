import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import { folderKey, isLookedAt } from '../engine/ports/localFiles.ts';
import type { FolderLooks, FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { fileSigns, SignReader } from './fileSigns.ts';
import { isSameFile, readFingerprint } from './fingerprint.ts';
import { byName, FolderLook, RulesAbove } from './folderLook.ts';
import { WORTH_A_THREAD } from './looking/folderLooker.ts';
import type { FolderLooker, Looked } from './looking/folderLooker.ts';
import { memoryFor, SharedFolders } from './looking/sharedFolders.ts';
import type { FolderTask } from './looking/sharedFolders.ts';
import { workInSlices } from './slices.ts';

export interface FolderLooksOptions {
  /** Absolute path of the workspace folder. */
  readonly workspace: string;
  /** ms since 1970 UTC. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** How each file of a folder looked when its record was made, where that is known. */
  readonly signsOf?: ((folder: FolderRecord) => Uint8Array | undefined) | undefined;
  /** Told of the signs of a folder in which files were touched, as it looks now. */
  readonly onTouched?: ((folder: FolderRecord, signs: Uint8Array | undefined) => void) | undefined;
  /** Looks at folders beside this thread. */
  readonly looker?: Pick<FolderLooker, 'run'> | undefined;
}

/**
 * How folders look beside their records; those of which it says nothing may have changed in any way. Where they hold many
 * photos, `looker` takes its share of them.
 */
export async function looksOfFolders(
  folders: readonly FolderRecord[],
  options: FolderLooksOptions,
): Promise<FolderLooks> {
  const { workspace, now, signal, looker } = options;
  const rules = new RulesAbove(workspace, now);
  const looks = { unchanged: new Set<string>(), touched: new Map<string, TouchedFolder>() };
  const breathe = workInSlices();
  const look = async (folder: FolderRecord) => {
    const found = lookAt(folder, rules, options);
    if (found === 'unchanged') looks.unchanged.add(folderKey(folder));
    else if (found) looks.touched.set(folderKey(folder), found);
    await breathe();
  };
  const task = { workspace, now, folders, memory: memoryFor(folders.length) };
  const shared = new SharedFolders(task);
  const beside = isWorthAThread(folders) ? looker?.run(task, signal) : undefined;
  const own = new Set<number>();
  for (const [index, folder] of takeEach(folders, shared)) {
    if (signal.aborted) break;
    own.add(index);
    await look(folder);
  }
  if (beside) await untilAborted(beside, signal);
  for (const [index, folder] of folders.entries()) {
    if (signal.aborted) break;
    if (own.has(index)) continue;
    // What is different, or was taken by a thread that has ended, is looked at here.
    if (shared.isUnchanged(index)) looks.unchanged.add(folderKey(folder));
    else await look(folder);
  }
  shared.stop();
  return looks;
}

/** Looks at those of these folders that no other thread takes, and notes which of them look as they did. */
export function lookAtShared(task: FolderTask): Looked {
  const shared = new SharedFolders(task);
  const rules = new RulesAbove(task.workspace, task.now);
  for (const [index, folder] of takeEach(task.folders, shared))
    if (lookAt(folder, rules, task) === 'unchanged') shared.setUnchanged(index);
  return {};
}

function* takeEach(folders: readonly FolderRecord[], shared: SharedFolders): Generator<[number, FolderRecord]> {
  for (let index = shared.take(); index !== undefined; index = shared.take()) {
    const folder = folders[index];
    if (folder) yield [index, folder];
  }
}

function isWorthAThread(folders: readonly FolderRecord[]): boolean {
  return folders.reduce((sum, { files }) => sum + files, 0) >= WORTH_A_THREAD;
}

/** A disk of the network may never answer the other thread. */
async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, resolve: end } = Promise.withResolvers<undefined>();
  const stop = () => end(undefined);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  await Promise.race([work, aborted]);
  signal.removeEventListener('abort', stop);
}

type LookTerms = Pick<FolderLooksOptions, 'workspace' | 'now' | 'signsOf' | 'onTouched'>;

/** What lies in a folder, and how the files look that decide about a run. */
interface Seen {
  readonly rules: string;
  /** In the order of their names. */
  readonly entries: readonly (readonly [entry: Dirent, fingerprint: Fingerprint | undefined])[];
}

function lookAt(record: FolderRecord, rules: RulesAbove, options: LookTerms): 'unchanged' | TouchedFolder | undefined {
  const above = rules.of(record.root, record.path);
  if (above === undefined) return undefined;
  try {
    const seen = { rules: above, entries: entriesOf(record, options.workspace) };
    const look = lookOf(seen, options.now);
    if (look.isSteady && look.digest === record.look) return 'unchanged';
    return touchedIn(record, seen, look, options);
  } catch {
    // What cannot be looked at is looked at by the scan, which says why.
    return undefined;
  }
}

function entriesOf(record: FolderRecord, workspace: string): Seen['entries'] {
  const unread = new Set(record.skipped.flatMap((skipped) => (isLookedAt(skipped) ? [] : [skipped.path])));
  const within = record.path === '.' ? '' : `${record.path}/`;
  const folder = `${workspace}${path.sep}${within}`;
  return readdirSync(folder, { withFileTypes: true })
    .sort(byName)
    .map((entry) => {
      const isLookedAt = !entry.isDirectory() && !unread.has(within + entry.name);
      return [entry, isLookedAt ? readFingerprint(folder + entry.name) : undefined];
    });
}

/**
 * With how its files looked before, the folder must look as it did to the last digit: so what came, went, or got another name
 * or kind since, and other rules from above, are never taken for files that were written into.
 */
function touchedIn(
  record: FolderRecord,
  seen: Seen,
  look: FolderLook,
  { now, signsOf, onTouched }: LookTerms,
): TouchedFolder | undefined {
  const signs = signsOf?.(record);
  if (!signs) return undefined;
  const before = new SignReader(signs);
  const names = new Set<string>();
  const entries = seen.entries.map(([entry, fingerprint]): Seen['entries'][number] => {
    const was = fingerprint && before.next();
    if (!was || isSameFile(was, fingerprint)) return [entry, fingerprint];
    names.add(entry.name);
    return [entry, was];
  });
  const asBefore = lookOf({ ...seen, entries }, now);
  if (names.size === 0 || !asBefore.isSteady || asBefore.digest !== record.look) return undefined;
  // What was no photo may have become one.
  const within = record.path === '.' ? '' : `${record.path}/`;
  if (record.skipped.some((skipped) => names.has(skipped.path.slice(within.length)))) return undefined;
  const isSteady = look.isSteady;
  const inOrder = seen.entries.flatMap(([, fingerprint]) => fingerprint ?? []);
  onTouched?.(record, isSteady ? fileSigns(inOrder) : undefined);
  return { names, record: isSteady ? { ...record, look: look.digest } : undefined };
}

function lookOf({ rules, entries }: Seen, now: number): FolderLook {
  const look = new FolderLook(now);
  look.addText(rules);
  for (const [entry, fingerprint] of entries) look.add(entry, fingerprint);
  return look;
}
