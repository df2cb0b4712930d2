import { setImmediate as nextTurn } from 'node:timers/promises';

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
    return answerAt(await next, place);
  };
}

/** Works together on all that is asked for in one turn of the event loop; otherwise like `createGathering`. */
export function gatherInTurn<Job, Answer>(
  work: (jobs: readonly Job[]) => Promise<readonly Answer[]>,
): (job: Job) => Promise<Answer> {
  let turn: { readonly jobs: Job[]; readonly answers: Promise<readonly Answer[]> } | undefined;

  function begin() {
    const jobs: Job[] = [];
    const answers = nextTurn().then(() => {
      turn = undefined;
      return work(jobs);
    });
    return { jobs, answers };
  }

  return async (job) => {
    turn ??= begin();
    const place = turn.jobs.push(job) - 1;
    return answerAt(await turn.answers, place);
  };
}

function answerAt<Answer>(answers: readonly Answer[], place: number): Answer {
  const answer = answers[place];
  if (answer === undefined) throw new Error('A job was not answered.');
  return answer;
}
