import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { unlessAborted } from '../engine/aborted.ts';
import { folderKey } from '../engine/ports/localFiles.ts';
import type { FolderLooks, FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { columnsOf } from './fileSigns.ts';
import { differentIn, isStillTickingInColumns } from './fingerprint.ts';
import { byName, digestOf, FolderLook, RulesAbove } from './folderLook.ts';
import { BETWEEN_NAMES, thingsIn, WORTH_A_THREAD } from './looking/folderLooker.ts';
import type { FolderTeller } from './looking/findProgram.ts';
import type { FolderLooker, Looked, OtherLook } from './looking/folderLooker.ts';
import { memoryFor, SharedFolders } from './looking/sharedFolders.ts';
import type { FolderTask } from './looking/sharedFolders.ts';
import type { ToldBefore } from './looking/toldBefore.ts';
import { readIn, touchedFolder, withinOf, type Touched } from './seenFolder.ts';
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
  const note: Note = (folder, seen) => {
    const found = seen && seen !== 'unchanged' && 'files' in seen ? touchedIn(folder, seen, options) : seen;
    if (found === 'unchanged') looks.unchanged.add(folderKey(folder));
    else if (found) {
      options.onTouched?.(folder, found.signs);
      looks.touched.set(folderKey(folder), found.folder);
    }
  };
  const others = await noteTold(folders, rules, options, note);
  await noteSeen(others, rules, options, note);
  return looks;
}

/** Takes down how a folder looks: as it did, otherwise, or in a way that nobody could see. */
type Note = (folder: FolderRecord, seen: 'unchanged' | Touched | OtherLook | undefined) => void;

/** Notes how those folders look of which it is told, and answers the others. */
async function noteTold(
  folders: readonly FolderRecord[],
  rules: RulesAbove,
  options: FolderLooksOptions,
  note: Note,
): Promise<readonly FolderRecord[]> {
  const { teller, told: before } = options;
  if (!teller || !before || thingsIn(folders) < teller.least) return folders;
  const told = new Set<FolderRecord>();
  const noteEach = (folder: FolderRecord, found: ToldFolder) => {
    told.add(folder);
    note(folder, found);
  };
  await askOf(folders, rules, noteEach, { ...options, teller, before });
  return folders.filter((folder) => !told.has(folder));
}

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
  const beside = thingsIn(folders) >= WORTH_A_THREAD ? looker?.run(task, signal) : undefined;
  const breathe = workInSlices();
  const own = new Set<number>();
  for (const [index, folder] of shared.takeEach(folders)) {
    if (signal.aborted) break;
    own.add(index);
    note(folder, lookAt(folder, rules, options));
    await breathe();
  }
  const others = new Map(beside && (await unlessAborted(beside, signal))?.others);
  for (const [index, folder] of folders.entries()) {
    if (signal.aborted) break;
    if (own.has(index)) continue;
    // What a thread could not see, or took before it ended, is looked at here.
    const seen = shared.isUnchanged(index) ? 'unchanged' : others.get(index);
    note(folder, seen ?? lookAt(folder, rules, options));
    await breathe();
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

/**
 * With how its files looked before, the folder must look as it did to the last digit: so what came, went, or got another name
 * or kind since, and other rules from above, are never taken for files that were written into.
 */
function touchedIn(
  record: FolderRecord,
  { names: text, files, numbers, isSteady }: OtherLook,
  { now, signsOf }: Pick<FolderLooksOptions, 'now' | 'signsOf'>,
): Touched | undefined {
  const signs = signsOf?.(record);
  const before = signs && columnsOf(signs);
  // So many files were there before.
  if (before?.length !== numbers.length) return undefined;
  const all = files.split(BETWEEN_NAMES);
  const names = new Set(differentIn(before, numbers).flatMap((place) => all[place] ?? []));
  // What is not touched looks in both as it does now, so what was there before is all that the folder had.
  const wasSteady = !isStillTickingInColumns(before, now);
  if (names.size === 0 || !wasSteady || digestOf(text, before) !== record.look) return undefined;
  return touchedFolder(record, names, { names: text, numbers, isSteady });
}
