import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workInSlices } from '../../../src/local/slices.ts';
import type { Review } from '../../../src/engine/plan/review.ts';
import type { ReportItem } from '../../../src/engine/report.ts';
import type { Choice } from '../../../src/webview/choices.ts';
import { FolderState } from '../../../src/workbench/runs/folderState.ts';
import { retryOf, reviewOf } from '../../../src/workbench/runs/review.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';

function stateOf(items: readonly ReportItem[]): FolderState {
  const state = new FolderState({ key: 'photos', name: 'photos', path: '/photos' });
  state.finish({ ...reportOf(''), items }, undefined);
  return state;
}

const PLAN = itemsOf(`
  Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Rome/c.jpg DIFFERENT REPORT reported
  Rome/d.jpg REMOTE_ONLY DELETE_REMOTE notPermitted
  Rome/e.jpg SAME SILENT silent
`).map((item): ReportItem => ({
  ...item,
  seen: { local: { size: 1, hash: item.name } },
  choices: ['UPLOAD_LOCAL', 'DOWNLOAD_REMOTE', 'SILENT'],
}));

function choice(
  name: string,
  action: Choice['action'],
  from = PLAN.find((item) => item.name === name)?.action,
): Choice {
  const [item] = itemsOf(`Rome/${name} LOCAL_ONLY UPLOAD_LOCAL planned`);
  assert.ok(item && from);
  return { folder: 'photos', item, from, action };
}

function text(review: Review | undefined): string | undefined {
  return review?.items
    .map(({ name, action, seen }) => `${name} ${action} (seen ${String(seen?.local?.hash)})`)
    .join('\n');
}

describe('the plan that is applied', () => {
  const cases: readonly [what: string, choices: readonly Choice[], plan: string | undefined][] = [
    ['is what is planned', [], 'a.jpg UPLOAD_LOCAL (seen a.jpg)\nb.jpg UPLOAD_LOCAL (seen b.jpg)'],
    [
      'has what was chosen',
      [choice('b.jpg', 'SILENT'), choice('c.jpg', 'DOWNLOAD_REMOTE')],
      'a.jpg UPLOAD_LOCAL (seen a.jpg)\nb.jpg SILENT (seen b.jpg)\nc.jpg DOWNLOAD_REMOTE (seen c.jpg)',
    ],
    [
      'has no choice that is not possible, or was about something else',
      [choice('c.jpg', 'DELETE_LOCAL'), choice('a.jpg', 'SILENT', 'REPORT')],
      'a.jpg UPLOAD_LOCAL (seen a.jpg)\nb.jpg UPLOAD_LOCAL (seen b.jpg)',
    ],
    ['is none when all is left out', [choice('a.jpg', 'SILENT'), choice('b.jpg', 'SILENT')], undefined],
  ];
  for (const [what, choices, plan] of cases) it(what, () => assert.equal(text(reviewOf(stateOf(PLAN), choices)), plan));

  it('tells two web items of one name apart', () => {
    const twins = ['i1', 'i2'].map((remoteId): ReportItem => {
      const [item] = itemsOf('@Rome/a.jpg REMOTE_ONLY DELETE_REMOTE planned');
      assert.ok(item);
      return { ...item, remoteId, choices: ['DELETE_REMOTE', 'SILENT'] };
    });
    const [, second] = twins;
    assert.ok(second);
    const left: Choice = { folder: 'photos', item: second, from: 'DELETE_REMOTE', action: 'SILENT' };
    const review = reviewOf(stateOf(twins), [left]);
    assert.deepEqual(
      review?.items.map(({ remoteId, action }) => `${String(remoteId)} ${action}`),
      ['i1 DELETE_REMOTE', 'i2 SILENT'],
    );
  });
});

const AFTER = itemsOf(`
  Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_UNREACHABLE No answer
  Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_TARGET_CHANGED Changed
  Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL cancelled
  Rome/d.jpg LOCAL_ONLY UPLOAD_LOCAL done
`);

describe('what is tried again', () => {
  const cases: readonly [row: string | undefined, names: readonly string[] | undefined][] = [
    [undefined, ['a.jpg', 'c.jpg']],
    ['a.jpg', ['a.jpg']],
    ['b.jpg', undefined],
    ['d.jpg', undefined],
  ];
  for (const [row, names] of cases)
    it(`of ${row ?? 'all rows'}: ${names?.join(' and ') ?? 'nothing'}`, () => {
      const ref = row === undefined ? undefined : { album: 'Rome', name: row, path: `Rome/${row}` };
      assert.deepEqual(
        retryOf(stateOf(AFTER), ref)?.items.map(({ name }) => name),
        names,
      );
    });
});

describe('a run of a plan that was looked at', () => {
  const review: Review = { service: 'gallery', mode: 'upload', items: AFTER.slice(0, 1) };
  const came = `
    Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done
    Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL skipped E_NOT_REVIEWED Not in the plan
    Rome/d.jpg SAME SILENT silent
    Rome/new.jpg LOCAL_ONLY UPLOAD_LOCAL skipped E_NOT_REVIEWED Not in the plan`;
  const outcomes = (state: FolderState): string =>
    [...state.items()].map(({ name, outcome }) => `${name} ${outcome}`).join();

  it('changes its own items, adds what came since, and leaves the others as they were', async () => {
    const state = stateOf(AFTER);
    await state.finishReviewed(reportOf(came, { kind: 'sync' }), review, workInSlices());
    assert.equal(outcomes(state), 'a.jpg done,b.jpg failed,c.jpg cancelled,d.jpg done,new.jpg skipped');
  });

  it('changes nothing when it was stopped', async () => {
    const state = stateOf(AFTER);
    const problems = [{ code: 'E_TOO_MANY_DELETES', message: 'Too many.' }] as const;
    const planned = came.replaceAll(/ done$/gm, ' planned');
    await state.finishReviewed(reportOf(planned, { kind: 'sync', problems }), review, workInSlices());
    assert.equal(outcomes(state), 'a.jpg failed,b.jpg failed,c.jpg cancelled,d.jpg done');
  });

  it('keeps what was done before the sign-in ended', async () => {
    const state = stateOf(AFTER);
    const problems = [{ code: 'E_SIGN_IN', message: 'Nobody.' }] as const;
    await state.finishReviewed(reportOf(came, { kind: 'sync', problems }), review, workInSlices());
    assert.equal(outcomes(state), 'a.jpg done,b.jpg failed,c.jpg cancelled,d.jpg done,new.jpg skipped');
    assert.equal(state.stopped, false);
  });
});
