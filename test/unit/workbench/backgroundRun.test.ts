import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../../src/engine/model.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import type { FolderRef } from '../../../src/workbench/runs/folderState.ts';
import { WindowRuns } from '../../../src/workbench/runs/windowRuns.ts';
import type { BackgroundEnd } from '../../../src/run/watch/runByItself.ts';
import { runInBackground, type BackgroundWish } from '../../../src/workbench/watch/backgroundRun.ts';
import { reportOf } from '../webview/reportLiteral.ts';

const folder: FolderRef = { key: 'file:///photos', name: 'photos', path: '/photos' };

interface Case {
  readonly what: string;
  readonly mode: BackgroundWish['mode'];
  /** What the preview finds. */
  readonly finds: string;
  readonly problems?: readonly Problem[];
  /** Problems of the sync. */
  readonly then?: readonly Problem[];
  /** The runs, with the actions that a sync is to carry out. */
  readonly runs: readonly string[];
  readonly end: string;
}

const UPLOADS = `
  Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  Rome/b.jpg SAME SILENT silent`;
const DELETIONS = `
  Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  @Rome/b.jpg REMOTE_ONLY:deletedLocally DELETE_REMOTE planned
  Rome/c.jpg LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned
  Rome/d.jpg DIFFERENT:bothChanged DOWNLOAD_REMOTE planned`;

const problem = (code: Problem['code']): readonly Problem[] => [{ code, message: code }];

const CASES: readonly Case[] = [
  { what: 'a preview looks and no more', mode: 'preview', finds: UPLOADS, runs: ['preview Rome'], end: 'done' },
  {
    what: 'a sync carries out what the preview found',
    mode: 'sync',
    finds: UPLOADS,
    runs: ['preview Rome', 'sync Rome: UPLOAD_LOCAL Rome/a.jpg'],
    end: 'done',
  },
  {
    what: 'a sync does not begin where there is nothing to do',
    mode: 'sync',
    finds: 'Rome/b.jpg SAME SILENT silent',
    runs: ['preview Rome'],
    end: 'done',
  },
  {
    what: 'a sync leaves out what a person is asked about: deletions, and photos that were changed on both sides',
    mode: 'sync',
    finds: DELETIONS,
    runs: ['preview Rome', 'sync Rome: UPLOAD_LOCAL Rome/a.jpg'],
    end: 'needsPerson: 3 photos',
  },
  {
    what: 'a sync does the rest also when there are too many deletions',
    mode: 'sync',
    finds: DELETIONS,
    problems: problem('E_TOO_MANY_DELETES'),
    runs: ['preview Rome', 'sync Rome: UPLOAD_LOCAL Rome/a.jpg'],
    end: 'needsPerson: 3 photos',
  },
  {
    what: 'a sync that has to be confirmed does not begin',
    mode: 'sync',
    finds: DELETIONS,
    problems: problem('E_ROOT_EMPTY'),
    runs: ['preview Rome'],
    end: 'needsPerson: E_ROOT_EMPTY',
  },
  {
    what: 'a sync without a sign-in does not begin',
    mode: 'sync',
    finds: '',
    problems: problem('E_SIGN_IN'),
    runs: ['preview Rome'],
    end: 'needsPerson: E_SIGN_IN',
  },
  {
    what: 'a service that cannot be reached is tried again later',
    mode: 'sync',
    finds: '',
    problems: problem('E_UNREACHABLE'),
    runs: ['preview Rome'],
    end: 'putOff: network',
  },
  {
    what: 'a folder that another window works on is tried again later',
    mode: 'sync',
    finds: UPLOADS,
    then: problem('E_LOCKED'),
    runs: ['preview Rome', 'sync Rome: UPLOAD_LOCAL Rome/a.jpg'],
    end: 'putOff: elsewhere',
  },
];

describe('a run that nobody asked for', () => {
  for (const { what, mode, finds, problems = [], then = [], runs: expected, end } of CASES)
    it(what, async () => {
      const told: string[] = [];
      const runs = new WindowRuns({
        runner: async (request) => {
          told.push(requestText(request));
          return request.kind === 'preview'
            ? reportOf(finds, { problems })
            : reportOf('', { kind: 'sync', problems: then });
        },
        settings: () => ({}),
        stateDirectory: () => '/state',
      });
      // Another album has work too, which is none of this run's business.
      runs.folder(folder).finish(reportOf('Oslo/z.jpg LOCAL_ONLY UPLOAD_LOCAL planned'), undefined);
      assert.equal(endText(await runInBackground({ mode, folder, albums: ['Rome'] }, runs)), end);
      assert.deepEqual(told, expected);
    });
});

function requestText({ kind, albums, review }: RunRequest): string {
  const items = review?.items.map(({ action, album, name }) => `: ${action} ${album}/${name}`) ?? [];
  return `${kind} ${albums?.join(' ') ?? 'all'}${items.join('')}`;
}

function endText(end: BackgroundEnd): string {
  if (end.kind === 'done') return end.kind;
  if (end.kind === 'putOff') return `putOff: ${end.why}`;
  return `needsPerson: ${end.stop?.problems[0]?.code ?? `${String(end.grave)} photos`}`;
}
