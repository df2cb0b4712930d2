/* The program of a thread that reads files for their hash (src/local/hashing), and into memory: one file after the other. */
import { hashWork } from './local/hashing/hashWork.ts';
import { serveJobs } from './local/threads/serveJobs.ts';

serveJobs(hashWork());
