import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SyncReport } from '../../../src/engine/report.ts';
import type { BackgroundEnd } from '../../../src/run/watch/runByItself.ts';
import type { WatchEvent } from '../../../src/run/watch/watchEvent.ts';
import { watchLine } from '../../../src/run/watch/watchLine.ts';
import { watchVoice, type WatchVoice } from '../../../src/run/watch/watchVoice.ts';
import { reportOf } from '../webview/reportLiteral.ts';

const now = (): number => Date.parse('2026-11-22T10:00:00Z');
const DONE: BackgroundEnd = { kind: 'done' };

function sync(items: string, problems: SyncReport['problems'] = []): SyncReport {
  return reportOf(items, { kind: 'sync', problems });
}

const CASES: readonly {
  readonly what: string;
  readonly happens: (voice: WatchVoice) => void;
  readonly said: readonly string[];
}[] = [
  { what: 'the beginning', happens: (voice) => voice.begins('sync'), said: ['watching /srv/photos (sync)'] },
  {
    what: 'changes',
    happens: (voice) => {
      voice.changed(1);
      voice.changed(2);
    },
    said: ['1 photo changed since the last comparison', '2 photos changed since the last comparison'],
  },
  {
    what: 'a disk that went away and came back',
    happens: (voice) => {
      voice.missing(['Italy', 'Norway']);
      voice.back();
    },
    said: [
      'missing or empty: Italy, Norway; perhaps a disk is not connected. None of its photos counts as removed, and nothing is done until it is back',
      'all photo folders are back',
    ],
  },
  {
    what: 'too many folders for the system',
    happens: (voice) => voice.unheard('ENOSPC', 300_000),
    said: [
      'not all of it can be watched (ENOSPC); all photo folders are looked at every 5 minutes instead. Raise fs.inotify.max_user_watches to watch more folders',
    ],
  },
  {
    what: 'a folder that nobody may read',
    happens: (voice) => voice.unheard('EACCES', 60_000),
    said: ['not all of it can be watched (EACCES); all photo folders are looked at every 1 minute instead'],
  },
  { what: 'a wait', happens: (voice) => voice.waiting('growing'), said: ['waits for a photo that is being written'] },
  {
    what: 'a sync',
    happens: (voice) => voice.ran(sync('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done'), ['Rome'], DONE),
    said: ['sync of Rome: 1 done'],
  },
  {
    what: 'a preview of everything, with nothing to do',
    happens: (voice) => voice.ran(reportOf('Rome/a.jpg SAME SILENT silent'), undefined, DONE),
    said: ['preview of all albums: all in step'],
  },
  {
    what: 'a preview of many albums',
    happens: (voice) => voice.ran(reportOf(''), ['A', 'B', 'C', 'D', 'E', 'F'], DONE),
    said: ['preview of 6 albums: all in step'],
  },
  {
    what: 'a photo that fails, once for as long as it does',
    happens: (voice) => {
      const failed = sync('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_DISK_FULL No space.');
      voice.ran(failed, ['Rome'], DONE);
      voice.ran(failed, ['Rome'], DONE);
    },
    said: ['sync of Rome: 1 failed', 'Rome/a.jpg: E_DISK_FULL No space.', 'sync of Rome: 1 failed'],
  },
  {
    what: 'what changed between preview and sync, which is no failure',
    happens: (voice) => voice.ran(sync('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_TARGET_CHANGED x'), ['Rome'], DONE),
    said: ['sync of Rome: 1 failed'],
  },
  {
    what: 'a run that did nothing because something is being written',
    happens: (voice) =>
      voice.ran(reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned'), ['Rome'], { kind: 'putOff', why: 'growing' }),
    said: [],
  },
  {
    what: 'a run that was stopped',
    happens: (voice) => {
      const stop = reportOf('', { problems: [{ code: 'E_ROOT_EMPTY', message: 'Italy is empty.' }] });
      voice.ran(stop, ['Rome'], { kind: 'needsPerson', grave: 0, stop });
    },
    said: ['E_ROOT_EMPTY Italy is empty.'],
  },
  {
    what: 'what is left for a person',
    happens: (voice) =>
      voice.ran(reportOf('@Rome/a.jpg REMOTE_ONLY:deletedLocally DELETE_REMOTE planned'), ['Rome'], {
        kind: 'needsPerson',
        grave: 1,
      }),
    said: ['preview of Rome: 1 planned', '1 deletion or conflict left for a person: preview, then sync'],
  },
];

describe('a watching says', () => {
  for (const { what, happens, said } of CASES)
    test(what, () => {
      const events: WatchEvent[] = [];
      happens(watchVoice((event) => events.push(event)));
      const text = { format: 'text', isAlone: true, now } as const;
      assert.deepEqual(
        events.map((event) => watchLine('/srv/photos', event, text)),
        said.map((line) => `2026-11-22T10:00:00.000Z ${line}\n`),
      );
    });

  test('which of several folders it is about, and nothing that moves a terminal', () => {
    const event: WatchEvent = { event: 'missing', folders: ['a\u001b[2J\nb'] };
    assert.match(
      watchLine('/srv/photos', event, { format: 'text', isAlone: false, now }),
      /^2026-11-22T10:00:00.000Z photos: missing or empty: a\uFFFD\[2J b; [^\n]*\n$/,
    );
  });

  test('the same as JSON', () => {
    const event: WatchEvent = { event: 'waiting', why: 'network' };
    const line = watchLine('/srv/photos', event, { format: 'json', isAlone: true, now });
    assert.deepEqual(JSON.parse(line), {
      at: '2026-11-22T10:00:00.000Z',
      folder: '/srv/photos',
      event: 'waiting',
      why: 'network',
    });
  });
});
