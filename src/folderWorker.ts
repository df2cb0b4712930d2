/* The program of a thread that looks at folders beside the thread of the run (src/local/looking). */
import { headsOf } from './local/heads/headWork.ts';
import { lookAtShared } from './local/folderLooks.ts';
import type { LookerAnswer, LookerJob } from './local/looking/folderLooker.ts';
import { serveJobsInTurn } from './local/threads/serveJobs.ts';

serveJobsInTurn(async (job: LookerJob): Promise<LookerAnswer> => {
  return 'paths' in job ? headsOf(job) : lookAtShared(job);
});
