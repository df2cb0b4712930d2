import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CompareTest } from '../../../src/engine/model.ts';
import { factLines, verdictSentence } from '../../../src/webview/factSentences.ts';
import type { SideFacts } from '../../../src/webview/protocol.ts';
import { english } from './englishWords.ts';
import { itemsOf } from './reportLiteral.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

describe('what an open row says of the comparison', () => {
  const cases: readonly [
    event: string,
    decidedBy: CompareTest | undefined,
    local: SideFacts | undefined,
    remote: SideFacts | undefined,
    sentence: string,
  ][] = [
    ['REMOTE_OLDER', 'date', { modifiedMs: NOON }, { modifiedMs: NOON - 2 * DAY }, 'Date: 2 days newer in the folder'],
    ['REMOTE_OLDER', 'date', { modifiedMs: NOON }, { modifiedMs: NOON - 3000 }, 'Date: 3 seconds newer in the folder'],
    ['REMOTE_OLDER', 'date', { modifiedMs: NOON }, {}, 'Date: The web copy is older'],
    ['DIFFERENT', 'size', { size: 1000 }, { size: 2500 }, 'Size: 1.5 kB larger on the web'],
    ['DIFFERENT', 'hash', {}, {}, 'Content: the two copies hold something else'],
    ['DIFFERENT', undefined, {}, {}, 'The two copies differ'],
    ['UNKNOWN', 'size', { size: 1 }, {}, 'Size: the web album does not say, so the two copies cannot be compared'],
    ['SAME', undefined, {}, {}, 'Both copies are the same'],
    ['LOCAL_ONLY', undefined, {}, undefined, 'Only in the folder'],
    ['REMOTE_ONLY', undefined, undefined, {}, 'Only in the web album'],
  ];
  for (const [event, decidedBy, local, remote, sentence] of cases)
    it(sentence, () => {
      const [item] = itemsOf(`Rome/a.jpg ${event} REPORT reported`);
      assert.ok(item);
      assert.equal(verdictSentence(item, { key: '', state: 'complete', decidedBy, local, remote }, english), sentence);
    });

  it('and what a sync has done about it', () => {
    const [item] = itemsOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done');
    assert.ok(item);
    const facts = { key: '', state: 'complete', local: {} } as const;
    assert.equal(verdictSentence(item, facts, english), 'Only in the folder · uploaded');
  });
});

describe('the facts of both sides', () => {
  const full: SideFacts = {
    size: 4_200_000,
    modifiedMs: NOON,
    capturedAt: '2019-06-01T10:00:00',
    camera: 'Canon EOS 5D',
    dimensions: { width: 4000, height: 3000 },
  };
  const smaller: SideFacts = {
    ...full,
    size: 4_100_000,
    camera: 'Nikon Z 6',
    dimensions: { width: 2000, height: 1500 },
  };
  const cases: readonly [what: string, local: SideFacts | undefined, remote: SideFacts | undefined, lines: string][] = [
    [
      'are marked in words where they differ',
      full,
      { ...smaller, modifiedMs: NOON + 90_000 },
      `Name: Rome/a.jpg | Rome/a.jpg
Changed: * | * | 1 minute newer on the web
Size: 4.2 MB | 4.1 MB | 100 kB larger in the folder
Dimensions: 4000 × 3000 | 2000 × 1500 | differs
Taken: * | *
Camera: Canon EOS 5D | Nikon Z 6 | differs`,
    ],
    ['are left out where nobody knows them', { size: 1000 }, {}, 'Name: Rome/a.jpg | Rome/a.jpg\nSize: 1 kB | '],
    ['of one side stand alone', undefined, { size: 1000 }, 'Name:  | Rome/a.jpg\nSize:  | 1 kB'],
    ['that make no sense are none', { modifiedMs: 1e20, capturedAt: 'never' }, undefined, 'Name: Rome/a.jpg | '],
  ];
  for (const [what, local, remote, lines] of cases)
    it(what, () => {
      const [item] = itemsOf('Rome/a.jpg DIFFERENT REPORT reported');
      assert.ok(item);
      const text = factLines(item, { key: '', state: 'complete', local, remote }, english).map((line) => {
        // Dates are in the zone of this computer, so what is asked for here is that there is one.
        const side = (value: string) => (/^(Changed|Taken)$/.test(line.label) && /20\d\d/.test(value) ? '*' : value);
        const difference = line.difference === '' ? '' : ` | ${line.difference}`;
        return `${line.label}: ${side(line.local)} | ${side(line.remote)}${difference}`;
      });
      assert.equal(text.join('\n'), lines);
    });
});
