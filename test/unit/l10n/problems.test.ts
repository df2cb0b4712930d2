import assert from 'node:assert/strict';
import { test } from 'node:test';
import germanSentences from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { ERROR_CODES, ERROR_SENTENCES, problem } from '../../../src/engine/errors.ts';
import type { RunEvent } from '../../../src/engine/ports/progress.ts';
import { refusedReport, type ReportItem, type SyncReport } from '../../../src/engine/report.ts';
import type { Runner } from '../../../src/run/runner.ts';
import { problemText, translatedRuns } from './germanEditor.ts';

const german: Readonly<Record<string, string>> = germanSentences;

test('every error code has its German sentence, with and without what a case is about', () => {
  for (const code of ERROR_CODES) {
    const sentence = german[ERROR_SENTENCES[code]] ?? 'none';
    assert.equal(problemText(problem(code, '')), sentence, code);
    assert.equal(problemText(problem(code, 'Rome/a.jpg')), `Rome/a.jpg. ${sentence}`, code);
  }
});

test('what is German already, or somebody else said, stays as it is', () => {
  const once = problemText(problem('E_DISK_FULL', 'a.jpg'));
  assert.equal(problemText({ code: 'E_DISK_FULL', message: once }), once);
  assert.equal(problemText({ code: 'E_INTERNAL', message: 'Oh.' }), 'Oh.');
});

test('a run tells its problems in German: while it runs and in its report', async () => {
  const fault = problem('E_CONFLICT', 'Rome/a.jpg');
  const plain = { name: 'b.jpg', album: 'Rome', event: 'DIFFERENT', action: 'REPORT', outcome: 'reported' } as const;
  const items: readonly ReportItem[] = [plain, { ...plain, name: 'a.jpg', error: fault }];
  const report: SyncReport = {
    ...refusedReport({ service: '', mode: '', dryRun: true, at: 0, problems: [fault] }),
    items,
  };
  const runner: Runner = async (_, { onEvent }) => {
    for (const item of items) onEvent({ type: 'item', item });
    onEvent({ type: 'problem', problem: fault });
    return report;
  };
  const events: RunEvent[] = [];
  const said = await translatedRuns(runner)(
    { folder: '', settings: {}, kind: 'preview', all: true, confirmed: [], stateDirectory: '' },
    { signal: new AbortController().signal, onEvent: (event) => events.push(event) },
  );
  const told = {
    ...fault,
    message: 'Rome/a.jpg. Das Element wurde auf beiden Seiten geändert. Beide Kopien bleiben erhalten.',
  };
  assert.deepEqual(said, { ...report, items: [plain, { ...plain, name: 'a.jpg', error: told }], problems: [told] });
  assert.deepEqual(events, [...said.items.map((item) => ({ type: 'item', item })), { type: 'problem', problem: told }]);
});
