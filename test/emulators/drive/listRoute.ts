import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { maySee } from './access.ts';
import { READERS } from './admit.ts';
import { apiRoute, numberOf } from './api.ts';
import type { Drive } from './drive.ts';
import { fileResource } from './fileResource.ts';
import { FILE_LIST_ANSWER } from './knownFields.ts';
import { UNITS } from './limits.ts';
import { matches, namedFolders } from './matches.ts';
import { readOrder, type Comparer } from './order.ts';
import { readQuery, type Condition } from './readQuery.ts';
import { invalidValue, notFound, refusal } from './refusals.ts';
import type { Viewer } from './store/access.ts';
import type { StoredFile } from './store/model.ts';

/** A request of so many and more gets so many. */
const MOST = 1000;

/**
 * Lists and searches. The special fault `leaveOut` leaves so many files out and says `incompleteSearch`, as Drive does
 * when not all of what it searches has answered.
 */
export function listRoute(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.list',
    method: 'GET',
    path: '/drive/v3/files',
    scopes: READERS,
    units: UNITS.list,
    answer: FILE_LIST_ANSWER,
    handle: ({ call, viewer }) => {
      const search = readSearch(drive, call, viewer);
      if (isRefusal(search)) return search;
      const size = numberOf(call, 'pageSize', { usual: 100, most: MOST });
      if (isRefusal(size)) return size;
      const leftOut = call.special('leaveOut');
      const token = call.query.get('pageToken');
      const page = drive.pageTokens.page({ token, size, question: questionOf(call, viewer) }, () =>
        found(drive, viewer, search)
          .map(({ id }) => id)
          .slice(leftOut ?? 0),
      );
      if (isRefusal(page)) return page;
      const files = page.ids.flatMap((id) => {
        const file = drive.store.get(id);
        // What went since the first page is gone from this one.
        return file && maySee(drive, viewer, file) ? [fileResource(drive, viewer, call, file)] : [];
      });
      const { nextPageToken } = page;
      const incompleteSearch = leftOut !== undefined;
      return { kind: 'drive#fileList', incompleteSearch, ...(nextPageToken && { nextPageToken }), files };
    },
  });
}

interface Search {
  readonly condition: Condition | undefined;
  readonly compare: Comparer | undefined;
}

function readSearch(drive: Drive, call: Call, viewer: Viewer): OrRefusal<Search> {
  const { query } = call;
  const problem = corporaProblem(query) ?? spacesProblem(call);
  if (problem) return problem;
  const q = query.get('q') ?? '';
  const condition = q.trim() === '' ? undefined : readQuery(q);
  if (q.trim() !== '' && !condition) return invalidValue('q');
  for (const id of condition ? namedFolders(condition) : []) {
    const folder = drive.store.get(id);
    // Drive says of the folder of a search only that there is none.
    if (id !== 'root' && !(folder && maySee(drive, viewer, folder))) return notFound('');
  }
  const orderBy = query.get('orderBy') ?? '';
  const compare = orderBy === '' ? undefined : readOrder(orderBy);
  return orderBy !== '' && !compare ? invalidValue('orderBy') : { condition, compare };
}

function found(drive: Drive, viewer: Viewer, { condition, compare }: Search): StoredFile[] {
  const { store, habits, clock, random } = drive;
  const files = store
    .all()
    .filter((file) => file.parent !== undefined && file.arrivedMs + habits.listingLagMs <= clock.now())
    .filter((file) => maySee(drive, viewer, file) && (!condition || matches(drive, viewer, file, condition)));
  const list = habits.order === 'shuffled' ? random.shuffled(files) : files;
  return compare ? list.sort(compare) : list;
}

/** There are no shared drives here, and an account is in no domain. */
function corporaProblem(query: URLSearchParams): Refusal | undefined {
  const corpora = query.get('corpora') ?? 'user';
  const driveId = query.get('driveId');
  if (!['user', 'domain', 'drive', 'allDrives'].includes(corpora)) return invalidValue('corpora');
  if (driveId !== null && corpora === 'drive') return refusal(404, 'notFound', `Shared drive not found: ${driveId}`);
  if (driveId !== null || corpora === 'drive') return invalidValue('driveId');
  const isWide = query.get('includeItemsFromAllDrives') === 'true' && query.get('supportsAllDrives') === 'true';
  return corpora === 'allDrives' && !isWide ? invalidValue('corpora') : undefined;
}

/** The hidden folder of an app is not played here: nobody is allowed to look into it. */
export function spacesProblem({ query }: Call): Refusal | undefined {
  const spaces = (query.get('spaces') ?? 'drive').split(',');
  const message = 'The granted scopes do not give access to all of the requested spaces.';
  if (spaces.some((space) => space !== 'drive' && space !== 'appDataFolder')) return invalidValue('spaces');
  return spaces.includes('appDataFolder') ? refusal(403, 'insufficientScopes', message) : undefined;
}

/** A token is good as long as nothing but the size of the page and the fields are asked for in another way. */
function questionOf({ query }: Call, { account, clientId }: Viewer): string {
  const names = ['q', 'orderBy', 'spaces', 'corpora', 'driveId', 'includeItemsFromAllDrives'];
  return JSON.stringify([account, clientId, ...names.map((name) => query.get(name))]);
}
