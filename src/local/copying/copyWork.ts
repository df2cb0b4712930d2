import { copyFile, PIECE_BYTES } from './copyFile.ts';
import { copyFiles } from './copyFiles.ts';
import { noteFiles, renameFiles } from './nameFiles.ts';
import type { CopierAnswer, CopierJob } from './protocol.ts';

/** What copies files and gives copies their names, with plain calls of the system: one job after the other. */
export function copyWork(): (job: CopierJob) => CopierAnswer {
  const buffers = { piece: Buffer.allocUnsafe(PIECE_BYTES), mirror: Buffer.allocUnsafe(PIECE_BYTES) };
  return (job) => {
    switch (job.task) {
      case 'copy':
        return copyFile(job, buffers);
      case 'copies':
        return copyFiles(job, buffers);
      case 'note':
        return noteFiles(job, 'later');
      case 'rename':
        return renameFiles(job);
    }
  };
}
