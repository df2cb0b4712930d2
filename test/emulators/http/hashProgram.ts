// The program of a thread that makes hashes (hashing.ts).
import { hash } from 'node:crypto';
import { serveJobs } from '../../../src/local/threads/serveJobs.ts';
import type { HashAnswer, HashJob } from './hashing.ts';

serveJobs(({ name, bytes }: HashJob): HashAnswer => ({ hash: hash(name, bytes, 'hex') }));
