import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginAhead } from '../../../src/local/beginAhead.ts';

interface Case {
  readonly what: string;
  /** How many things each job looks at. */
  readonly jobs: readonly number[];
  /** How many jobs are begun before each is given, and in the end. */
  readonly begun: readonly number[];
}

const cases: readonly Case[] = [
  { what: 'nothing', jobs: [], begun: [0] },
  { what: 'large jobs, one ahead', jobs: [5000, 5000, 5000], begun: [1, 2, 3, 3] },
  { what: 'small jobs, many ahead', jobs: Array<number>(40).fill(128), begun: [16, 17, 18, 19] },
  { what: 'a large one after small ones', jobs: [1, 5000, 1, 1], begun: [2, 2, 4, 4] },
  { what: 'jobs that look at nothing', jobs: Array<number>(300).fill(0), begun: [128, 129, 130] },
];

for (const { what, jobs, begun } of cases) {
  test(`begun before it goes on: ${what}`, () => {
    let count = 0;
    const given: (number | undefined)[] = [];
    const next = beginAhead(jobs, (things) => {
      count++;
      return { things, goOn: async () => undefined };
    });
    const counts = begun.map((_, index) => {
      if (index > 0) given.push(next()?.things);
      return count;
    });
    assert.deepEqual(counts, begun);
    assert.deepEqual(
      given.filter((each) => each !== undefined),
      jobs.slice(0, begun.length - 1),
    );
  });
}
