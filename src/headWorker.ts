/* The program of a thread that reads the first bytes of photos (src/local/heads): one file after the other. */
import { loadHeadWork } from './local/heads/loadHeadWork.ts';
import type { HeadJob } from './local/heads/protocol.ts';
import { serveJobsInTurn } from './local/threads/serveJobs.ts';

const work = loadHeadWork();

serveJobsInTurn(async (job: HeadJob) => (await work).headOf(job));
