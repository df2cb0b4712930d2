import { isRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { maySee } from './access.ts';
import { READERS } from './admit.ts';
import { apiRoute, numberOf } from './api.ts';
import type { Drive } from './drive.ts';
import { driveTime, fileResource } from './fileResource.ts';
import { CHANGE_LIST_ANSWER, START_TOKEN_ANSWER } from './knownFields.ts';
import { spacesProblem } from './listRoute.ts';
import { UNITS } from './limits.ts';
import { invalidValue, requiredParameter } from './refusals.ts';
import { hasScope, type Viewer } from './store/access.ts';
import { FIRST_SEQUENCE, type Change } from './store/feed.ts';

/** What has happened since a moment. A token never gets too old. */
export function changeRoutes(drive: Drive): readonly Route[] {
  return [startPageToken(drive), list(drive)];
}

function startPageToken(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'changes.getStartPageToken',
    method: 'GET',
    path: '/drive/v3/changes/startPageToken',
    scopes: READERS,
    units: UNITS.other,
    answer: START_TOKEN_ANSWER,
    handle: () => ({ kind: 'drive#startPageToken', startPageToken: String(drive.store.feed.nextSequence()) }),
  });
}

function list(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'changes.list',
    method: 'GET',
    path: '/drive/v3/changes',
    scopes: READERS,
    units: UNITS.list,
    answer: CHANGE_LIST_ANSWER,
    handle: ({ call, viewer }) => {
      const { feed } = drive.store;
      const token = call.query.get('pageToken');
      if (token === null) return requiredParameter('pageToken');
      const from = /^\d{1,15}$/.test(token) ? Number(token) : 0;
      if (from < FIRST_SEQUENCE || from > feed.nextSequence()) return invalidValue('pageToken');
      const problem = spacesProblem(call);
      if (problem) return problem;
      const size = numberOf(call, 'pageSize', { usual: 100, most: 1000 });
      if (isRefusal(size)) return size;
      // A page is a part of the feed, and what the app does not see of it is missing: such pages are short, or empty.
      const all = feed.since(from);
      const part = all.slice(0, drive.habits.pages === 'full' ? size : Math.ceil(size / 2));
      const last = part.at(-1);
      const isLast = last === undefined || part.length === all.length;
      const end = isLast ? { newStartPageToken: String(feed.nextSequence()) } : {};
      const next = isLast ? {} : { nextPageToken: String(last.sequence + 1) };
      const changes = part.flatMap((change) => changeResource(drive, viewer, call, change) ?? []);
      return { kind: 'drive#changeList', ...end, ...next, changes };
    },
  });
}

/** A change as an app sees it; undefined for one that is none of its business. */
function changeResource(drive: Drive, viewer: Viewer, call: Call, change: Change): object | undefined {
  const { fileId, gone } = change;
  const about = { kind: 'drive#change', type: 'file', changeType: 'file', time: driveTime(change.timeMs), fileId };
  const file = drive.store.get(fileId);
  if (!file || !maySee(drive, viewer, file)) {
    const isTold = knewIt(viewer, gone ?? { accounts: file?.lostBy ?? new Set(), clients: file?.clients ?? new Set() });
    return isTold && call.query.get('includeRemoved') !== 'false' ? { ...about, removed: true } : undefined;
  }
  const isElsewhere = call.query.get('restrictToMyDrive') === 'true' && file.owner !== viewer.account;
  return isElsewhere ? undefined : { ...about, removed: false, file: fileResource(drive, viewer, call, file) };
}

/** Whether something is missing for an app: the account could see it, and the app knew of it. */
function knewIt(viewer: Viewer, { accounts, clients }: NonNullable<Change['gone']>): boolean {
  const knowsAll = hasScope(viewer, 'drive', 'drive.readonly', 'drive.metadata', 'drive.metadata.readonly');
  return accounts.has(viewer.account) && (knowsAll || clients.has(viewer.clientId));
}
