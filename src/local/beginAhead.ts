/** Work that was begun and is to go on. */
export interface Begun {
  readonly goOn: () => Promise<void>;
  /** How many things it looks at before that. */
  readonly things: number;
}

/** So much is begun ahead, and one piece of work always: whoever works on it beside this thread has enough to do then. */
const THINGS_AHEAD = 2048;
/** What looks at nothing costs little, but there may be very many of it. */
const MOST_AHEAD = 128;

/** Gives what was begun of one job after the other, and begins with the next ones before that. */
export function beginAhead<Job>(jobs: readonly Job[], begin: (job: Job) => Begun): () => Begun | undefined {
  const ahead: Begun[] = [];
  let [things, count] = [0, 0];

  function beginMore(): void {
    while (ahead.length === 0 || (things < THINGS_AHEAD && ahead.length < MOST_AHEAD)) {
      const job = jobs[count++];
      if (job === undefined) return;
      const begun = begin(job);
      ahead.push(begun);
      things += begun.things;
    }
  }

  beginMore();
  return () => {
    const next = ahead.shift();
    things -= next?.things ?? 0;
    beginMore();
    return next;
  };
}
