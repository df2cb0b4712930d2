import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ACTIONS, EVENTS, OUTCOMES, type Action } from '../../../src/engine/model.ts';
import type { ReportItem } from '../../../src/engine/report.ts';
import { choose, type Choices } from '../../../src/webview/choices.ts';
import type { EntryCounts } from '../../../src/webview/entryCounts.ts';
import type { PageModel } from '../../../src/webview/pageModel.ts';
import { COLUMNS, INITIAL_STATE, toggled, type PageState } from '../../../src/webview/pageState.ts';
import type { Row } from '../../../src/webview/rows.ts';
import { countsText, itemText, plainCounts, plainRows, type Told } from './plainRows.ts';
import { pageOf, rowsIn } from './pageOf.ts';

type Look = Omit<PageState, 'scrollTop'>;

/** What happens to a page. */
type Step =
  | { readonly type: 'put'; readonly folder: string; readonly items: readonly ReportItem[] }
  | { readonly type: 'choose'; readonly names: readonly string[]; readonly action: Action | 'planned' }
  | { readonly type: 'close'; readonly album: string }
  | { readonly type: 'open'; readonly name: string }
  | { readonly type: 'look'; readonly look: Partial<Pick<Look, 'filter' | 'sort' | 'groupBy'>> };

const FOLDERS = ['a', 'b'];
const ALBUMS = ['Norway', 'Rome 9', 'Rome 10', ''];
const NAMES = ['1.jpg', '2.jpg', '10.jpg', 'a.jpg', 'A.jpg', '\u00e9.jpg', 'e\u0301.jpg'];
const REASONS = ['', 'No answer', 'no answer', 'Changed 9', 'Changed 10'];

const item = fc
  .record({
    album: fc.constantFrom(...ALBUMS),
    name: fc.constantFrom(...NAMES),
    event: fc.constantFrom(...EVENTS),
    action: fc.constantFrom(...ACTIONS),
    outcome: fc.constantFrom(...OUTCOMES),
    reason: fc.constantFrom(...REASONS),
    choices: fc.constantFrom<ReportItem['choices'][]>(undefined, ['SILENT', 'UPLOAD_LOCAL'], ['REPORT', 'SILENT']),
  })
  .map(({ reason, ...rest }): ReportItem => {
    const error = reason === '' ? undefined : ({ code: 'E_UNREACHABLE', message: reason } as const);
    return { ...rest, path: `${rest.album}/${rest.name}`, error };
  });
/** Not one name twice; a collision is a case of its own. */
const items = fc.uniqueArray(item, { maxLength: 12, selector: ({ album, name }) => `${album}/${name}` });
const some = <T>(all: readonly T[]) => fc.subarray([...all], { maxLength: 2 });
const look = fc.record(
  {
    filter: fc.record({
      text: fc.constantFrom('', '', '1', 'ROME', 'answer'),
      events: fc.oneof(fc.constant([]), some(EVENTS)),
      actions: fc.oneof(fc.constant([]), some(ACTIONS)),
      outcomes: fc.oneof(fc.constant([]), some(OUTCOMES)),
      inStep: fc.constantFrom('hidden' as const, 'shown' as const),
    }),
    sort: fc.record({
      column: fc.constantFrom(...COLUMNS),
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
    groupBy: fc.constantFrom('album' as const, 'nothing' as const),
  },
  { requiredKeys: [] },
);
const key = fc
  .tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...ALBUMS), fc.constantFrom(...NAMES))
  .map((parts) => parts.join('\n'));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('put'), folder: fc.constantFrom(...FOLDERS), items }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('choose'),
      names: fc.array(key, { maxLength: 4 }),
      action: fc.constantFrom<Action | 'planned'>('SILENT', 'UPLOAD_LOCAL', 'planned'),
    }),
  },
  fc.record({
    type: fc.constant('close'),
    album: fc.tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...ALBUMS)).map((parts) => parts.join('\n')),
  }),
  fc.record({ type: fc.constant('open'), name: key }),
  fc.record({ type: fc.constant('look'), look }),
);

