/* The program of a thread that copies photos and gives copies their names (src/local/copying): one job after the other. */
import { copyFile, PIECE_BYTES } from './local/copying/copyFile.ts';
import { nameFiles } from './local/copying/nameFiles.ts';
import type { CopyJob, NameJob } from './local/copying/protocol.ts';
import { serveJobs } from './local/threads/serveJobs.ts';

const buffers = { piece: Buffer.allocUnsafe(PIECE_BYTES), mirror: Buffer.allocUnsafe(PIECE_BYTES) };

serveJobs((job: CopyJob | NameJob) => (job.task === 'copy' ? copyFile(job, buffers) : nameFiles(job)));
