import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import { folderKey, isLookedAt } from '../engine/ports/localFiles.ts';
import type { FolderLooks, FolderRecord, TouchedFolder } from '../engine/ports/localFiles.ts';
import { fileSigns, SignReader } from './fileSigns.ts';
import { isSameFile, readFingerprint } from './fingerprint.ts';
import { byName, FolderLook, RulesAbove } from './folderLook.ts';
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
}

/** How folders look beside their records; those of which it says nothing may have changed in any way. */
export async function looksOfFolders(
  folders: readonly FolderRecord[],
  options: FolderLooksOptions,
): Promise<FolderLooks> {
  const { workspace, now, signal } = options;
  const rules = new RulesAbove(workspace, now);
  const unchanged = new Set<string>();
  const touched = new Map<string, TouchedFolder>();
  const breathe = workInSlices();
  for (const folder of folders) {
    if (signal.aborted) break;
    const found = lookAt(folder, rules, options);
    if (found === 'unchanged') unchanged.add(folderKey(folder));
    else if (found) touched.set(folderKey(folder), found);
    await breathe();
  }
  return { unchanged, touched };
}

/** What lies in a folder, and how the files look that decide about a run. */
interface Seen {
  readonly rules: string;
  /** In the order of their names. */
  readonly entries: readonly (readonly [entry: Dirent, fingerprint: Fingerprint | undefined])[];
}

function lookAt(
  record: FolderRecord,
  rules: RulesAbove,
  options: FolderLooksOptions,
): 'unchanged' | TouchedFolder | undefined {
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
  { now, signsOf, onTouched }: FolderLooksOptions,
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
