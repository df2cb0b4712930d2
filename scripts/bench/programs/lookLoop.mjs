// What a run with nothing changed cannot do without, and nothing around it: node scripts/bench/programs/lookLoop.mjs PHOTOS
// Two threads look at each photo, folder by folder. Plain JavaScript, since to take away types would be a part of what is measured.
import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** @typedef {{ folders: readonly string[], memory: SharedArrayBuffer }} Shared which folders, and how many of them are taken */

if (isMainThread) {
  /** @type {Shared} */
  const shared = { folders: foldersBelow(process.argv[2] ?? ''), memory: new SharedArrayBuffer(4) };
  const other = new Worker(new URL(import.meta.url), { workerData: shared });
  other.once('message', (photos) => {
    process.stdout.write(`${here + photos}\n`);
    process.exit();
  });
  const here = lookAt(shared);
} else parentPort?.postMessage(lookAt(workerData));

/**
 * @param {string} folder
 * @returns {string[]}
 */
function foldersBelow(folder) {
  const within = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...within.flatMap(({ name }) => foldersBelow(path.join(folder, name)))];
}

/**
 * How many photos this thread has looked at.
 * @param {Shared} shared
 */
function lookAt({ folders, memory }) {
  const taken = new Int32Array(memory);
  let photos = 0;
  for (let folder = folders[Atomics.add(taken, 0, 1)]; folder !== undefined; folder = folders[Atomics.add(taken, 0, 1)])
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      lstatSync(`${folder}${path.sep}${entry.name}`, { bigint: true });
      photos++;
    }
  return photos;
}
