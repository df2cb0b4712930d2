import { createHash } from 'node:crypto';
import path from 'node:path';

/**
 * Where the ledgers of this user are: `ALBUM_SYNC_STATE_DIR`, else the platform's directory for state that is neither
 * settings nor cache (XDG base directory specification, Apple's and Microsoft's guides).
 */
export function stateDirectory(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const chosen = env['ALBUM_SYNC_STATE_DIR'];
  if (chosen) return path.resolve(chosen);
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'album-sync');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'album-sync');
  return path.join(env['XDG_STATE_HOME'] ?? path.join(home, '.local', 'state'), 'album-sync');
}

/** The files that remember one workspace folder: one ledger for each service account, and one lock for all of them. */
export interface LedgerFiles {
  readonly directory: string;
  readonly ledger: string;
  readonly lock: string;
}

/**
 * Names the files of a workspace folder by its real path, so that every window and the command line find the same ones
 * whichever link they came by.
 */
export function ledgerFiles(state: string, realFolder: string, service: string, account: string): LedgerFiles {
  const directory = path.join(state, `${readable(path.basename(realFolder))}-${digest(realFolder)}`);
  return {
    directory,
    ledger: path.join(directory, `${readable(service)}-${digest(account)}.db`),
    lock: path.join(directory, 'lock.db'),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function readable(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 40) || 'folder';
}
