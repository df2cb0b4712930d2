import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReportItem } from '../../../src/engine/report.ts';
import type { ReportView } from '../../../src/webview/protocol.ts';
import { packItems, unpackItems } from '../../../src/webview/packedItems.ts';
import { packView } from '../../../src/workbench/report/packView.ts';
import { english } from './englishWords.ts';
import { itemsOf, reportOf } from './reportLiteral.ts';
import { unpackedView } from './packedView.ts';

const remote: ReportItem = {
  album: 'Rome',
  name: 'forum.jpg',
  event: 'REMOTE_ONLY',
  action: 'REPORT',
  outcome: 'reported',
};
const plain: ReportItem = { ...remote, path: '2019/Rome/forum.jpg', event: 'LOCAL_ONLY' };
const full: ReportItem = {
  ...plain,
  detail: 'new',
  action: 'UPLOAD_LOCAL',
  outcome: 'failed',
  error: { code: 'E_FILE_EMPTY', message: 'It has no content.' },
};

describe('items that were packed and unpacked', () => {
  const cases: readonly [what: string, item: ReportItem][] = [
    ['with everything', full],
    ['with nothing that may be missing', remote],
    ['with choices', { ...full, choices: ['UPLOAD_LOCAL', 'SILENT'] }],
    ['with the sizes of both sides', { ...full, seen: { local: { size: 12 }, remote: { size: 7 } } }],
    ['with the size of one side', { ...full, seen: { local: { size: 0 } } }],
    ['in a folder below the album’s', { ...plain, name: 'day 1/forum.jpg', path: '2019/Rome/day 1/forum.jpg' }],
    ['in the workspace folder itself', { ...plain, path: 'forum.jpg' }],
    ['whose path is spelled otherwise on disk', { ...plain, name: 'f\u00fcr.jpg', path: 'Rome/fu\u0308r.jpg' }],
    ['with a name that looks like JSON', { ...plain, name: '"],[\n', path: 'Rome/"],[\n' }],
  ];
  for (const [what, item] of cases) {
    it(`are the same: ${what}`, () => assert.deepEqual(withoutGaps(unpackItems(packItems([item]))[0]), item));
  }

  it('are the same when they are many, in their order', () => {
    const items = cases.map(([, item]) => item);
    assert.deepEqual(unpackItems(packItems(items)).map(withoutGaps), items);
  });

  it('keep the ids of two web items of one name', () => {
    const items = ['i1', 'i2'].map((remoteId): ReportItem => ({ ...remote, remoteId }));
    assert.deepEqual(
      unpackItems(packItems([...items, { ...plain, name: 'other.jpg', remoteId: 'i3' }])).map((item) => item.remoteId),
      ['i1', 'i2', undefined],
    );
  });

  it('take about thirty bytes each in a large library', () => {
    const items = Array.from({ length: 36_000 }, (_, n) => ({ ...plain, name: `IMG_${String(n)}.jpg` }));
    const inFolders = items.map((item) => ({ ...item, path: `2019/Rome/${item.name}` }));
    assert.ok(packItems(inFolders).byteLength < 36_000 * 30);
  });
});

describe('a view', () => {
  const signal = new AbortController().signal;
  const pause = (): Promise<void> => Promise.resolve();
  const viewOf = (items: readonly ReportItem[]): ReportView => ({
    words: english,
    run: { status: 'idle' },
    folders: [{ key: 'file:///photos', name: 'photos', report: { ...reportOf(''), items }, stopped: false }],
  });

  it('arrives with its items, which travel beside it', async () => {
    const view = viewOf(itemsOf('Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned'));
    const packed = await packView(view, { pause, signal });
    assert.ok(packed);
    assert.deepEqual(packed.folders[0]?.report.items, []);
    assert.deepEqual(unpackedView(packed).folders[0]?.report.items.map(withoutGaps), view.folders[0]?.report.items);
  });

  it('of very many items is packed in pieces, and still tells web items of one name apart', async () => {
    const items = Array.from({ length: 2500 }, (_, n): ReportItem => ({ ...remote, name: `${n}.jpg` }));
    const twins = [0, 2499].map((at): ReportItem => ({ ...remote, name: 'twin.jpg', remoteId: `i${at}` }));
    const all = twins.flatMap((twin, side) => (side === 0 ? [twin, ...items] : [twin]));
    const packed = await packView(viewOf(all), { pause, signal });
    assert.ok(packed);
    assert.deepEqual(
      packed.folders[0]?.items.map((piece) => unpackItems(piece).length),
      [500, 500, 500, 500, 500, 2],
    );
    assert.deepEqual(unpackedView(packed).folders[0]?.report.items.map(withoutGaps), all);
  });

  it('that nobody waits for any more is not packed to its end', async () => {
    const abort = new AbortController();
    let pauses = 0;
    const untilThird = (): Promise<void> => {
      if (++pauses === 3) abort.abort();
      return Promise.resolve();
    };
    const items = Array.from({ length: 100_000 }, (): ReportItem => remote);
    assert.equal(await packView(viewOf(items), { pause: untilThird, signal: abort.signal }), undefined);
    assert.ok(pauses < 510, 'the names are looked at in slices of 200, and then nothing more');
  });
});

/** Leaves out the fields that are there and undefined. */
function withoutGaps(item: ReportItem | undefined): unknown {
  return JSON.parse(JSON.stringify(item));
}
