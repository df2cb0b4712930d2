import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { folderKey } from '../engine/ports/localFiles.ts';
import type { FolderRecord, SkipReason } from '../engine/ports/localFiles.ts';
import { fingerprintOf } from './fingerprint.ts';
import { byName, FolderLook, RulesAbove } from './folderLook.ts';
import { workInSlices } from './slices.ts';

/** Which folders look as they did when their records were made, by `folderKey`; all others may have changed. */
export async function unchangedFolders(
  folders: readonly FolderRecord[],
  { workspace, now, signal }: { readonly workspace: string; readonly now: number; readonly signal: AbortSignal },
): Promise<ReadonlySet<string>> {
  const rules = new RulesAbove(workspace, now);
  const unchanged = new Set<string>();
  const breathe = workInSlices();
  for (const folder of folders) {
    if (signal.aborted) break;
    if (looksAlike(folder, workspace, rules, now)) unchanged.add(folderKey(folder));
    await breathe();
  }
  return unchanged;
}

function looksAlike(record: FolderRecord, workspace: string, rules: RulesAbove, now: number): boolean {
  const above = rules.of(record.root, record.path);
  if (above === undefined) return false;
  const look = new FolderLook(now);
  look.addText(above);
  const unread = new Set(record.skipped.flatMap(({ path: file, reason }) => (isUnread(reason) ? [file] : [])));
  const within = record.path === '.' ? '' : `${record.path}/`;
  const folder = `${workspace}${path.sep}${within}`;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
      const isLookedAt = !entry.isDirectory() && !unread.has(within + entry.name);
      look.add(entry, isLookedAt ? fingerprintOf(lstatSync(folder + entry.name, { bigint: true })) : undefined);
    }
    return look.isSteady && look.digest === record.look;
  } catch {
    // What cannot be looked at is looked at by the scan, which says why.
    return false;
  }
}

/** Whether a file that was passed over for this reason was not even looked at: its name said enough. */
function isUnread(reason: SkipReason): boolean {
  return reason !== 'notMedia' && reason !== 'otherFormat';
}
