/* The program of a thread that looks at folders beside the thread of the run (src/local/looking). */
import { headOf } from './local/heads/headWork.ts';
import type { HeadAnswer } from './local/heads/protocol.ts';
import { lookAtShared } from './local/folderLooks.ts';
import type { LookerAnswer, LookerJob } from './local/looking/folderLooker.ts';
import { serveJobsInTurn } from './local/threads/serveJobs.ts';
import { seeSharedAlbums } from './services/gallery/closeLooks.ts';

serveJobsInTurn(async (job: LookerJob): Promise<LookerAnswer> => {
  if ('slugs' in job) return seeSharedAlbums(job);
  if (!('files' in job)) return lookAtShared(job);
  const heads: HeadAnswer[] = [];
  for (const file of job.files) heads.push(await headOf(file));
  return { heads };
});
