import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inConvoy } from '../../../src/engine/apply/convoy.ts';
import type { ConvoyLimits, Turn } from '../../../src/engine/apply/convoy.ts';

/** A service that answers items in batches, as soon as one is full or a lull comes. */
class Batches {
  readonly sizes: number[] = [];
  #waiting: (() => void)[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  async take(turn: Turn): Promise<void> {
    const answered = new Promise<void>((answer) => this.#waiting.push(answer));
    if (this.#waiting.length === this.#size) this.#answer();
    void turn.lull().then(() => this.#answer());
    turn.onSent();
    await answered;
  }

  #answer(): void {
    const batch = this.#waiting.splice(0);
    if (batch.length > 0) this.sizes.push(batch.length);
    for (const answer of batch) answer();
  }
}

const slowDowns = () => 0;

/** So many pieces of one item each. */
function alone(items: number): readonly (readonly [number])[] {
  return Array.from({ length: items }, (_, index) => [index]);
}

const TABLE: readonly (readonly [items: number, limits: Omit<ConvoyLimits, 'slowDowns'>, sizes: readonly number[]])[] =
  [
    [0, { atOnce: 4, waiting: 100 }, []],
    [1, { atOnce: 4, waiting: 100 }, [1]],
    [49, { atOnce: 4, waiting: 100 }, [49]],
    [50, { atOnce: 4, waiting: 100 }, [50]],
    [120, { atOnce: 4, waiting: 100 }, [50, 50, 20]],
    [120, { atOnce: 1, waiting: 50 }, [50, 50, 20]],
    [7, { atOnce: 2, waiting: 3 }, [3, 3, 1]],
  ];

for (const [items, limits, sizes] of TABLE) {
  test(`${items} uploads, ${limits.atOnce} at once and ${limits.waiting} waiting, make batches of ${sizes.join(', ')}`, async () => {
    const batches = new Batches(50);
    await inConvoy(alone(items), { ...limits, slowDowns }, (_, turn) => batches.take(turn));
    assert.deepEqual(batches.sizes, sizes);
  });
}

test('of many that are sent as soon as they begin, none begins within another one', async () => {
  const items = 50_000;
  let [begun, isBeginning] = [0, false];
  const { promise: allBegun, resolve } = Promise.withResolvers();
  await inConvoy(alone(items), { atOnce: 4, waiting: items, slowDowns }, async (_piece, turn) => {
    assert.equal(isBeginning, false);
    isBeginning = true;
    turn.onSent();
    isBeginning = false;
    if (++begun === items) resolve(undefined);
    await allBegun;
  });
  assert.equal(begun, items);
});

test('an item that fails before it is sent leaves nobody waiting', async () => {
  const batches = new Batches(50);
  await inConvoy(alone(9), { atOnce: 3, waiting: 100, slowDowns }, async ([index = 0], turn) => {
    if (index < 8) await batches.take(turn);
  });
  assert.deepEqual(batches.sizes, [8]);
});

test('without waiting, no more than the limit is under way', async () => {
  let [now, most] = [0, 0];
  await inConvoy(alone(20), { atOnce: 3, waiting: 0, slowDowns }, async () => {
    most = Math.max(most, ++now);
    await Promise.resolve();
    now--;
  });
  assert.equal(most, 3);
});

test('items are begun in their order', async () => {
  const begun: number[] = [];
  await inConvoy([[3], [1], [2]], { atOnce: 2, waiting: 0, slowDowns }, async (piece) => void begun.push(...piece));
  assert.deepEqual(begun, [3, 1, 2]);
});

test('fewer are under way after the service could not keep up, and more again after it could', async () => {
  const widths: number[] = [];
  let [now, ended] = [0, 0];
  const limits = { atOnce: 4, waiting: 0, slowDowns: () => (ended >= 4 ? 1 : 0) };
  await inConvoy(alone(24), limits, async () => {
    widths.push(++now);
    await Promise.resolve();
    now--;
    ended++;
  });
  assert.equal(widths.join(' '), '1 2 3 4 1 2 1 2 3 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3');
});
