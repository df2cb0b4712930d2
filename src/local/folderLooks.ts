import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { folderKey, isLookedAt } from '../engine/ports/localFiles.ts';
import type { FolderLooks, FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { fileSigns, SignReader } from './fileSigns.ts';
import { isSameFile } from './fingerprint.ts';
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
  readonly entries: readonly Dirent[];
  readonly isLookedAt: (entry: Dirent) => boolean;
  readonly look: FolderLook;
}

function lookAt(record: FolderRecord, rules: RulesAbove, options: LookTerms): 'unchanged' | TouchedFolder | undefined {
  const above = rules.of(record.root, record.path);
  if (above === undefined) return undefined;
  try {
    const seen = see(record, above, options);
    if (seen.look.isSteady && seen.look.digest === record.look) return 'unchanged';
    return touchedIn(record, seen, options);
  } catch {
    // What cannot be looked at is looked at by the scan, which says why.
    return undefined;
  }
}

function see(record: FolderRecord, rules: string, { workspace, now }: LookTerms): Seen {
  const unread = new Set(record.skipped.flatMap((skipped) => (isLookedAt(skipped) ? [] : [skipped.path])));
  const within = withinOf(record);
  const folder = `${workspace}${path.sep}${within}`;
  const isRead = ({ name }: Dirent) => unread.size === 0 || !unread.has(within + name);
  const seen = {
    rules,
    entries: readdirSync(folder, { withFileTypes: true }).sort(byName),
    isLookedAt: (entry: Dirent) => !entry.isDirectory() && isRead(entry),
    look: new FolderLook(now),
  };
  seen.look.addText(rules);
  seen.look.addAll(seen.entries, (entry) =>
    seen.isLookedAt(entry) ? lstatSync(folder + entry.name, EXACT) : undefined,
  );
  return seen;
}

const EXACT = { bigint: true } as const;

/** Its path with `/` at the end, where it is not the workspace folder itself. */
function withinOf({ path: folder }: FolderRecord): string {
  return folder === '.' ? '' : `${folder}/`;
}

/**
 * With how its files looked before, the folder must look as it did to the last digit: so what came, went, or got another name
 * or kind since, and other rules from above, are never taken for files that were written into.
 */
function touchedIn(
  record: FolderRecord,
  { rules, entries, isLookedAt, look }: Seen,
  { now, signsOf, onTouched }: LookTerms,
): TouchedFolder | undefined {
  const signs = signsOf?.(record);
  if (!signs) return undefined;
  const before = new SignReader(signs);
  const prints = look.fingerprints();
  const names = new Set<string>();
  const asBefore = new FolderLook(now);
  asBefore.addText(rules);
  let place = 0;
  for (const entry of entries) {
    const fingerprint = isLookedAt(entry) ? prints[place++] : undefined;
    const was = fingerprint && before.next();
    const isTouched = was && !isSameFile(was, fingerprint);
    if (isTouched) names.add(entry.name);
    asBefore.add(entry, isTouched ? was : fingerprint);
  }
  if (names.size === 0 || !asBefore.isSteady || asBefore.digest !== record.look) return undefined;
  // What was no photo may have become one.
  const within = withinOf(record);
  if (record.skipped.some((skipped) => names.has(skipped.path.slice(within.length)))) return undefined;
  onTouched?.(record, look.isSteady ? fileSigns(prints) : undefined);
  return { names, record: look.isSteady ? { ...record, look: look.digest } : undefined };
}
