import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 500;
/** A lock is a folder with a file; between making the one and writing the other it has no owner for a moment. */
const OWNERLESS_LIMIT_MS = 5_000;

/** Does `work` while no other process holds the lock of that name; waits for a holder that lives, and takes over from one that is gone. */
export async function withLock<T>(lock: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  let waiting = false;
  while (!(await take(lock))) {
    if (!waiting) onWait();
    waiting = true;
    await pause(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    // Making a folder either succeeds or fails, also when two processes try at once.
    await mkdir(lock);
    await writeFile(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
  return false;
}

async function isAbandoned(lock: string): Promise<boolean> {
  const owner = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
  if (owner > 0) return !isAlive(owner);
  const made = await stat(lock).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > OWNERLESS_LIMIT_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process cannot be signalled, but it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
