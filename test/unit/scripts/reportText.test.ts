import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportText } from '../../../scripts/start/reportText.ts';
import { ACTIONS, EVENTS, OUTCOMES } from '../../../src/engine/model.ts';
import type { SyncReport } from '../../../src/engine/report.ts';

test('a report is told in words', () => {
  const report: SyncReport = {
    ...emptyReport,
    totals: {
      ...emptyReport.totals,
      events: { ...emptyReport.totals.events, LOCAL_ONLY: 2, SAME: 1 },
      actions: { ...emptyReport.totals.actions, UPLOAD_LOCAL: 2, SILENT: 1 },
      outcomes: { ...emptyReport.totals.outcomes, done: 1, failed: 1, silent: 1 },
      bytesUploaded: 1_250_000,
    },
    albums: [
      { name: 'Rome (Italy)', folders: ['Italy/Rome'], parts: ['Rome (Italy)'] },
      { name: 'Home', folders: ['.'], parts: ['Home'] },
    ],
    items: [
      { album: 'Rome (Italy)', name: 'forum.jpg', event: 'LOCAL_ONLY', action: 'UPLOAD_LOCAL', outcome: 'done' },
      {
        album: 'Rome (Italy)',
        name: 'empty.jpg',
        event: 'LOCAL_ONLY',
        action: 'UPLOAD_LOCAL',
        outcome: 'failed',
        error: { code: 'E_FILE_EMPTY', message: 'A file has no content.' },
      },
    ],
    problems: [{ code: 'E_FOLDER_UNREADABLE', message: 'A folder could not be read.', path: 'Secret' }],
  };
  assert.equal(
    reportText(report),
    `Synced 1 of 3 photos in 2 albums (1.3 MB, 2.5 s, service gallery, mode upload).

  Events     LOCAL_ONLY 2, SAME 1
  Actions    UPLOAD_LOCAL 2, SILENT 1
  Outcomes   done 1, silent 1, failed 1

  Albums
    Rome (Italy)   2 photos  from Italy/Rome
    Home           0 photos  from the folder itself

  Items with trouble
    Rome (Italy)/empty.jpg  E_FILE_EMPTY: A file has no content.

  Problems
    E_FOLDER_UNREADABLE Secret: A folder could not be read.`,
  );
});

const emptyReport: SyncReport = {
  version: 1,
  service: 'gallery',
  mode: 'upload',
  dryRun: false,
  startedAt: '2026-11-22T10:00:00.000Z',
  finishedAt: '2026-11-22T10:00:02.500Z',
  totals: {
    events: zeros(EVENTS),
    actions: zeros(ACTIONS),
    outcomes: zeros(OUTCOMES),
    bytesUploaded: 0,
    bytesDownloaded: 0,
    requests: 0,
  },
  albums: [],
  items: [],
  problems: [],
};

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}
