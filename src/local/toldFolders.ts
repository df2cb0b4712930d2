import path from 'node:path';
import type { FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { columnsOf, signsInColumns } from './fileSigns.ts';
import { isStillTickingInColumns, NUMBERS, stillTickingAt } from './fingerprint.ts';
import { digestOf, type RulesAbove, type SeenFolder } from './folderLook.ts';
import type { FolderTeller } from './looking/findProgram.ts';
import type { KnownFolder, ToldBefore } from './looking/toldBefore.ts';
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
  const known = before.known(folder, rules);
  const touched = known && touchedSince(known, folder, `${rules}/`, text, options);
  if (touched) {
    if (touched.touched.record) before.note(touched.touched.record, rules, { names: known.names, text });
    return touched;
  }
  const look = lookTold(text, readIn(folder));
  if (!look) return undefined;
  const { numbers, files } = look;
  const seen = { names: `${rules}/${look.names}`, numbers, isSteady: !isStillTickingInColumns(numbers, now) };
  if (!seen.isSteady || digestOf(seen.names, numbers) !== folder.look) return { kind: 'other', seen, files };
  before.note(folder, rules, { names: look.names, text });
  return { kind: 'unchanged' };
}

/** By what was told of the folder when it looked as its record says. */
function touchedSince(
  known: KnownFolder,
  folder: FolderRecord,
  rules: string,
  text: string,
  { now, signsOf }: ToldOptions,
): Extract<ToldFolder, { kind: 'touched' }> | undefined {
  const changed = changesTold(known.text, text);
  const signs = changed && changed.length > 0 ? signsOf?.(folder) : undefined;
  if (!changed || !signs) return undefined;
  const columns = columnsOf(signs);
  const look = () => digestOf(rules + known.names, columns);
  if (look() !== folder.look || !replaceEach(changed, columns)) return undefined;
  const names = new Set(changed.map(({ name }) => name));
  // What was no photo may have become one.
  if (folder.skipped.some((skipped) => names.has(path.posix.basename(skipped.path)))) return undefined;
  const isTicking = stillTickingAt(now);
  const isSteady = !changed.some((file) => isTicking(file.now[1] ?? 0n, file.now[2] ?? 0n));
  return {
    kind: 'touched',
    touched: { names, record: isSteady ? { ...folder, look: look() } : undefined },
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
