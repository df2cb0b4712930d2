import { realpathSync } from 'node:fs';
import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';
import { openLedgerCopy } from '../ledger/openLedger.ts';
import { ledgerFiles } from '../ledger/stateDirectory.ts';
import { substituteInTime } from '../settings/boundedPattern.ts';
import { readSettings } from '../settings/readSettings.ts';
import type { FolderMapping, MappingRequest } from './folderMapping.ts';
import { nameFiles } from './gather.ts';
import { openPorts } from './openPorts.ts';
import type { RunHost } from './openPorts.ts';
import { albumFilter } from './planRules.ts';
import { missingRoots } from './planRun.ts';

/** Names the albums of all folders as a run would, and changes nothing. */
export async function mapFolders(request: MappingRequest, host: RunHost, signal: AbortSignal): Promise<FolderMapping> {
  const checked = readSettings(request.settings);
  if ('problems' in checked) return { folders: [], problems: checked.problems };
  const { settings } = checked;
  const workspace = realFolder(request.folder);
  if (workspace === undefined)
    return { folders: [], problems: [problem('E_NO_FOLDER', phrase`${request.folder} is not there`)] };
  const opened = await openPorts(workspace, settings, request.stateDirectory, host);
  if (!opened.ok) return { folders: [], problems: [opened.problem] };
  const ports = opened.value;
  const files = ledgerFiles(request.stateDirectory, workspace, settings.service, ports.account);
  const ledger = openLedgerCopy(files.ledger);
  if (!ledger.ok) {
    ports.dispose();
    return { folders: [], problems: [ledger.problem] };
  }
  try {
    const { ledger: remembered } = ledger.value;
    const base = { items: remembered.items(), albums: remembered.albums() };
    const scan = await ports.withLedger(ledger.value, 'preview').files.scan({ signal });
    const named = nameFiles(scan, settings, base, substituteInTime);
    const wanted = albumFilter(settings, undefined);
    const mapped = new Map<string, { folder: string; album: string; files: number; collisions: string[] }>();
    for (const [items, collides] of [
      [named.items, false],
      [named.collisions, true],
    ] as const)
      for (const { path, album } of items) {
        if (!wanted(album)) continue;
        const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
        const entry = mapped.get(folder) ?? { folder, album, files: 0, collisions: [] };
        entry.files++;
        if (collides) entry.collisions.push(path);
        mapped.set(folder, entry);
      }
    const folders = [...mapped.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
    return {
      folders,
      problems: [...missingRoots(scan, remembered.albumsWithItems(), remembered), ...scan.problems, ...named.problems],
    };
  } finally {
    ledger.value.close();
    ports.dispose();
  }
}

function realFolder(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}
