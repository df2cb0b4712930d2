import { parentPort } from 'node:worker_threads';

/** Answers the jobs of a `ThreadPool` in this thread, one after the other. `work` does not throw. */
export function serveJobs<Job extends object, Answer extends object>(work: (job: Job) => Answer): void {
  parentPort?.on('message', (jobs: readonly Job[]) => parentPort?.postMessage(jobs.map((job) => work(job))));
}
