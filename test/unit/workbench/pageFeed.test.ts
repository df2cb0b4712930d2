import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { unpackItems } from '../../../src/webview/packedItems.ts';
import type { ReportView, RunView, ToPage } from '../../../src/webview/protocol.ts';
import { pageFeed, type PageFeed } from '../../../src/workbench/report/pageFeed.ts';
import { english } from '../webview/englishWords.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';
import { unpackedView } from '../webview/packedView.ts';

const running: RunView = { status: 'running', kind: 'sync', phase: 'apply', done: 1, label: 'Rome' };

/** A feed whose slices end when the test says so, and what it has told the page, one line a message. */
function scene(): { feed: PageFeed; told: string[]; know: (items: string) => void; slice: () => Promise<void> } {
  const told: string[] = [];
  let items = '';
  const waiting: (() => void)[] = [];
  const view = (): ReportView => ({
    words: english,
    run: { status: 'idle' },
    folders: [{ key: 'photos', name: 'photos', report: reportOf(items), stopped: false }],
  });
  const feed = pageFeed({
    view,
    run: () => running,
    send: (message) => told.push(textOf(message)),
    slices: () => () => new Promise<void>((resolve) => waiting.push(resolve)),
  });
  return {
    feed,
    told,
    know: (next) => (items = next),
    async slice() {
      for (const go of waiting.splice(0)) go();
      await turn();
    },
  };
}

function textOf(message: ToPage): string {
  if (message.type === 'items')
    return `items ${unpackItems(message.items)
      .map(({ name }) => name)
      .join()}`;
  if (message.type !== 'show') return message.type;
  const { folders, run } = unpackedView(message.view);
  return `show ${folders.flatMap(({ report }) => report.items.map(({ name }) => name)).join()} ${run.status}`;
}

const [a, b] = ['Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done', 'Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL done'];

describe('the page is told', () => {
  it('of items and progress at once while no report is on its way', () => {
    const { feed, told } = scene();
    feed.putItems('photos', itemsOf(a));
    feed.setRun(running);
    assert.deepEqual(told, ['items a.jpg', 'run']);
  });

  it('of what came while a report was packed after the report, with the progress as it is by then', async () => {
    const { feed, told, know, slice } = scene();
    know(a);
    const shown = feed.showAll();
    await slice();
    feed.putItems('photos', itemsOf(b));
    feed.setRun(running);
    assert.deepEqual(told, []);
    await slice();
    await shown;
    assert.deepEqual(told, ['show a.jpg running', 'items b.jpg']);
  });

  it('of the last report only, and of nothing twice, when another one comes while the first is packed', async () => {
    const { feed, told, know, slice } = scene();
    know(a);
    const first = feed.showAll();
    await slice();
    know(b);
    feed.putItems('photos', itemsOf(b));
    const second = feed.showAll();
    await slice();
    await slice();
    await Promise.all([first, second]);
    assert.deepEqual(told, ['show b.jpg running']);
  });

  it('nothing of a report once nobody reads any more', async () => {
    const { feed, told, know, slice } = scene();
    know(a);
    const shown = feed.showAll();
    await slice();
    feed.stop();
    await slice();
    await shown;
    assert.deepEqual(told, []);
  });
});
