/* The program of a thread that copies photos and gives copies their names (src/local/copying): one job after the other. */
import { copyFile, PIECE_BYTES } from './local/copying/copyFile.ts';
import { copyFiles } from './local/copying/copyFiles.ts';
import { flushFile } from './local/copying/flushFile.ts';
import { nameFiles } from './local/copying/nameFiles.ts';
import type { CopierJob } from './local/copying/protocol.ts';
import { serveJobs } from './local/threads/serveJobs.ts';

const buffers = { piece: Buffer.allocUnsafe(PIECE_BYTES), mirror: Buffer.allocUnsafe(PIECE_BYTES) };

serveJobs((job: CopierJob) => {
  switch (job.task) {
    case 'copy':
      return copyFile(job, buffers);
    case 'copies':
      return copyFiles(job, buffers);
    case 'flush':
      return flushFile(job);
    case 'name':
      return nameFiles(job);
  }
});
