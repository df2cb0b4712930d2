import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SyncReport } from '../../src/engine/report.ts';

/** What the helper extension writes when the first sync has ended. */
export type FirstSync =
  { readonly kind: 'report'; readonly report: SyncReport } | { readonly kind: 'error'; readonly message: string };

/** The folder of the helper extension that runs the first sync. */
export const FIRST_SYNC_EXTENSION = join(import.meta.dirname, 'first-sync');

/** The environment variable that names the file which it writes. */
export const FIRST_SYNC_VARIABLE = 'ALBUM_SYNC_FIRST_SYNC_REPORT';

const LOOK_AGAIN_MS = 100;

/** Waits for the result of the first sync, until `signal` is aborted; then it throws the reason of that. */
export async function firstSyncResult(file: string, signal: AbortSignal): Promise<FirstSync> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as FirstSync;
    signal.throwIfAborted();
    await pause(LOOK_AGAIN_MS);
  }
}
