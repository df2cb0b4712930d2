/* The program of a thread that looks at folders beside the thread of the run (src/local/looking). */
import { once } from './engine/once.ts';
import { loadHeadWork } from './local/heads/loadHeadWork.ts';
import type { HeadAnswer } from './local/heads/protocol.ts';
import { lookAtShared } from './local/folderLooks.ts';
import type { LookerAnswer, LookerJob } from './local/looking/folderLooker.ts';
import { serveJobsInTurn } from './local/threads/serveJobs.ts';
import { seeSharedAlbums } from './services/gallery/closeLooks.ts';

const headWork = once(loadHeadWork);

serveJobsInTurn(async (job: LookerJob): Promise<LookerAnswer> => {
  if ('slugs' in job) return seeSharedAlbums(job);
  if (!('files' in job)) return lookAtShared(job);
  const { headOf } = await headWork();
  const heads: HeadAnswer[] = [];
  for (const file of job.files) heads.push(await headOf(file));
  return { heads };
});
