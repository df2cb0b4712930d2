/* The program of a thread that looks at photo folders beside the thread of a run (src/local/looking). */
import { lookAtShared } from './local/folderLooks.ts';
import { serveJobs } from './local/threads/serveJobs.ts';

serveJobs(lookAtShared);
