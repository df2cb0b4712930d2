import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asReview } from '../../../src/engine/plan/review.ts';
import { runByItself, SETTLE_MS } from '../../../src/run/watch/runByItself.ts';
import { reportOf } from '../webview/reportLiteral.ts';

/** When the preview begins; it takes a second. */
const BEGAN_MS = Date.parse('2026-11-22T10:00:00Z');

const CASES: readonly {
  readonly what: string;
  /** How long before the preview the video was last written to; ms. */
  readonly ageMs: number;
  readonly action?: string;
  readonly sent: readonly string[];
  readonly end: string;
}[] = [
  { what: 'of long ago is sent', ageMs: 3_600_000, sent: ['a.jpg', 'video.mp4'], end: 'done' },
  { what: 'that has settled is sent', ageMs: SETTLE_MS, sent: ['a.jpg', 'video.mp4'], end: 'done' },
  { what: 'that was written to a moment ago waits', ageMs: SETTLE_MS - 1, sent: ['a.jpg'], end: 'growing' },
  { what: 'that is written to during the preview waits', ageMs: -500, sent: ['a.jpg'], end: 'growing' },
  { what: 'from the future is sent', ageMs: -3_600_000, sent: ['a.jpg', 'video.mp4'], end: 'done' },
  {
    what: 'that waits is no question for a person yet',
    ageMs: 0,
    action: 'DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL',
    sent: ['a.jpg'],
    end: 'growing',
  },
  {
    what: 'that has settled is one',
    ageMs: SETTLE_MS,
    action: 'DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL',
    sent: ['a.jpg'],
    end: 'needsPerson',
  },
];

describe('a run by itself, and a file', () => {
  for (const { what, ageMs, action = 'LOCAL_ONLY UPLOAD_LOCAL', sent, end } of CASES)
    test(what, async () => {
      const found = reportOf(`Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned\nRome/video.mp4 ${action} planned`);
      const items = found.items.map((item) => ({
        ...item,
        seen: { local: { size: 1, modifiedMs: BEGAN_MS - (item.name === 'a.jpg' ? 3_600_000 : ageMs) } },
      }));
      const told: string[] = [];
      let now = BEGAN_MS;
      const ended = await runByItself('sync', {
        preview: async () => {
          now += 1_000;
          return found;
        },
        planned: () => asReview({ ...found, items }),
        sync: async (review) => {
          told.push(...review.items.map(({ name }) => name));
          return reportOf('', { kind: 'sync' });
        },
        now: () => now,
      });
      assert.deepEqual([told, ended.kind === 'putOff' ? ended.why : ended.kind], [sent, end]);
    });
});
