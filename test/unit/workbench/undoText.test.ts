import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Action, Outcome } from '../../../src/engine/model.ts';
import { refusedReport, type ReportItem } from '../../../src/engine/report.ts';
import { undoClauses, undoText } from '../../../src/workbench/undo/undoText.ts';
import { english } from '../webview/englishWords.ts';

function item(album: string, name: string, action: Action, outcome: Outcome = 'planned', message?: string): ReportItem {
  const error = message === undefined ? {} : { error: { code: 'E_NOT_SUPPORTED', message } as const };
  return { album, name, event: 'LOCAL_ONLY', action, outcome, ...error };
}

const REPORT = {
  ...refusedReport({ service: 'gallery', mode: 'undo', dryRun: true, at: 0, problems: [] }),
  items: [
    item('Rome', 'a.jpg', 'UPLOAD_LOCAL'),
    item('Rome', 'b.jpg', 'DELETE_LOCAL'),
    item('Oslo', 'c\u202e.jpg', 'UPLOAD_LOCAL', 'notSupported', 'It cannot.'),
  ],
};

test('an undo says what becomes of what', () => {
  assert.deepEqual(undoClauses(REPORT, english), [
    '2 uploaded or moved: out of the web albums again',
    '1 trashed: come back into their folders',
  ]);
});

test('the names are listed below what becomes of them', () => {
  const text = undoText(REPORT, english).replace(/c.*\.jpg/, 'c?.jpg');
  assert.equal(
    text,
    [
      '2 uploaded or moved: out of the web albums again',
      '  Rome/a.jpg',
      '  Oslo/c?.jpg: not supported, It cannot.',
      '',
      '1 trashed: come back into their folders',
      '  Rome/b.jpg',
      '',
    ].join('\n'),
  );
});
