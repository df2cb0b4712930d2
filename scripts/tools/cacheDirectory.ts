import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where downloaded tools stay for every checkout of this user: `album-sync` below the system's folder for caches. */
export function cacheDirectory(): string {
  return join(systemCaches(), 'album-sync');
}

function systemCaches(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  // The XDG specification says that a relative path there is to be ignored.
  if (xdg !== undefined && xdg.startsWith('/')) return xdg;
  if (process.platform === 'win32') return local ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return join(homedir(), '.cache');
}