describe('the rows of a page', () => {
  it('are those that would be made of everything anew, whatever came and however somebody looks at it', () => {
    fc.assert(
      fc.property(items, items, look, fc.array(step, { maxLength: 12 }), (inA, inB, first, steps) => {
        let state: Look = { ...INITIAL_STATE, ...first };
        const page = pageOf({ a: inA, b: inB }, state);
        const told = new Map([...tellAll('a', inA), ...tellAll('b', inB)]);
        compare(page, told, state);
        for (const next of steps) {
          state = take(next, { page, told, state });
          compare(page, told, state);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('say for each of them where it is, and in which album', () => {
    fc.assert(
      fc.property(items, items, look, fc.array(step, { maxLength: 4 }), (inA, inB, first, steps) => {
        let state: Look = { ...INITIAL_STATE, ...first };
        const page = pageOf({ a: inA, b: inB }, state);
        const told = new Map([...tellAll('a', inA), ...tellAll('b', inB)]);
        for (const next of steps) state = take(next, { page, told, state });
        const { rows } = page;
        const all = rowsIn(rows);
        const indexes = all.map((_, index) => index);
        assert.deepEqual(
          all.map((row) => rows.indexOf(row.key)),
          indexes,
        );
        assert.deepEqual(
          indexes.map((index) => rows.kindAt(index)),
          all.map(({ kind }) => kind),
        );
        assert.deepEqual(
          indexes.map((index) => rows.headerOf(index)),
          indexes.map((index) => all.findLastIndex(({ kind }, place) => place <= index && kind === 'album')),
        );
        assert.equal(rows.at(-1), undefined);
        assert.equal(rows.at(rows.length), undefined);
        assert.equal(rows.indexOf('nowhere'), -1);
      }),
    );
  });

  it('stay the same objects while nothing of them has changed', () => {
    fc.assert(
      fc.property(items, items, look, (inA, more, first) => {
        const page = pageOf({ a: inA, b: [] }, { ...INITIAL_STATE, ...first });
        const before = new Map(rowsIn(page.rows).map((row) => [row.key, row]));
        page.put('b', more);
        const touched = new Set(more.map(({ album }) => `b\n${album}`));
        for (const row of rowsIn(page.rows)) {
          const folder = row.kind === 'album' ? row.folder : row.entry.folder;
          if (folder === 'a' && !touched.has(row.key)) assert.equal(row, before.get(row.key));
        }
      }),
    );
  });
});

function* tellAll(folder: string, all: readonly ReportItem[]): Iterable<[string, Told]> {
  for (const each of all) {
    const own = `${folder}\n${each.album}\n${each.name}`;
    yield [own, { key: own, folder, item: each }];
  }
}

/** Does the same to the page and to what stands for it; the state afterwards. */
function take(
  next: Step,
  { page, told, state }: { readonly page: PageModel; readonly told: Map<string, Told>; readonly state: Look },
): Look {
  switch (next.type) {
    case 'put': {
      page.put(next.folder, next.items);
      for (const [own, each] of tellAll(next.folder, next.items)) told.set(own, each);
      return state;
    }
    case 'choose': {
      const entries = next.names.flatMap((name) => page.entryOf(name) ?? []);
      const choices: Choices = choose(state.choices, entries, next.action);
      page.choose(choices);
      return { ...state, choices };
    }
    case 'close':
    case 'open': {
      const changed =
        next.type === 'close'
          ? { ...state, closed: toggled(state.closed, next.album) }
          : { ...state, opened: toggled(state.opened, next.name) };
      page.rows.fold({ closed: new Set(changed.closed), opened: new Set(changed.opened) });
      return changed;
    }
    case 'look': {
      const changed = { ...state, ...next.look };
      page.rows.arrange(changed);
      return changed;
    }
  }
}

function compare(page: PageModel, told: ReadonlyMap<string, Told>, state: Look): void {
  const all = [...told.values()];
  assert.deepEqual(rowsIn(page.rows).map(rowText), plainRows(all, state));
  assert.deepEqual([page.counts, page.rows.counts].map(textOf), plainCounts(all, state));
}

function rowText(row: Row): string {
  if (row.kind === 'facts') return `    sides of ${row.entry.key}`;
  if (row.kind === 'item') return itemText(row.entry, row.open);
  const text = textOf(row.counts);
  assert.equal(text, countsText(row.entries()));
  return `${row.open ? '-' : '+'} ${row.key} ${text}`;
}

function textOf(counts: EntryCounts): string {
  return [
    ...[...counts.items.tally].map(([key, count]) => `${key} ${count}`).sort(),
    `selectable ${counts.selectable}`,
    `in step ${counts.selectableInStep}`,
    `reasons ${counts.reasons}`,
    `retryable ${counts.retryable}`,
    ...[...counts.offers].map(([action, count]) => `may ${action} ${count}`).sort(),
  ].join(', ');
}
