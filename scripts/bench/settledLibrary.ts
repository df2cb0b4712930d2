import { cp } from 'node:fs/promises';
import path from 'node:path';
import { albumSync } from './albumSync.ts';
import type { Bench } from './bench.ts';
import { measuredProcess } from './measuredProcess.ts';

/** A library in step with its gallery, and its photos in step with a plain copy of them. Absolute paths. */
export interface Settled {
  readonly folder: string;
  readonly photos: string;
  /** Of the ledgers. */
  readonly state: string;
  /** What rclone keeps in step, on the same disk. */
  readonly copy: string;
}

export async function settledLibrary(bench: Bench): Promise<Settled> {
  const corpus = await bench.corpus(bench.library);
  const folder = bench.folder('library');
  const photos = path.join(folder, 'photos');
  const copy = path.join(bench.folder('copy'), 'photos');
  const state = bench.folder('state');
  for (const target of [photos, copy])
    await cp(path.join(corpus, 'photos'), target, { recursive: true, preserveTimestamps: true });
  const { photos: count } = bench.library;
  // The second run has nothing to do, and leaves the ledger as all later ones find it.
  for (const says of [new RegExp(`${count} done`), new RegExp(`${count} SAME`)])
    await measuredProcess(albumSync({ command: 'sync', folder, state, says }));
  await bench.flush();
  return { folder, photos, state, copy };
}
