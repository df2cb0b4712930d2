/* The program of a thread that reads the first bytes of photos (src/local/heads): one file after the other. */
import { headsOf } from './local/heads/headWork.ts';
import { serveJobsInTurn } from './local/threads/serveJobs.ts';

serveJobsInTurn(headsOf);
