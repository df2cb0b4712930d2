import path from 'node:path';
import type { FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { columnsOf, signsInColumns } from './fileSigns.ts';
import { isStillTickingInColumns, NUMBERS, stillTickingAt } from './fingerprint.ts';
import { digestOf, type RulesAbove, type SeenFolder } from './folderLook.ts';
import type { FolderTeller } from './looking/findProgram.ts';
import type { ToldBefore } from './looking/toldBefore.ts';
import { lookTold, textBefore, toldText, unmarked, type MarkedFile, type Unmarked } from './looking/toldText.ts';
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
  await teller.tell(asked, note, { signal, since: before.since });
  if (!signal.aborted) before.remember(options.now);
}

function foundIn(folder: FolderRecord, rules: string, told: Uint8Array, options: ToldOptions): ToldFolder | undefined {
  const { now, before } = options;
  if (before.isSame(folder, rules, told)) return { kind: 'unchanged' };
  const all = toldText(told);
  const here = all === undefined ? undefined : unmarked(all);
  if (!here) return undefined;
  const { text, marked } = here;
  if (marked.length > 0 && before.isSame(folder, rules, text)) return { kind: 'unchanged' };
  const touched = marked.length > 0 ? touchedIn(here, folder, rules, options) : undefined;
  if (touched) {
    if (touched.touched.record) before.note(touched.touched.record, rules, text);
    return touched;
  }
  const look = lookTold(text, readIn(folder));
  if (!look) return undefined;
  const { numbers, files } = look;
  const seen = { names: `${rules}/${look.names}`, numbers, isSteady: !isStillTickingInColumns(numbers, now) };
  if (!seen.isSteady || digestOf(seen.names, numbers) !== folder.look) return { kind: 'other', seen, files };
  before.note(folder, rules, text, look.names);
  return { kind: 'unchanged' };
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
): Extract<ToldFolder, { kind: 'touched' }> | undefined {
  const known = before.namesOf(folder);
  const signs = known === undefined ? undefined : signsOf?.(folder);
  if (!signs) return undefined;
  const columns = columnsOf(signs);
  const look = () => digestOf(`${rules}/${known}`, columns);
  const rows = here.marked.map((file) => rowOf(file, columns));
  const was = rows.map((row) => (row === undefined ? [] : [...columns.subarray(row, row + NUMBERS)]));
  if (rows.includes(undefined) || !before.isSame(folder, rules, textBefore(here, was)) || look() !== folder.look)
    return undefined;
  const changed = here.marked.filter((file, index) =>
    file.now.some((number, column) => number !== was[index]?.[column]),
  );
  const names = new Set(changed.map(({ name }) => name));
  // What was no photo may have become one.
  if (folder.skipped.some((skipped) => names.has(path.posix.basename(skipped.path)))) return undefined;
  for (const [index, file] of here.marked.entries()) columns.set(file.now, rows[index]);
  const isTicking = stillTickingAt(now);
  const isSteady = !changed.some((file) => isTicking(file.now[1] ?? 0n, file.now[2] ?? 0n));
  return {
    kind: 'touched',
    touched: { names, record: isSteady ? { ...folder, look: look() } : undefined },
    signs: isSteady ? signsInColumns(columns) : undefined,
  };
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
