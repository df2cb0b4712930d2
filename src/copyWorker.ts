/* The program of a thread that copies photos and gives copies their names (src/local/copying): one job after the other. */
import { parentPort } from 'node:worker_threads';
import { copyFile, PIECE_BYTES } from './local/copying/copyFile.ts';
import { nameFiles } from './local/copying/nameFiles.ts';
import type { CopyJob, NameJob } from './local/copying/protocol.ts';
import type { Numbered } from './local/threads/threadPool.ts';

const buffers = { piece: Buffer.allocUnsafe(PIECE_BYTES), mirror: Buffer.allocUnsafe(PIECE_BYTES) };

parentPort?.on('message', (job: Numbered<CopyJob | NameJob>) => {
  const answer = job.task === 'copy' ? copyFile(job, buffers) : nameFiles(job);
  parentPort?.postMessage({ id: job.id, ...answer });
});
