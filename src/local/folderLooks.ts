import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { unlessAborted } from '../engine/aborted.ts';
import { folderKey } from '../engine/ports/localFiles.ts';
import type { FolderLooks, FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { columnsOf, signsInColumns } from './fileSigns.ts';
import { differentIn, isStillTickingInColumns } from './fingerprint.ts';
import { byName, digestOf, FolderLook, RulesAbove } from './folderLook.ts';
import { PHOTOS_A_FOLDER, WORTH_A_THREAD } from './looking/folderLooker.ts';
import type { FolderTeller } from './looking/findProgram.ts';
import type { FolderLooker, Looked, OtherLook } from './looking/folderLooker.ts';
import { memoryFor, SharedFolders } from './looking/sharedFolders.ts';
import type { FolderTask } from './looking/sharedFolders.ts';
import type { ToldBefore } from './looking/toldBefore.ts';
import { readIn, withinOf } from './seenFolder.ts';
import { workInSlices } from './slices.ts';
import { askOf, type ToldFolder } from './toldFolders.ts';

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
  /** What tells how many files look; without it, each is looked at. */
  readonly teller?: FolderTeller | undefined;
  /** What it told of these folders before. */
  readonly told?: ToldBefore | undefined;
}

/**
 * How folders look beside their records; those of which it says nothing may have changed in any way. Where they hold many
 * photos, `teller` tells of them; of what it does not tell, `looker` takes its share.
 */
export async function looksOfFolders(
  folders: readonly FolderRecord[],
  options: FolderLooksOptions,
): Promise<FolderLooks> {
  const rules = new RulesAbove(options.workspace, options.now);
  const looks = { unchanged: new Set<string>(), touched: new Map<string, TouchedFolder>() };
  const breathe = workInSlices();
  const note: Note = (folder, seen) => {
    const found = typeof seen === 'object' ? touchedIn(folder, seen, options) : seen;
    if (found === 'unchanged') looks.unchanged.add(folderKey(folder));
    else if (found) looks.touched.set(folderKey(folder), found);
    return breathe();
  };
  await noteSeen(await withoutTold(folders, rules, looks, options), rules, options, note);
  return looks;
}

/** Notes how those folders look of which it is told, and leaves the others. */
async function withoutTold(
  folders: readonly FolderRecord[],
  rules: RulesAbove,
  looks: { readonly unchanged: Set<string>; readonly touched: Map<string, TouchedFolder> },
  options: FolderLooksOptions,
): Promise<readonly FolderRecord[]> {
  const { teller, told: before, onTouched } = options;
  if (!teller || !before || thingsIn(folders) < teller.least) return folders;
  const told = new Set<FolderRecord>();
  const note = (folder: FolderRecord, found: ToldFolder) => {
    told.add(folder);
    if (found.kind === 'unchanged') {
      looks.unchanged.add(folderKey(folder));
      return;
    }
    if (found.kind === 'touched') onTouched?.(folder, found.signs);
    const files = found.kind === 'other' ? found.files.join(BETWEEN_NAMES) : '';
    const touched = found.kind === 'touched' ? found.touched : touchedIn(folder, { ...found.seen, files }, options);
    if (touched) looks.touched.set(folderKey(folder), touched);
  };
  await askOf(folders, rules, note, { ...options, teller, before });
  return folders.filter((folder) => !told.has(folder));
}

/** Takes down how a folder looks: as it did, otherwise, or in a way that nobody could see. */
type Note = (folder: FolderRecord, seen: 'unchanged' | OtherLook | undefined) => Promise<void>;

/** Looks at folders, and notes what it sees. */
async function noteSeen(
  folders: readonly FolderRecord[],
  rules: RulesAbove,
  options: FolderLooksOptions,
  note: Note,
): Promise<void> {
  const { workspace, now, signal, looker } = options;
  const task = { workspace, now, folders, memory: memoryFor(folders.length) };
  const shared = new SharedFolders(task);
  const beside = isWorthAThread(folders) ? looker?.run(task, signal) : undefined;
  const own = new Set<number>();
  for (const [index, folder] of shared.takeEach(folders)) {
    if (signal.aborted) break;
    own.add(index);
    await note(folder, lookAt(folder, rules, options));
  }
  const others = new Map(beside && (await unlessAborted(beside, signal))?.others);
  for (const [index, folder] of folders.entries()) {
    if (signal.aborted) break;
    if (own.has(index)) continue;
    // What a thread could not see, or took before it ended, is looked at here.
    const seen = shared.isUnchanged(index) ? 'unchanged' : others.get(index);
    await note(folder, seen ?? lookAt(folder, rules, options));
  }
  shared.stop();
}

