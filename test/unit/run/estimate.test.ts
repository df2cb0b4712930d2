import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { terminalReport } from '../../../src/run/terminalReport.ts';
import { Library, type LibrarySpec } from '../../harness/library.ts';
import { hostWith } from '../../harness/between.ts';

function photos(album: string, count: number): LibrarySpec {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`${album}/${n}.jpg`, `photo ${n} of ${album}`]));
}

test('the time of a plan is told after a run was measured, and not before', async (t) => {
  const library = new Library(t, photos('Rome', 20));
  let nowMs = library.now;
  // Every look at the clock is ten seconds later than the one before.
  const host = { now: () => (nowMs += 10_000) };
  const first = await library.run({ kind: 'preview', host });
  assert.deepEqual([first.estimate?.seconds, first.estimate?.requests], [undefined, undefined]);
  assert.equal(
    first.estimate?.bytesToSend,
    first.items.reduce((sum, { seen }) => sum + (seen?.local?.size ?? 0), 0),
  );
  assert.match(terminalReport(first), /^ {2}estimate {2}about 3\.1 kB to send$/m);
  const synced = await library.run({ host });
  assert.equal(synced.estimate, undefined);
  library.write(photos('Oslo', 40));
  const next = await library.run({ kind: 'preview', host });
  const measured = next.terms?.pace?.seconds ?? 0;
  assert.ok(measured >= 10, String(measured));
  assert.equal(next.terms?.pace?.items, 20);
  assert.ok((next.estimate?.seconds ?? 0) >= measured * 2);
  assert.match(terminalReport(next), /^ {2}estimate {2}.* to send, about \d+ (s|min)$/m);
});

test('a service is asked what it foresees before anything is sent, and its days stand for the time', async (t) => {
  const library = new Library(t, photos('Rome', 3));
  const asked: string[] = [];
  const host = hostWith({
    service: (real) => ({
      foresee: ({ sizes }) => {
        asked.push(`foresee ${sizes.length}`);
        return [problem('E_SEVERAL_DAYS')];
      },
      upload: (...args) => {
        asked.push('upload');
        return real.upload(...args);
      },
    }),
  });
  const report = await library.run({ host, settings: { concurrency: 1 } });
  assert.deepEqual(asked, ['foresee 3', 'upload', 'upload', 'upload']);
  assert.equal(report.terms?.pace, undefined);
});
