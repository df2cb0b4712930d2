import assert from 'node:assert/strict';
import { test } from 'node:test';
import germanSentences from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { ERROR_CODES, ERROR_SENTENCES, problem } from '../../../src/engine/errors.ts';
import { phrase, type Phrase } from '../../../src/engine/phrase.ts';
import { forPrograms } from '../../../src/engine/forPrograms.ts';
import type { RunEvent } from '../../../src/engine/ports/progress.ts';
import { refusedReport, type ReportItem, type SyncReport } from '../../../src/engine/report.ts';
import type { Runner } from '../../../src/run/runner.ts';
import { problemText, translated, translatedRuns } from './germanEditor.ts';

const german: Readonly<Record<string, string>> = germanSentences;

test('every error code has its German sentence, with and without what a case is about', () => {
  for (const code of ERROR_CODES) {
    const sentence = german[ERROR_SENTENCES[code]] ?? 'none';
    assert.equal(problemText(problem(code)), sentence, code);
    assert.equal(problemText(problem(code, phrase`Rome/a.jpg`)), `Rome/a.jpg. ${sentence}`, code);
  }
});

test('what a case is about is said in German too, and its values as they are', () => {
  const table: readonly (readonly [about: Phrase, german: string])[] = [
    [phrase`${'Rome/a.jpg'}: ${'ENOENT'}`, 'Rome/a.jpg: ENOENT'],
    [phrase`${'a.mp4'}: ${1234567} bytes`, 'a.mp4: 1.234.567 Bytes'],
    [
      phrase`${phrase`1 deletion`} and ${phrase`${2} photos that were changed on both sides`}`,
      '1 Löschung und 2 Fotos, die auf beiden Seiten geändert wurden',
    ],
    [phrase`${'{1}.jpg'}: ${'{0} and `code`'}`, '{1}.jpg: {0} and `code`'],
    [
      phrase`"${'{0}'}" has a brace that is not part of ${'{0}, {1}, …'}`,
      '„{0}“ hat eine geschweifte Klammer, die nicht zu {0}, {1}, … gehört',
    ],
  ];
  const sentence = german[ERROR_SENTENCES.E_SETTINGS] ?? 'none';
  for (const [about, words] of table) {
    assert.equal(problemText(problem('E_SETTINGS', about)), `${words}. ${sentence}`);
    const named = problem('E_SETTINGS', about, { setting: 'albumSync.folders' });
    assert.equal(problemText(named), `albumSync.folders: ${words}. ${sentence}`);
  }
});

test('what was told in German is told to programs in English, and without what it was made of', () => {
  const where = { setting: 'albumSync.folders', path: 'photos' };
  const fault = problem('E_SETTINGS', phrase`"${'photos'}" does not exist`, where);
  const told = translated(fault);
  assert.match(told.message, /^albumSync\.folders: „photos“ ist nicht vorhanden\. /);
  assert.deepEqual(translated(told), told);
  const message = `albumSync.folders: "photos" does not exist. ${ERROR_SENTENCES.E_SETTINGS}`;
  assert.deepEqual(forPrograms(told), { code: 'E_SETTINGS', message, ...where });
});

test('a run tells its problems in German: while it runs and in its report', async () => {
  const fault = problem('E_CONFLICT', phrase`${'Rome/a.jpg'}`);
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
