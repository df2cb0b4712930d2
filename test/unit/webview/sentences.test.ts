import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  actionSentence,
  bytes,
  eventSentence,
  progressSentence,
  shortReason,
  tally,
  tallyClauses,
} from '../../../src/webview/sentences.ts';
import { wordsFor } from '../../../src/webview/words.ts';
import { english } from './englishWords.ts';
import { itemsOf } from './reportLiteral.ts';

describe('what the tree and the report say of an item', () => {
  const cases: readonly [item: string, event: string, action: string][] = [
    ['a/1.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned', 'LOCAL_ONLY (new)', 'would upload'],
    ['a/1.jpg LOCAL_ONLY:new UPLOAD_LOCAL done', 'LOCAL_ONLY (new)', 'uploaded'],
    ['a/1.jpg LOCAL_ONLY:new UPLOAD_LOCAL failed', 'LOCAL_ONLY (new)', 'upload: failed'],
    ['a/1.jpg LOCAL_ONLY:new UPLOAD_LOCAL cancelled', 'LOCAL_ONLY (new)', 'upload: cancelled'],
    ['a/1.jpg REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL planned', 'REMOTE_OLDER', 'would replace on the web'],
    [
      '@a/1.jpg REMOTE_ONLY:deletedLocally DELETE_REMOTE notPermitted',
      'REMOTE_ONLY (deleted in the folder)',
      'delete on the web: not permitted',
    ],
    ['a/1.jpg DIFFERENT:bothChanged REPORT reported', 'DIFFERENT (changed on both sides)', 'only reported'],
    ['a/1.jpg SAME SILENT silent', 'SAME', 'nothing to do'],
    ['a/1.jpg UNKNOWN UPDATE_REMOTE_METADATA notSupported', 'UNKNOWN', 'update details: not supported'],
  ];
  for (const [line, event, action] of cases) {
    it(`${line} is “${event}”, “${action}”`, () => {
      const [item] = itemsOf(line);
      assert.ok(item);
      assert.deepEqual([eventSentence(item, english), actionSentence(item, english)], [event, action]);
    });
  }
});

describe('what is said of a deletion by a service that only takes photos out of their albums', () => {
  const words = wordsFor(english, { remove: 'fromAlbumOnly' });
  const cases: readonly [item: string, event: string, action: string, sum: string][] = [
    [
      '@a/1.jpg REMOTE_ONLY:deletedLocally DELETE_REMOTE planned',
      'REMOTE_ONLY (deleted in the folder)',
      'would take out of the album',
      '1 to take out of albums',
    ],
    ['@a/1.jpg REMOTE_ONLY DELETE_REMOTE done', 'REMOTE_ONLY', 'taken out of the album', '1 taken out of albums'],
    [
      'a/1.jpg LOCAL_ONLY:deletedRemotely REPORT reported',
      'LOCAL_ONLY (no longer in the album)',
      'only reported',
      '1 to look at',
    ],
  ];
  for (const [line, ...said] of cases) {
    it(`${line} is ${said.join(', ')}`, () => {
      const items = itemsOf(line);
      const [item] = items;
      assert.ok(item);
      const sum = tallyClauses(tally(items), words).join(' · ');
      assert.deepEqual([eventSentence(item, words), actionSentence(item, words), sum], said);
    });
  }
});

describe('the sum of many items', () => {
  const cases: readonly [items: string, sum: string][] = [
    ['', 'no photos'],
    ['a/1.jpg SAME SILENT silent', '1 in step'],
    [
      `a/1.jpg SAME SILENT silent
       a/2.jpg LOCAL_ONLY UPLOAD_LOCAL planned
       a/3.jpg LOCAL_ONLY UPLOAD_LOCAL planned
       a/4.jpg DIFFERENT REPORT reported`,
      '2 to upload · 1 to look at · 1 in step',
    ],
    [
      `a/1.jpg LOCAL_ONLY UPLOAD_LOCAL done
       a/2.jpg REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL done
       a/3.jpg LOCAL_ONLY UPLOAD_LOCAL failed
       a/4.jpg LOCAL_ONLY UPLOAD_LOCAL cancelled`,
      '1 failed · 1 uploaded · 1 replaced · 1 cancelled',
    ],
  ];
  for (const [items, sum] of cases) {
    it(sum, () => assert.equal(tallyClauses(tally(itemsOf(items)), english).join(' · '), sum));
  }
});

describe('the reason in a row', () => {
  const cases: readonly [message: string, said: string][] = [
    ['Rome/a.jpg. A file has no content.', 'A file has no content.'],
    ['Roma/a.jpg. A file has no content.', 'Roma/a.jpg. A file has no content.'],
    ['Rome/a.jpg: the copy of the web is kept.', 'the copy of the web is kept.'],
    ['No answer.', 'No answer.'],
  ];
  for (const [message, said] of cases) {
    const [item] = itemsOf(`Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_FILE_EMPTY ${message}`);
    it(said, () => assert.equal(item && shortReason(item), said));
  }
});

describe('progress', () => {
  const run = { status: 'running', kind: 'sync' } as const;
  const cases: readonly [progress: Parameters<typeof progressSentence>[0], sentence: string][] = [
    [{ ...run, phase: 'scan', done: 0, label: '' }, 'Looking for photos'],
    [{ ...run, phase: 'scan', done: 1200, label: 'Italy' }, 'Looking for photos · 1,200 · Italy'],
    [{ ...run, phase: 'apply', done: 12, total: 40, label: 'Rome' }, 'Syncing · 12 of 40 · Rome'],
    [
      { ...run, phase: 'apply', done: 1, total: 4, label: 'a', speed: { bytesPerSecond: 3_240_000, secondsLeft: 100 } },
      'Syncing · 1 of 4 · 3.2 MB/s · 2 minutes left · a',
    ],
    [{ ...run, phase: 'apply', done: 1, label: '', speed: { bytesPerSecond: 2400 } }, 'Syncing · 1 · 2 kB/s'],
  ];
  for (const [progress, sentence] of cases) {
    it(sentence, () => assert.equal(progressSentence(progress, english), sentence));
  }
});

describe('bytes', () => {
  const cases: readonly [bytes: number, text: string][] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [12_400_000, '12.4 MB'],
    [3_000_000_000_000_000, '3,000 TB'],
  ];
  for (const [count, text] of cases) it(`${String(count)} is ${text}`, () => assert.equal(bytes(count, 'en'), text));
});
