/**
 * Works on whatever has gathered while the last work was done: what has to wait anyway is then done at the price of one.
 * `work` answers each job, in their order; when it rejects, so do all of them.
 */
export function createGathering<Job, Answer>(
  work: (jobs: readonly Job[]) => Promise<readonly Answer[]>,
): (job: Job) => Promise<Answer> {
  let gathered: Job[] = [];
  let next: Promise<readonly Answer[]> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  return async (job) => {
    const place = gathered.push(job) - 1;
    if (!next) {
      next = last.then(() => {
        const jobs = gathered;
        gathered = [];
        next = undefined;
        return work(jobs);
      });
      last = next.catch(() => undefined);
    }
    const answer = (await next)[place];
    if (answer === undefined) throw new Error('A job was not answered.');
    return answer;
  };
}
