import { realpathSync } from 'node:fs';
import path from 'node:path';

/** The program of GNU. Not looked for by its name alone: a program of the user may have the same one. */
export const FIND = '/usr/bin/find';

/** Whether the system has it as a program of its own, and not as a name of the small programs of BusyBox, which know less. */
export function hasFind(platform: NodeJS.Platform): boolean {
  try {
    return platform === 'linux' && path.basename(realpathSync(FIND)) === path.basename(FIND);
  } catch {
    return false;
  }
}
