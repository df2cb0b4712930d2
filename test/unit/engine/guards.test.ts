import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LocalItem } from '../../../src/engine/model.ts';
import { guardDeletes } from '../../../src/engine/plan/guards.ts';
import type { PlannedItem, PlanRules } from '../../../src/engine/plan/model.ts';

function planned(path: string, action: PlannedItem['action']): PlannedItem {
  const type = { kind: 'photo', mime: 'image/jpeg' } as const;
  const local: LocalItem = {
    album: 'Trip',
    name: path,
    path,
    root: '.',
    pathInRoot: path,
    size: 1,
    modifiedMs: 0,
    type,
  };
  const unchanged = { local: false, remote: false };
  return { album: 'Trip', name: path, sides: { local }, action, outcome: 'planned', event: 'SAME', changed: unchanged };
}

test('a file that the web holds twice counts once towards the share that may be deleted', () => {
  const items = [planned('a.jpg', 'DELETE_LOCAL'), planned('b.jpg', 'DELETE_LOCAL'), planned('c.jpg', 'SILENT')];
  const half = { rules: { maxDeletes: { share: 0.5 } } as PlanRules, inStep: [], albums: [] };
  const codes = (all: readonly PlannedItem[]) => guardDeletes(all, half).map(({ code }) => code);
  assert.deepEqual(codes([...items, planned('c.jpg', 'REPORT')]), ['E_TOO_MANY_DELETES']);
  assert.deepEqual(codes([...items, planned('d.jpg', 'SILENT')]), []);
});

test('what lies in albums that nobody touched counts towards the share that may be deleted', () => {
  const items = [planned('a.jpg', 'DELETE_LOCAL'), planned('b.jpg', 'SILENT')];
  const rules = { maxDeletes: { share: 0.25 } } as PlanRules;
  const codes = (...inStep: readonly number[]) =>
    guardDeletes(items, {
      rules,
      albums: [],
      inStep: inStep.map((count) => ({ album: 'Rome', folders: [], known: [], items: count, news: [] })),
    }).map(({ code }) => code);
  assert.deepEqual(codes(), ['E_TOO_MANY_DELETES']);
  assert.deepEqual(codes(1), ['E_TOO_MANY_DELETES']);
  assert.deepEqual(codes(1, 1), []);
});

test('what nobody touched in an album of which files were touched counts too', () => {
  const items = [planned('a.jpg', 'DELETE_LOCAL'), planned('b.jpg', 'SILENT')];
  const rules = { maxDeletes: { share: 0.25 } } as PlanRules;
  const codes = (others: number) => {
    const frame = { album: 'Rome', folders: [], known: [], local: [], remote: [], base: [] };
    const albums = [{ ...frame, others: { items: others, since: undefined } }];
    return guardDeletes(items, { rules, inStep: [], albums }).map(({ code }) => code);
  };
  assert.deepEqual(codes(1), ['E_TOO_MANY_DELETES']);
  assert.deepEqual(codes(2), []);
});
