import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RemoteItem } from '../../../src/engine/model.ts';
import type { Change, UndoStep } from '../../../src/engine/undo/model.ts';
import { formatSteps, parseSteps, type KeptStep } from '../../../src/ledger/stepText.ts';

/** Few, so that steps often have something in common and often nearly. */
const word = fc.constantFrom('', 'a', 'b.jpg', 'a/b.jpg', 'Été\ud83d', '__proto__');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const type = maybe(
  fc.constantFrom({ kind: 'photo', mime: 'image/jpeg' }, { kind: 'video', mime: 'video/mp4' } as const),
);

const item: fc.Arbitrary<RemoteItem> = fc.record(
  {
    ...{ id: word, albumId: word, name: word, type, url: word, tagged: fc.boolean(), caption: maybe(word) },
    ...{ size: maybe(fc.nat()), modifiedMs: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })) },
    ...{ hash: maybe(word), capturedAt: maybe(word), stored: fc.record({ size: fc.nat() }) },
  },
  { requiredKeys: ['id', 'albumId', 'name'] },
);

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: item.map((each) => ({ side: 'remote', did: 'added', item: each }) as const) },
  item.map((was) => ({ side: 'remote', did: 'removed', was }) as const),
  fc.record({
    side: fc.constant('local'),
    did: fc.constant('added'),
    file: fc.constant({ path: 'a', size: 1, modifiedMs: 2 }),
  }),
);

const step: fc.Arbitrary<UndoStep> = fc
  .record({
    ...{ album: word, name: word, path: maybe(word), detail: maybe(fc.constantFrom('new', 'moved')) },
    ...{ event: fc.constantFrom('LOCAL_ONLY', 'DIFFERENT'), action: fc.constantFrom('UPLOAD_LOCAL', 'REPLACE_REMOTE') },
    changes: fc.array(change, { minLength: 1, maxLength: 2 }),
    before: fc.option(fc.constant({ album: 'a', name: 'b' }), { nil: undefined, freq: 8 }),
    isTidy: fc.boolean(),
  })
  .map(({ isTidy, ...each }) => (isTidy ? tidy(each as unknown as UndoStep) : (each as unknown as UndoStep)));

/** As nearly all are: the names are the same, and the ids made of them. */
function tidy(given: UndoStep): UndoStep {
  const changes = given.changes.map((each) => {
    if (each.side !== 'remote' || each.did !== 'added') return each;
    return { ...each, item: { ...each.item, name: given.name, id: `${each.item.albumId}/${given.name}` } };
  });
  return { ...given, path: `folder/${given.name}`, changes };
}

test('steps are told as they were written, whatever they have in common', () => {
  fc.assert(
    fc.property(fc.array(fc.option(step, { nil: null, freq: 10 }), { maxLength: 20 }), (steps: readonly KeptStep[]) => {
      assert.deepEqual(plain(parseSteps(formatSteps(steps))), plain(steps));
    }),
  );
});

test('steps that an earlier version wrote are told, as a list and each by itself', () => {
  const steps = [sent(0), null, sent(1)];
  assert.deepEqual(plain(parseSteps(JSON.stringify(steps))), plain(steps));
  assert.deepEqual(plain(parseSteps(JSON.stringify(sent(2)))), plain([sent(2)]));
});

test('of photos that were sent from one folder to one album little is written of each', () => {
  const steps = Array.from({ length: 200 }, (_, index) => sent(index));
  const written = formatSteps(steps);
  assert.ok(written.length < JSON.stringify(steps).length / 2, `${written.length}`);
  assert.equal(written.split('folder/of/the/album').length, 2);
});

function sent(index: number): UndoStep {
  const name = `IMG_${index}.jpg`;
  const item: RemoteItem = {
    ...{ id: `trip/${name}`, albumId: 'trip', name, size: index, modifiedMs: index / 3, hash: `sha256:${index}` },
    ...{ capturedAt: '2024-05-12T16:28:39', type: { kind: 'photo', mime: 'image/jpeg' }, url: undefined },
  };
  return {
    ...{ album: 'Trip', name, path: `folder/of/the/album/${name}`, event: 'LOCAL_ONLY', detail: 'new' },
    ...{ action: 'UPLOAD_LOCAL', changes: [{ side: 'remote', did: 'added', item }] },
  };
}

/** What is not there and what is undefined are the same in JSON. */
function plain(steps: readonly KeptStep[]): unknown {
  return JSON.parse(JSON.stringify(steps));
}
