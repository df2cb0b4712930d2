import { parentPort } from 'node:worker_threads';

/** Answers the jobs of a `ThreadPool` in this thread, one after the other. `work` does not throw. */
export function serveJobs<Job extends object, Answer extends object>(work: (job: Job) => Answer): void {
  parentPort?.on('message', (jobs: readonly Job[]) => parentPort?.postMessage(jobs.map((job) => work(job))));
}

/** `serveJobs` for work that may take promises: a message waits until the one before it is answered. `work` does not reject. */
export function serveJobsInTurn<Job extends object, Answer extends object>(
  work: (job: Job) => Answer | Promise<Answer>,
): void {
  let last: Promise<void> = Promise.resolve();
  parentPort?.on('message', (jobs: readonly Job[]) => {
    last = last.then(async () => {
      const answers: Answer[] = [];
      for (const job of jobs) answers.push(await work(job));
      parentPort?.postMessage(answers);
    });
  });
}
