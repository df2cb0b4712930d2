/* The program of a thread that copies photos and gives copies their names (src/local/copying): one job after the other. */
import { copyWork } from './local/copying/copyWork.ts';
import { serveJobs } from './local/threads/serveJobs.ts';

serveJobs(copyWork());
