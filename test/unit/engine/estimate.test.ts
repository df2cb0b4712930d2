import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { estimateOf, requestsFor } from '../../../src/engine/plan/estimate.ts';
import { paceText, paceWith, readPace } from '../../../src/engine/plan/pace.ts';
import { SpeedMeter, type Progress, type Speed } from '../../../src/engine/plan/speed.ts';
import type { RequestCosts } from '../../../src/engine/ports/albumService.ts';
import type { Pace, Seen } from '../../../src/engine/report.ts';
import { REQUEST_COSTS as DRIVE } from '../../../src/services/googleDrive/limits.ts';
import { REQUEST_COSTS as PHOTOS } from '../../../src/services/googlePhotos/limits.ts';
import { itemsOf } from '../webview/reportLiteral.ts';

const local = { size: 3_000_000 };
const remote = { size: 2_000_000 };
const NOWHERE: ReadonlySet<string> = new Set();

describe('what a plan would move', () => {
  const cases: readonly [item: string, seen: Seen | undefined, send: number, fetch: number][] = [
    ['LOCAL_ONLY UPLOAD_LOCAL planned', { local }, 3_000_000, 0],
    ['LOCAL_ONLY UPLOAD_LOCAL planned', { local, remote }, 0, 0],
    ['LOCAL_ONLY UPLOAD_LOCAL done', { local }, 0, 0],
    ['LOCAL_ONLY SILENT skipped', { local }, 0, 0],
    ['LOCAL_ONLY UPLOAD_LOCAL planned', undefined, 0, 0],
    ['DIFFERENT REPLACE_REMOTE_WITH_LOCAL planned', { local, remote }, 3_000_000, 0],
    ['DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL planned', { local, remote }, 3_000_000, 0],
    [
      'DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL planned E_CONFLICT both are kept',
      { local, remote },
      5_000_000,
      2_000_000,
    ],
    ['DIFFERENT DOWNLOAD_REMOTE planned', { local, remote }, 0, 2_000_000],
    ['REMOTE_ONLY DELETE_REMOTE planned', { remote }, 0, 0],
    ['REMOTE_ONLY DOWNLOAD_REMOTE planned', { remote: {} }, 0, 0],
  ];
  for (const [line, seen, send, fetch] of cases)
    it(`${line}, ${JSON.stringify(seen)}`, () => {
      const items = itemsOf(`Rome/a.jpg ${line}`).map((item) => ({ ...item, seen }));
      assert.deepEqual(estimateOf(items, NOWHERE, undefined), { bytesToSend: send, bytesToFetch: fetch });
    });
});

describe('the requests of a plan', () => {
  const seen = { local };
  const upload = 'LOCAL_ONLY UPLOAD_LOCAL planned';
  const cases: readonly [
    what: string,
    items: string,
    seen: Seen,
    onWeb: readonly string[],
    photos: number | undefined,
    drive: number | undefined,
  ][] = [
    ['nothing', 'Rome/a.jpg SAME SILENT silent', seen, [], undefined, undefined],
    ['a photo in a new album', `Rome/a.jpg ${upload}`, seen, [], 1 + 1 + 1, 1 + 2],
    ['a photo in an album that is there', `Rome/a.jpg ${upload}`, seen, ['Rome'], 1 + 1, 2],
    ['a large file', `Rome/a.jpg ${upload}`, { local: { size: 60_000_000 } }, ['Rome'], 2 + 1, 3],
    ['a photo that moves', `Rome/a.jpg ${upload}`, { local, remote }, ['Rome'], 1, 1],
    ['one in each of two albums', `Rome/a.jpg ${upload}\nOslo/b.jpg ${upload}`, seen, ['Rome', 'Oslo'], 2 + 2, 3],
    ['an edited photo', 'Rome/a.jpg REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL planned', { local, remote }, ['Rome'], 3, 4],
    [
      'a conflict, of which both copies are kept',
      'Rome/a.jpg DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL planned E_CONFLICT both are kept',
      { local, remote },
      ['Rome'],
      5,
      6,
    ],
    ['a deletion', '@Rome/a.jpg REMOTE_ONLY DELETE_REMOTE planned', { remote }, ['Rome'], 1, 2],
    ['a download', '@Rome/a.jpg REMOTE_ONLY DOWNLOAD_REMOTE planned', { remote }, ['Rome'], 1, 1],
    ['a mark', '@Rome/a.jpg REMOTE_ONLY TAG_REMOTE planned', { remote }, ['Rome'], 1, 1],
    ['one that is unknown', 'Rome/a.jpg UNKNOWN UPDATE_REMOTE_METADATA planned', { local, remote }, ['Rome'], 2, 1],
  ];
  for (const [what, items, both, onWeb, ...expected] of cases)
    it(`${what}: ${String(expected[0])} of Google Photos, ${String(expected[1])} of Google Drive`, () => {
      const of = (requests: RequestCosts): number | undefined => {
        const seenItems = itemsOf(items).map((item) => ({ ...item, seen: both }));
        return estimateOf(seenItems, new Set(onWeb), { requests }).requests;
      };
      assert.deepEqual([of(PHOTOS), of(DRIVE)], expected);
    });

  it('add up', () => {
    const outlook = {
      additions: [51],
      replacements: 51,
      sizes: [50 * 1024 * 1024, 1],
      removals: 3,
      downloads: 2,
      fetchedBytes: 0,
      changes: 4,
      newAlbums: 0,
    };
    assert.equal(requestsFor(outlook, PHOTOS), 2 + 1 + 2 + 2 + 3 + 2 + 4);
  });
});

