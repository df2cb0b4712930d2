import path from 'node:path';
import type { FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { columnsOf, signsInColumns } from './fileSigns.ts';
import { isStillTickingInColumns, NUMBERS, stillTickingAt } from './fingerprint.ts';
import { digestOf, type RulesAbove, type SeenFolder } from './folderLook.ts';
import type { FolderTeller } from './looking/findProgram.ts';
import type { ToldBefore } from './looking/toldBefore.ts';
import { changesTold, lookTold, toldText, type ChangedFile } from './looking/toldText.ts';
import { readIn } from './seenFolder.ts';

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
export type ToldFolder =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'touched'; readonly touched: TouchedFolder; readonly signs: Uint8Array | undefined }
  | { readonly kind: 'other'; readonly seen: SeenFolder; readonly files: readonly string[] };

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
  await teller.tell(asked, note, signal);
  if (!signal.aborted) before.remember();
}

function foundIn(folder: FolderRecord, rules: string, told: Uint8Array, options: ToldOptions): ToldFolder | undefined {
  const { now, before } = options;
  if (before.isSame(folder, rules, told)) return { kind: 'unchanged' };
  const text = toldText(told);
  if (text === undefined) return undefined;
  const touched = touchedIn(folder, rules, text, options);
  if (touched) {
    if (touched.touched.record) before.note(touched.touched.record, rules, told, text);
    return touched;
  }
  const look = lookTold(text, readIn(folder));
  if (!look) return undefined;
  const seen = {
    names: `${rules}/${look.names}`,
    numbers: look.numbers,
    isSteady: !isStillTickingInColumns(look.numbers, now),
  };
  if (!seen.isSteady || digestOf(seen.names, seen.numbers) !== folder.look)
    return { kind: 'other', seen, files: look.files };
  before.note(folder, rules, told, text);
  return { kind: 'unchanged' };
}

/** By what was told of the folder when it looked as its record says. */
function touchedIn(
  folder: FolderRecord,
  rules: string,
  text: string,
  { now, signsOf, before }: ToldOptions,
): Extract<ToldFolder, { kind: 'touched' }> | undefined {
  const old = before.textOf(folder, rules);
  const changes = old === undefined ? undefined : changesTold(old, text);
  const signs = changes && signsOf?.(folder);
  if (!signs || changes.changed.length === 0) return undefined;
  const columns = columnsOf(signs);
  const all = `${rules}/${changes.names}`;
  if (digestOf(all, columns) !== folder.look || !replaceEach(changes.changed, columns)) return undefined;
  const names = new Set(changes.changed.map(({ name }) => name));
  // What was no photo may have become one.
  if (folder.skipped.some((skipped) => names.has(path.posix.basename(skipped.path)))) return undefined;
  const isTicking = stillTickingAt(now);
  const isSteady = !changes.changed.some((file) => isTicking(file.now[1] ?? 0n, file.now[2] ?? 0n));
  return {
    kind: 'touched',
    touched: { names, record: isSteady ? { ...folder, look: digestOf(all, columns) } : undefined },
    signs: isSteady ? signsInColumns(columns) : undefined,
  };
}

/** Whether each of them was in the columns, once. */
function replaceEach(changed: readonly ChangedFile[], columns: BigInt64Array): boolean {
  const places = changed.map(({ before }) => placesOf(before, columns));
  if (!places.every((each) => each.length === 1)) return false;
  for (const [index, { now }] of changed.entries()) columns.set(now, places[index]?.[0]);
  return true;
}

/** Where in the columns these numbers stand. */
function placesOf(numbers: readonly bigint[], columns: BigInt64Array): readonly number[] {
  const places: number[] = [];
  const last = NUMBERS - 1;
  // No two files of a disk have the same inode, but for two names of one.
  for (let at = columns.indexOf(numbers[last] ?? 0n); at >= 0; at = columns.indexOf(numbers[last] ?? 0n, at + 1))
    if (at % NUMBERS === last && numbers.every((number, index) => columns[at - last + index] === number))
      places.push(at - last);
  return places;
}
