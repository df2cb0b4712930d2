import path from 'node:path';
import type { FolderRecord } from '../engine/ports/localFiles.ts';
import { columnsOf } from './fileSigns.ts';
import { isStillTickingInColumns, NUMBERS, stillTickingAt } from './fingerprint.ts';
import { digestOf, type RulesAbove } from './folderLook.ts';
import type { FolderTeller } from './looking/findProgram.ts';
import { BETWEEN_NAMES, type OtherLook } from './looking/folderLooker.ts';
import type { ToldBefore } from './looking/toldBefore.ts';
import { lookTold, textBefore, toldText, unmarked, type MarkedFile, type Unmarked } from './looking/toldText.ts';
import { readIn, touchedFolder, type Touched } from './seenFolder.ts';

export interface ToldOptions {
  /** Absolute path of the workspace folder. */
  readonly workspace: string;
  /** ms since 1970 UTC. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** How each file of a folder looked when its record was made, where that is known. */
  readonly signsOf?: ((folder: FolderRecord) => Uint8Array | undefined) | undefined;
  readonly teller: FolderTeller;
  /** What it told of these folders before. */
  readonly before: ToldBefore;
}

/** What was told of a folder: that it looks as its record says, that files in it were touched, or how it looks. */
export type ToldFolder = 'unchanged' | Touched | OtherLook;

/**
 * Asks how folders look. Of what is told as before nothing is understood, and of a folder in which files changed only what is told of
 * these; of some nothing is told.
 */
export async function askOf(
  folders: readonly FolderRecord[],
  rules: RulesAbove,
  onTold: (folder: FolderRecord, found: ToldFolder) => void,
  options: ToldOptions,
): Promise<void> {
  const { workspace, signal, teller, before } = options;
  const asked = folders.map((folder) => ({ path: path.join(workspace, folder.path), files: folder.files }));
  const note = (index: number, told: Uint8Array) => {
    const folder = folders[index];
    const above = folder && rules.of(folder.root, folder.path);
    if (folder === undefined || above === undefined) return;
    const found = foundIn(folder, above, told, options);
    if (found) onTold(folder, found);
  };
  await teller.tell(asked, note, { signal, since: before.since });
  if (!signal.aborted) before.remember(options.now);
}

function foundIn(folder: FolderRecord, rules: string, told: Uint8Array, options: ToldOptions): ToldFolder | undefined {
  const { now, before } = options;
  if (before.isSame(folder, rules, told)) return 'unchanged';
  const all = toldText(told);
  const here = all === undefined ? undefined : unmarked(all);
  if (!here) return undefined;
  const { text, marked } = here;
  if (marked.length > 0) {
    if (before.isSame(folder, rules, text)) return 'unchanged';
    const touched = touchedIn(here, folder, rules, options);
    if (touched?.folder.record) before.note(touched.folder.record, rules, text);
    if (touched) return touched;
  }
  const look = lookTold(text, readIn(folder));
  if (!look) return undefined;
  const { numbers, files } = look;
  const seen = { names: `${rules}/${look.names}`, numbers, isSteady: !isStillTickingInColumns(numbers, now) };
  if (!seen.isSteady || digestOf(seen.names, numbers) !== folder.look)
    return { ...seen, files: files.join(BETWEEN_NAMES) };
  before.note(folder, rules, text, look.names);
  return 'unchanged';
}

/**
 * By the files that are marked: with what is known of how they looked, what was told of the folder when it looked as its record says
 * must come out, to the last letter. Undefined where it does not.
 */
function touchedIn(
  here: Unmarked,
  folder: FolderRecord,
  rules: string,
  { now, signsOf, before }: ToldOptions,
): Touched | undefined {
  const known = before.namesOf(folder);
  const signs = known === undefined ? undefined : signsOf?.(folder);
  if (!signs) return undefined;
  const columns = columnsOf(signs);
  const all = `${rules}/${known}`;
  const rows = here.marked.map((file) => rowOf(file, columns));
  const was = rows.map((row) => (row === undefined ? [] : [...columns.subarray(row, row + NUMBERS)]));
  if (
    rows.includes(undefined) ||
    !before.isSame(folder, rules, textBefore(here, was)) ||
    digestOf(all, columns) !== folder.look
  )
    return undefined;
  const changed = here.marked.filter((file, index) =>
    file.now.some((number, column) => number !== was[index]?.[column]),
  );
  const names = new Set(changed.map(({ name }) => name));
  for (const [index, file] of here.marked.entries()) columns.set(file.now, rows[index]);
  const isTicking = stillTickingAt(now);
  const isSteady = !changed.some((file) => isTicking(file.now[1] ?? 0n, file.now[2] ?? 0n));
  return touchedFolder(folder, names, { names: all, numbers: columns, isSteady });
}

/** Where in the columns the file stands, by its inode; undefined where it is none of them, or has more than one name. */
function rowOf({ now }: MarkedFile, columns: BigInt64Array): number | undefined {
  const last = NUMBERS - 1;
  const inode = now[last] ?? 0n;
  const rows: number[] = [];
  for (let at = columns.indexOf(inode); at >= 0; at = columns.indexOf(inode, at + 1))
    if (at % NUMBERS === last) rows.push(at - last);
  return rows.length === 1 ? rows[0] : undefined;
}
