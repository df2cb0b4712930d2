import { readdirSync, realpathSync, statSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { ledgerFiles, stateDirectory } from './ledger/stateDirectory.ts';
import { createFolderLooker } from './local/looking/folderLooker.ts';
import { hasFind } from './local/looking/hasFind.ts';
import type { FolderLooker } from './local/looking/folderLooker.ts';

/** A ledger of so many bytes remembers as many photos as are worth a thread, or about as many. */
const LARGE = 16 * 1024 * 1024;

export interface EarlyLookerFacts {
  readonly cores?: number;
  /** Whether a program of the system tells how many files look (`findProgram`), so that no thread has to look at each. */
  readonly isTold?: boolean;
}

/**
 * The thread that a run over many known photos will ask for, which starts while the program is still being loaded; undefined
 * where none will be needed, as far as that is seen at once. A wrong guess costs some milliseconds and nothing else.
 * @param args of the command line, which nobody has understood yet
 * @param dist absolute path of the folder of the built programs
 */
export function earlyLooker(
  args: readonly string[],
  dist: string,
  { cores = availableParallelism(), isTold = hasFind(process.platform) }: EarlyLookerFacts = {},
): FolderLooker | undefined {
  const [command, folder = '.'] = args;
  if ((command !== 'sync' && command !== 'preview') || cores < 2) return undefined;
  if (isTold || !remembersMany(folder.startsWith('-') ? '.' : folder)) return undefined;
  const looker = createFolderLooker(path.join(dist, 'folderWorker.js'));
  looker.prepare();
  return looker;
}

/** @param folder as typed */
function remembersMany(folder: string): boolean {
  try {
    const state = stateDirectory(process.env, process.platform, homedir());
    const { directory } = ledgerFiles(state, realpathSync(folder), '', '');
    const ledgers = readdirSync(directory).filter((name) => name.endsWith('.db'));
    return ledgers.some((name) => statSync(path.join(directory, name)).size >= LARGE);
  } catch {
    return false;
  }
}
