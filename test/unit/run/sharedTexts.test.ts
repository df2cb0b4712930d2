import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ReportItem } from '../../../src/engine/report.ts';
import { sharedTexts } from '../../../src/run/sharedTexts.ts';

const ITEMS: readonly ReportItem[] = [
  { album: 'Rome', name: 'a.jpg', event: 'SAME', action: 'SILENT', outcome: 'silent' },
  {
    folder: 'Photos',
    album: 'Rome',
    name: 'b.jpg',
    path: 'Rome/b.jpg',
    remoteId: '1',
    event: 'DIFFERENT',
    detail: 'bothChanged',
    action: 'REPORT',
    outcome: 'reported',
    error: { code: 'E_CONFLICT', message: 'Rome' },
    choices: ['REPORT', 'SILENT'],
    seen: { local: { size: 3, modifiedMs: 4 }, remote: { size: 5 } },
    decidedBy: 'size',
  },
];

it('items that share their texts are what they were, and have one list of choices for all that are alike', () => {
  const share = sharedTexts();
  const fresh = (): readonly ReportItem[] => structuredClone(ITEMS);
  const items = [...fresh(), ...fresh()].map(share);
  assert.deepEqual(items, [...ITEMS, ...ITEMS]);
  assert.equal(items[1]?.choices, items[3]?.choices);
});
