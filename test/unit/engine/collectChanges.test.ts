import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import {
  collectChanges,
  nothingCollected,
  type CollectInput,
  type Collecting,
  type CollectRules,
} from '../../../src/engine/changes/collectChanges.ts';

const RULES: CollectRules = { quietMs: 10, maxWaitMs: 50, mostPaths: 3 };

/** A line of a story: at a time, by the clock of the story, something happens. */
type Line = readonly [atMs: number, input: CollectInput];

/** Tells a story with a clock that wakes the collector when it asks for it; each hand-over is a line of text. */
function tell(lines: readonly Line[], untilMs = 1_000): string[] {
  const told: string[] = [];
  let now: Collecting = { collected: nothingCollected() };
  const step = (input: CollectInput, atMs: number): void => {
    now = collectChanges(now.collected, input, atMs, RULES);
    if (now.handed === undefined) return;
    const { paths, mayAct } = now.handed;
    told.push(`${String(atMs)}: ${mayAct ? 'act' : 'look'} ${paths === 'many' ? 'many' : [...paths].sort().join(' ')}`);
  };
  const wakeUntil = (endMs: number): void => {
    while (now.wakeAtMs !== undefined && now.wakeAtMs < endMs) step({ type: 'tick' }, now.wakeAtMs);
  };
  for (const [atMs, input] of lines) {
    wakeUntil(atMs);
    step(input, atMs);
  }
  wakeUntil(untilMs);
  return told;
}

const heard = (...paths: readonly string[]): CollectInput => ({ type: 'heard', paths });
const putOff = (untilMs: number, ...paths: readonly string[]): CollectInput => ({
  type: 'putOff',
  paths: new Set(paths),
  untilMs,
});
const busy: CollectInput = { type: 'busy' };
const idle: CollectInput = { type: 'idle' };
const resume: CollectInput = { type: 'resume' };

const STORIES: readonly [what: string, lines: readonly Line[], told: readonly string[]][] = [
  ['nothing comes of nothing', [[0, { type: 'tick' }]], []],
  ['one change is handed over when it has been quiet', [[0, heard('a')]], ['10: act a']],
  [
    'changes that come close together are handed over together',
    [
      [0, heard('a')],
      [9, heard('b')],
      [15, heard('a')],
    ],
    ['25: act a b'],
  ],
  [
    'changes that never cease are handed over after a while',
    Array.from({ length: 14 }, (_, n): Line => [n * 5, heard('a')]),
    ['50: act a', '75: act a'],
  ],
  [
    'too many to count are many',
    [
      [0, heard('a', 'b')],
      [1, heard('b', 'c', 'd')],
      [2, heard('e')],
    ],
    ['12: act many'],
  ],
  [
    'during a run it only collects, and waits after it for what the run itself did',
    [
      [0, heard('a')],
      [5, busy],
      [12, heard('b')],
      [30, idle],
      [34, heard('c')],
    ],
    ['44: act a b c'],
  ],
  ['what was put off comes again at its time', [[0, putOff(200, 'a')]], ['200: act a']],
  [
    'until then new changes are looked at, and come again with it',
    [
      [0, putOff(200, 'a')],
      [50, heard('b')],
    ],
    ['60: look b', '200: act a b'],
  ],
  [
    'what was put off waits for the quiet of what is new',
    [
      [0, putOff(200, 'a')],
      [195, heard('b')],
    ],
    ['205: act a b'],
  ],
  [
    'what was put off for ever comes when it may',
    [
      [0, putOff(Number.POSITIVE_INFINITY, 'a')],
      [300, resume],
    ],
    ['300: act a'],
  ],
  [
    'what was put off during a run comes after it',
    [
      [0, busy],
      [10, putOff(20, 'a')],
      [100, idle],
    ],
    ['110: act a'],
  ],
];

describe('the collector of changes', () => {
  for (const [what, lines, told] of STORIES) it(what, () => assert.deepEqual(tell(lines), told));
});

/** A story that is drawn: what happens, and how long after the line before. */
const drawnStory = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }).map((p) => heard(...p)),
      },
      { weight: 2, arbitrary: fc.constantFrom(busy, idle, resume) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 500 }).map((until) => putOff(until, 'z')) },
    ),
  ),
  { maxLength: 60 },
);

/** The story with times of its own, and an end at which no run is on. */
function asLines(drawn: readonly (readonly [number, CollectInput])[]): Line[] {
  let at = 0;
  const lines = drawn.map(([after, input]): Line => [(at += after), input]);
  return [...lines, [at + 1, idle]];
}

function parse(line: string): { at: number; acts: boolean; paths: readonly string[] } {
  const [, at = '', verb, paths = ''] = /^(\d+): (act|look) (.*)$/.exec(line) ?? [];
  return { at: Number(at), acts: verb === 'act', paths: paths.split(' ') };
}

test('no change is lost: each is acted on, after it was heard', () => {
  fc.assert(
    fc.property(drawnStory, (drawn) => {
      const lines = asLines(drawn);
      const acts = tell(lines, 10_000)
        .map(parse)
        .filter(({ acts }) => acts);
      for (const [at, input] of lines) {
        const paths = input.type === 'heard' ? input.paths : input.type === 'putOff' ? [...input.paths] : [];
        for (const path of paths) {
          const covered = acts.some((act) => act.at >= at && (act.paths.includes(path) || act.paths.includes('many')));
          assert.ok(covered, `${path} of ${String(at)}`);
        }
      }
    }),
  );
});

test('nothing is handed over during a run', () => {
  fc.assert(
    fc.property(drawnStory, (drawn) => {
      const lines = asLines(drawn);
      for (const { at } of tell(lines, 10_000).map(parse)) {
        const last = lines.filter(([when, { type }]) => when < at && (type === 'busy' || type === 'idle')).at(-1);
        assert.notEqual(last?.[1].type, 'busy', `at ${String(at)}`);
      }
    }),
  );
});

test('two hand-overs are a quiet period apart', () => {
  fc.assert(
    fc.property(drawnStory, (drawn) => {
      const times = tell(asLines(drawn), 10_000).map((line) => parse(line).at);
      for (const [index, at] of times.entries()) {
        const before = times[index - 1];
        assert.ok(before === undefined || at - before >= RULES.quietMs, times.join(' '));
      }
    }),
  );
});

test('what is kept stays bounded, however many changes come', () => {
  let { collected } = collectChanges(nothingCollected(), busy, 0, RULES);
  for (let n = 0; n < 10_000; n++) ({ collected } = collectChanges(collected, heard(`${String(n)}.jpg`), n, RULES));
  assert.equal(collected.heard, 'many');
});