/** Looks at those of these folders that no other thread takes, and notes which of them look as they did. */
export function lookAtShared(task: FolderTask): Looked {
  const shared = new SharedFolders(task);
  const rules = new RulesAbove(task.workspace, task.now);
  const others: [number, OtherLook][] = [];
  for (const [index, folder] of shared.takeEach(task.folders)) {
    const found = lookAt(folder, rules, task);
    if (found === 'unchanged') shared.setUnchanged(index);
    else if (found) others.push([index, found]);
  }
  return { others };
}

function isWorthAThread(folders: readonly FolderRecord[]): boolean {
  return thingsIn(folders) >= WORTH_A_THREAD;
}

/** As many as photos that take as long as all that lies in the folders. */
function thingsIn(folders: readonly FolderRecord[]): number {
  return folders.reduce((sum, { files }) => sum + files + PHOTOS_A_FOLDER, 0);
}

type LookTerms = Pick<FolderLooksOptions, 'workspace' | 'now'>;

/** What lies in a folder now, where it does not look as its record says. */
function lookAt(record: FolderRecord, rules: RulesAbove, terms: LookTerms): 'unchanged' | OtherLook | undefined {
  const above = rules.of(record.root, record.path);
  if (above === undefined) return undefined;
  try {
    return see(record, above, terms);
  } catch {
    // What cannot be looked at is looked at by the scan, which says why.
    return undefined;
  }
}

function see(record: FolderRecord, rules: string, { workspace, now }: LookTerms): 'unchanged' | OtherLook {
  const folder = `${workspace}${path.sep}${withinOf(record)}`;
  const isOneToRead = readIn(record);
  const isRead = (entry: Dirent) => isOneToRead(entry.isDirectory(), entry.name);
  const entries = readdirSync(folder, { withFileTypes: true }).sort(byName);
  const look = new FolderLook(now);
  look.addText(rules);
  look.addAll(entries, (entry) => (isRead(entry) ? lstatSync(folder + entry.name, EXACT) : undefined));
  if (look.isSteady && look.digest === record.look) return 'unchanged';
  const files = entries.filter(isRead).map(({ name }) => name);
  return { ...look.seen, files: files.join(BETWEEN_NAMES) };
}

const EXACT = { bigint: true } as const;

/** No name has it. */
const BETWEEN_NAMES = '/';

/**
 * With how its files looked before, the folder must look as it did to the last digit: so what came, went, or got another name
 * or kind since, and other rules from above, are never taken for files that were written into.
 */
function touchedIn(
  record: FolderRecord,
  { names: text, files, numbers, isSteady }: OtherLook,
  { now, signsOf, onTouched }: Pick<FolderLooksOptions, 'now' | 'signsOf' | 'onTouched'>,
): TouchedFolder | undefined {
  const signs = signsOf?.(record);
  const before = signs && columnsOf(signs);
  // So many files were there before.
  if (before?.length !== numbers.length) return undefined;
  const all = files.split(BETWEEN_NAMES);
  const names = new Set(differentIn(before, numbers).flatMap((place) => all[place] ?? []));
  // What is not touched looks in both as it does now, so what was there before is all that the folder had.
  const wasSteady = !isStillTickingInColumns(before, now);
  if (names.size === 0 || !wasSteady || digestOf(text, before) !== record.look) return undefined;
  // What was no photo may have become one.
  const within = withinOf(record);
  if (record.skipped.some((skipped) => names.has(skipped.path.slice(within.length)))) return undefined;
  onTouched?.(record, isSteady ? signsInColumns(numbers) : undefined);
  return { names, record: isSteady ? { ...record, look: digestOf(text, numbers) } : undefined };
}
