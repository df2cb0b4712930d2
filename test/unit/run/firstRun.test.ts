import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { firstRun } from '../../../src/run/watch/firstRun.ts';
import type { BackgroundEnd, Waiting } from '../../../src/run/watch/runByItself.ts';
import { Library } from '../../harness/library.ts';

const HELD: BackgroundEnd = { kind: 'putOff', why: 'battery' };
const LOCKED: BackgroundEnd = { kind: 'putOff', why: 'elsewhere' };
const GROWING: BackgroundEnd = { kind: 'putOff', why: 'growing' };
const DONE: BackgroundEnd = { kind: 'done' };

const CASES: readonly {
  readonly what: string;
  readonly ends: readonly BackgroundEnd[];
  /** What stands in the way each time that somebody asks. */
  readonly restraints?: readonly (Waiting | undefined)[];
  readonly story: string;
}[] = [
  { what: 'that is done is made once', ends: [DONE], story: 'act' },
  { what: 'that leaves out what is being written is made once', ends: [GROWING], story: 'act' },
  {
    what: 'comes again when another program has ended',
    ends: [LOCKED, DONE],
    story: 'act, note elsewhere, wait 30, note nothing, act',
  },
  {
    what: 'does not compare again while it is held back',
    ends: [HELD, DONE],
    restraints: ['battery', 'metered', undefined],
    story: 'act, note battery, wait 300, note battery, wait 300, note metered, wait 300, note nothing, act',
  },
];

describe('the first run of a watch', () => {
  for (const { what, ends, restraints = [], story } of CASES)
    test(what, async () => {
      const told: string[] = [];
      const [left, hold] = [[...ends], [...restraints]];
      const end = await firstRun({
        act: async () => {
          told.push('act');
          return left.shift() ?? DONE;
        },
        restraint: async () => hold.shift(),
        note: (waiting) => told.push(`note ${waiting ?? 'nothing'}`),
        wait: async (ms) => void told.push(`wait ${ms / 1000}`),
        signal: new AbortController().signal,
      });
      assert.equal(told.join(', '), story);
      assert.deepEqual(end, ends.at(-1));
    });

  test('on battery compares and tells why it waits, and brings nothing to the albums', async (t) => {
    const library = new Library(t, { 'Trip/a.jpg': 'a' });
    const interrupt = new AbortController();
    const told: string[] = [];
    const status = await library.watch({
      surroundings: { isOnBattery: async () => true, isMetered: async () => false },
      onEvent: (_, event) => {
        told.push(event.event === 'waiting' ? `waiting: ${event.why}` : event.event);
        if (event.event === 'waiting' || event.event === 'ran') interrupt.abort();
      },
      signal: interrupt.signal,
    });
    assert.deepEqual([status, ...told], [130, 'watching', 'waiting: battery']);
    assert.deepEqual(library.files(), ['Trip/a.jpg']);
  });
});
