import { chmodSync, chownSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** The user `nobody` of Linux. */
const NOBODY = 65_534;

/**
 * Does something while a file or folder cannot be read. The superuser may read everything, so it becomes an ordinary user
 * meanwhile, to whom the library belongs.
 * @param forbidden absolute path
 * @param library absolute path of everything that the work may write to
 */
export async function withoutPrivileges<T>(forbidden: string, library: string, work: () => Promise<T>): Promise<T> {
  const mode = lstatSync(forbidden).mode;
  const isSuperuser = process.geteuid?.() === 0;
  if (isSuperuser) giveAway(library);
  chmodSync(forbidden, 0);
  try {
    if (isSuperuser) process.seteuid?.(NOBODY);
    return await work();
  } finally {
    if (isSuperuser) process.seteuid?.(0);
    chmodSync(forbidden, mode);
  }
}

function giveAway(folder: string): void {
  chownSync(folder, NOBODY, NOBODY);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), NOBODY, NOBODY);
}
