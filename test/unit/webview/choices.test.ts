import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Action } from '../../../src/engine/model.ts';
import type { ReportItem } from '../../../src/engine/report.ts';
import { choose, inOfferedOrder, standing, type Choices } from '../../../src/webview/choices.ts';
import type { PageModel } from '../../../src/webview/pageModel.ts';
import type { Entry } from '../../../src/webview/rows.ts';
import { pageOf } from './pageOf.ts';
import { itemsOf } from './reportLiteral.ts';

const CHOICES: Readonly<Record<string, readonly Action[]>> = {
  LOCAL_ONLY: ['UPLOAD_LOCAL', 'SILENT'],
  DIFFERENT: ['SILENT', 'REPORT', 'DOWNLOAD_REMOTE'],
  SAME: ['SILENT', 'DOWNLOAD_REMOTE'],
};

/** Items with the choices of their events; one that was skipped has none. */
function plan(text: string, choices: Choices = new Map()): PageModel {
  const items = itemsOf(text).map((item): ReportItem =>
    item.outcome === 'skipped' ? item : { ...item, choices: CHOICES[item.event] },
  );
  return pageOf({ photos: items }, { choices });
}

const TEXT = `
  Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned
  Rome/b.jpg DIFFERENT REPORT reported
  Rome/c.jpg LOCAL_ONLY REPORT skipped
  Rome/d.jpg SAME SILENT silent
`;
const PLAN = [...plan(TEXT).entries()];
const NONE: Choices = new Map();

/** The entries of the plan with these choices. */
function chosen(choices: Choices): readonly Entry[] {
  return [...plan(TEXT, choices).entries()];
}

function text(entries: readonly Entry[]): string {
  return entries
    .filter(({ was }) => was !== undefined)
    .map(({ item, was }) => `${item.name} ${String(was?.action)} -> ${item.action} ${item.outcome}`)
    .join('\n');
}

describe('what a person chooses', () => {
  const cases: readonly [action: Action, changed: string][] = [
    ['SILENT', 'a.jpg UPLOAD_LOCAL -> SILENT skipped\nb.jpg REPORT -> SILENT skipped'],
    ['DOWNLOAD_REMOTE', 'b.jpg REPORT -> DOWNLOAD_REMOTE planned\nd.jpg SILENT -> DOWNLOAD_REMOTE planned'],
    ['UPLOAD_LOCAL', ''],
    ['REPORT', ''],
    ['DELETE_LOCAL', ''],
  ];
  for (const [action, changed] of cases)
    it(`${action} for all of them`, () => assert.equal(text(chosen(choose(NONE, PLAN, action))), changed));

  it('is taken back by choosing the planned action, or all at once', () => {
    const left = choose(NONE, PLAN, 'SILENT');
    const entries = chosen(left);
    assert.deepEqual([...choose(left, entries, 'UPLOAD_LOCAL').keys()], ['photos\nRome\nb.jpg']);
    assert.equal(choose(left, entries, 'planned').size, 0);
  });

  it('is offered with the number of items that may have it', () => {
    const { counts } = plan(TEXT, choose(NONE, PLAN, 'DOWNLOAD_REMOTE'));
    assert.deepEqual(inOfferedOrder(counts.offers), [
      ['UPLOAD_LOCAL', 1],
      ['DOWNLOAD_REMOTE', 2],
      ['REPORT', 1],
      ['SILENT', 3],
    ]);
  });
});

describe('a choice in a new plan', () => {
  const left = choose(NONE, PLAN.slice(0, 1), 'SILENT');
  const cases: readonly [what: string, next: string, isKnown: boolean, stands: number][] = [
    ['stands while its item is what it was', 'Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned', true, 1],
    ['falls when the event is another', 'Rome/a.jpg SAME SILENT silent', true, 0],
    ['falls when the detail is another', 'Rome/a.jpg LOCAL_ONLY:deletedRemotely UPLOAD_LOCAL planned', true, 0],
    ['falls when another action is planned', 'Rome/a.jpg LOCAL_ONLY:new REPORT reported', true, 0],
    ['falls when nothing can be chosen any more', 'Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL skipped', true, 0],
    ['falls when its item is gone', 'Rome/b.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned', true, 0],
    ['waits for its folder', '', false, 1],
  ];
  for (const [what, next, isKnown, stands] of cases)
    it(what, () => assert.equal(standing(left, plan(next).entryOf, () => isKnown).size, stands));
});
