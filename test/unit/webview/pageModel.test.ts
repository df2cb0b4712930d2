import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReportItem } from '../../../src/engine/report.ts';
import { choose, type Choices } from '../../../src/webview/choices.ts';
import type { PageModel } from '../../../src/webview/pageModel.ts';
import { pageOf } from './pageOf.ts';
import { itemsOf } from './reportLiteral.ts';

/** A page that shows these items, and the items that then come from a run; the result as one line an item. */
function after(shown: string, came: string): string {
  const model = pageOf({ 'file:///photos': itemsOf(shown) });
  model.put('file:///photos', itemsOf(came));
  const { outcomes: totals } = model.counts.items.totals({ bytesUploaded: 0, bytesDownloaded: 0, requests: 0 });
  const lines = [...model.entries()].map(({ item }) => `${item.album}/${item.name} ${item.outcome}`);
  return [...lines, `planned ${String(totals.planned)}, done ${String(totals.done)}`].join('\n');
}

describe('a run moves the page on', () => {
  it('item by item, with the totals', () => {
    assert.equal(
      after(
        `Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
         Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned`,
        'Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL done',
      ),
      `Rome/a.jpg planned
Rome/b.jpg done
planned 1, done 1`,
    );
  });

  it('and adds items that it did not know, in their place', () => {
    assert.equal(
      after(
        'Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned',
        `Norway/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned
         Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done`,
      ),
      `Norway/c.jpg planned
Rome/a.jpg done
Rome/b.jpg planned
planned 2, done 1`,
    );
  });

  it('with a visit to those items alone, however many the report has', () => {
    let visits = 0;
    const items = itemsOf(
      Array.from({ length: 300 }, (_, n) => `Rome/${n}.jpg LOCAL_ONLY UPLOAD_LOCAL planned`).join('\n'),
    ).map((item) => ({
      ...item,
      get outcome() {
        visits++;
        return item.outcome;
      },
    }));
    const model = pageOf({ 'file:///photos': items });
    assert.equal(model.rows.length, 301);
    visits = 0;
    model.put('file:///photos', itemsOf('Rome/7.jpg LOCAL_ONLY UPLOAD_LOCAL done'));
    assert.equal(model.rows.at(8)?.kind, 'item');
    assert.deepEqual(
      [...model.counts.items.tally],
      [
        ['UPLOAD_LOCAL planned', 299],
        ['UPLOAD_LOCAL done', 1],
      ],
    );
    assert.ok(visits < 10, `${visits} looks at the outcome`);
  });
});

describe('what is chosen for very many items reaches them in steps', () => {
  const choices = ['UPLOAD_LOCAL', 'SILENT'] as const;
  const items = itemsOf(
    Array.from({ length: 3_000 }, (_, n) => `Album ${n % 7}/${n}.jpg LOCAL_ONLY UPLOAD_LOCAL planned`).join('\n'),
  ).map((item): ReportItem => ({ ...item, choices, seen: { local: { size: 1_000 } } }));
  const leftOut = (page: PageModel): Choices => choose(new Map(), [...page.entries()], 'SILENT');
  const stateOf = (page: PageModel) => [
    [...page.entries()],
    [page.counts.items.tally, page.rows.counts.items.tally],
    page.estimate,
  ];

  it('and comes to what one step would make of it, also when a run goes on meanwhile', () => {
    const done = items.slice(1_000, 1_800).map((item): ReportItem => ({ ...item, outcome: 'done' }));
    const [slow, quick] = [pageOf({ a: items }), pageOf({ a: items })];
    quick.put('a', done);
    quick.choose(leftOut(quick));
    slow.chooseSoon(leftOut(slow));
    assert.equal(slow.follow(), true);
    slow.put('a', done);
    while (slow.follow() || slow.weigh());
    assert.deepEqual(stateOf(slow), stateOf(quick));
    assert.equal([...slow.entries()].filter(({ was }) => was !== undefined).length, items.length);
  });

  it('and what is chosen next comes after it', () => {
    const page = pageOf({ a: items });
    const before = stateOf(page);
    page.chooseSoon(leftOut(page));
    assert.equal(page.follow(), true);
    page.choose(new Map());
    assert.equal(page.follow(), false);
    assert.deepEqual(stateOf(page), before);
  });
});