describe('the time of a plan', () => {
  const pace: Pace = { seconds: 100, items: 50, bytes: 100_000_000 };
  const photos = (count: number, size: number) =>
    itemsOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned\n'.repeat(count)).map((item) => ({
      ...item,
      seen: { local: { size } },
    }));
  const cases: readonly [
    what: string,
    items: ReturnType<typeof photos>,
    pace: Pace | undefined,
    seconds: number | undefined,
  ][] = [
    ['of large photos follows their bytes', photos(10, 50_000_000), pace, 500],
    ['of small photos follows their number', photos(10, 1000), pace, 20],
    ['is unknown before a run was measured', photos(10, 1000), undefined, undefined],
    ['is unknown for bytes where none were measured', photos(10, 1000), { ...pace, bytes: 0 }, undefined],
    ['of nothing is none', [], pace, undefined],
  ];
  for (const [what, items, known, seconds] of cases)
    it(what, () => assert.equal(estimateOf(items, NOWHERE, { pace: known }).seconds, seconds));
});

describe('what is remembered of how long runs took', () => {
  const run: Pace = { seconds: 100, items: 50, bytes: 1000 };
  const cases: readonly [what: string, known: Pace | undefined, run: Pace, next: Pace | undefined][] = [
    ['begins with a run', undefined, run, run],
    ['adds runs', run, run, { seconds: 200, items: 100, bytes: 2000 }],
    ['learns nothing from few photos', run, { ...run, items: 19 }, run],
    ['learns nothing from a moment', undefined, { ...run, seconds: 0 }, undefined],
    ['lets old runs fade', { seconds: 7200, items: 800, bytes: 0 }, run, { seconds: 1900, items: 250, bytes: 1000 }],
  ];
  for (const [what, known, last, next] of cases) it(what, () => assert.deepEqual(paceWith(known, last), next));

  const texts: readonly [text: string | undefined, pace: Pace | undefined][] = [
    [paceText(run), run],
    [undefined, undefined],
    ['what?', undefined],
    ['{"seconds":"1","items":2,"bytes":3}', undefined],
    ['{"seconds":0,"items":0,"bytes":0}', undefined],
  ];
  for (const [text, pace] of texts) it(`reads ${String(text)}`, () => assert.deepEqual(readPace(text), pace));
});

describe('the speed of a run', () => {
  type Mark = readonly [atMs: number, done: number, bytes?: number];
  const progress = (done: number, bytes?: number): Progress => ({
    done,
    total: 100,
    ...(bytes === undefined ? {} : { bytes: { done: bytes, total: 1000 } }),
  });
  const cases: readonly [what: string, marks: readonly Mark[], speed: Speed][] = [
    [
      'is not known at once',
      [
        [0, 1, 10],
        [1000, 2, 20],
      ],
      {},
    ],
    [
      'is that of the items where no bytes move',
      [
        [0, 0],
        [10_000, 20],
      ],
      { secondsLeft: 40 },
    ],
    [
      'is that of the bytes where they take longer',
      [
        [0, 0, 0],
        [10_000, 50, 100],
      ],
      { bytesPerSecond: 10, secondsLeft: 90 },
    ],
    [
      'is that of the last half minute',
      [
        [0, 0],
        [60_000, 10],
        [100_000, 50],
      ],
      { secondsLeft: 50 },
    ],
    [
      'begins anew with another folder',
      [
        [0, 0],
        [10_000, 50],
        [11_000, 1],
      ],
      {},
    ],
    [
      'is not known where nothing gets done',
      [
        [0, 5],
        [10_000, 5],
      ],
      {},
    ],
  ];
  for (const [what, marks, speed] of cases)
    it(what, () => {
      const meter = new SpeedMeter();
      const speeds = marks.map(([at, done, bytes]) => meter.add(at, progress(done, bytes)));
      assert.deepEqual(speeds.at(-1), speed);
    });
});
