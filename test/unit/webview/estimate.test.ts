import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Estimate } from '../../../src/engine/report.ts';
import { estimateClauses } from '../../../src/webview/estimate.ts';
import { english } from './englishWords.ts';

describe('what is said of what a plan would move and take', () => {
  const cases: readonly [estimate: Partial<Estimate>, said: string][] = [
    [{}, ''],
    [{ bytesToSend: 3_000_000 }, 'about 3 MB to send'],
    [{ bytesToFetch: 2_000_000 }, 'about 2 MB to fetch'],
    [
      { bytesToSend: 41_200_000, requests: 1, seconds: 31 },
      'about 41.2 MB to send · about 1 request · about 40 seconds',
    ],
    [{ requests: 10_412, seconds: 720 }, 'about 10,400 requests · about 12 minutes'],
    [{ requests: 0, seconds: 3 }, 'about 10 seconds'],
    [{ seconds: 12_600 }, 'about 3.5 hours'],
    [{ seconds: 200_000 }, 'about 2.3 days'],
  ];
  for (const [estimate, said] of cases)
    it(`${JSON.stringify(estimate)}: "${said}"`, () => {
      const clauses = estimateClauses({ bytesToSend: 0, bytesToFetch: 0, ...estimate }, english);
      assert.equal(clauses.join(' · '), said);
    });
});
