import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Seen } from '../../../src/engine/report.ts';
import { estimateClauses, estimateOf } from '../../../src/webview/estimate.ts';
import { english } from './englishWords.ts';
import { itemsOf } from './reportLiteral.ts';

const local = { size: 3_000_000 };
const remote = { size: 2_000_000 };

describe('what a plan would move', () => {
  const cases: readonly [item: string, seen: Seen | undefined, clauses: string][] = [
    ['LOCAL_ONLY UPLOAD_LOCAL planned', { local }, 'about 3 MB to send'],
    ['LOCAL_ONLY UPLOAD_LOCAL planned', { local, remote }, ''],
    ['LOCAL_ONLY UPLOAD_LOCAL done', { local }, ''],
    ['LOCAL_ONLY SILENT skipped', { local }, ''],
    ['LOCAL_ONLY UPLOAD_LOCAL planned', undefined, ''],
    ['DIFFERENT REPLACE_REMOTE_WITH_LOCAL planned', { local, remote }, 'about 3 MB to send'],
    ['DIFFERENT DOWNLOAD_REMOTE planned', { local, remote }, 'about 2 MB to fetch'],
    ['REMOTE_ONLY DELETE_REMOTE planned', { remote }, ''],
    ['REMOTE_ONLY DOWNLOAD_REMOTE planned', { remote: {} }, ''],
  ];
  for (const [line, seen, clauses] of cases)
    it(`${line}, ${JSON.stringify(seen)}: "${clauses}"`, () => {
      const items = itemsOf(`Rome/a.jpg ${line}`).map((item) => ({ ...item, seen }));
      assert.equal(estimateClauses(estimateOf(items), english).join(' · '), clauses);
    });

  it('adds up', () => {
    const items = itemsOf(`Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      @Rome/c.jpg REMOTE_ONLY DOWNLOAD_REMOTE planned`).map((item) => ({
      ...item,
      seen: item.path === undefined ? { remote } : { local },
    }));
    assert.deepEqual(estimateOf(items), { send: 6_000_000, fetch: 2_000_000 });
  });
});
