import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { readableFile, roleProblem, visibleFile, writableFile } from './access.ts';
import { admit, CONTENT_READERS, READERS, WRITERS } from './admit.ts';
import { apiRoute, numberOf } from './api.ts';
import { contentAnswer } from './download.ts';
import type { Drive } from './drive.ts';
import { driveTime, userResource } from './fileResource.ts';
import { NO_ANSWER, REVISION_ANSWER, REVISION_LIST_ANSWER } from './knownFields.ts';
import { UNITS } from './limits.ts';
import { invalidField, refusal, refusalAnswer } from './refusals.ts';
import type { Viewer } from './store/access.ts';
import type { Revision, StoredFile } from './store/model.ts';

const PATH = '/drive/v3/files/{fileId}/revisions';
const ONE = `${PATH}/{revisionId}`;

/** What a file contained before, and whether it is to be kept. */
export function revisionRoutes(drive: Drive): readonly Route[] {
  return [list(drive), download(drive), get(drive), update(drive), remove(drive)];
}

function list(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'revisions.list',
    method: 'GET',
    path: PATH,
    scopes: READERS,
    units: UNITS.list,
    answer: REVISION_LIST_ANSWER,
    handle: ({ call, viewer }) => {
      const file = visibleFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      const problem = roleProblem(drive, viewer, file, 'writer');
      if (problem) return problem;
      const size = numberOf(call, 'pageSize', { usual: 200, most: 1000 });
      if (isRefusal(size)) return size;
      const question = `revisions ${viewer.account} ${viewer.clientId} ${file.id}`;
      const page = drive.pageTokens.page({ token: call.query.get('pageToken'), size, question }, () =>
        file.revisions.map(({ id }) => id),
      );
      if (isRefusal(page)) return page;
      const revisions = file.revisions
        .filter(({ id }) => page.ids.includes(id))
        .map((revision) => revisionResource(viewer, file, revision));
      const { nextPageToken } = page;
      return { kind: 'drive#revisionList', ...(nextPageToken && { nextPageToken }), revisions };
    },
  });
}

function get(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'revisions.get',
    method: 'GET',
    path: ONE,
    scopes: READERS,
    units: UNITS.get,
    answer: REVISION_ANSWER,
    handle: ({ call, viewer }) => {
      const file = visibleFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      const revision = roleProblem(drive, viewer, file, 'writer') ?? revisionOf(call, file);
      return isRefusal(revision) ? revision : revisionResource(viewer, file, revision);
    },
  });
}

function download(drive: Drive): Route {
  const handle = (call: Call): Answer => {
    const viewer = admit(drive, call, { name: 'revisions.get', scopes: CONTENT_READERS, units: UNITS.download });
    if (isRefusal(viewer)) return refusalAnswer(viewer);
    const file = readableFile(drive, viewer, call.params['fileId'] ?? '');
    if (isRefusal(file)) return refusalAnswer(file);
    const revision = roleProblem(drive, viewer, file, 'writer') ?? revisionOf(call, file);
    return isRefusal(revision) ? refusalAnswer(revision) : contentAnswer(call, file, revision);
  };
  return { name: 'revisions.download', methods: ['GET'], path: ONE, query: { alt: 'media' }, handle };
}

function update(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'revisions.update',
    method: 'PATCH',
    path: ONE,
    scopes: WRITERS,
    units: UNITS.edit,
    answer: REVISION_ANSWER,
    handle: ({ call, viewer, body }) => {
      const file = writableFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      const revision = revisionOf(call, file);
      if (isRefusal(revision)) return revision;
      const { keepForever } = body;
      if (keepForever === undefined) return revisionResource(viewer, file, revision);
      if (typeof keepForever !== 'boolean')
        return invalidField('revision.keepForever', 'Invalid value for: keepForever');
      const kept = file.revisions.filter((one) => one.keepForever && one !== revision).length;
      if (keepForever && kept >= drive.limits.keptRevisions)
        return refusal(403, 'keepForeverLimitExceeded', 'No more revisions of this file can be kept forever.');
      revision.keepForever = keepForever;
      drive.store.changed(file);
      return revisionResource(viewer, file, revision);
    },
  });
}

function remove(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'revisions.delete',
    method: 'DELETE',
    path: ONE,
    scopes: WRITERS,
    units: UNITS.edit,
    answer: NO_ANSWER,
    handle: ({ call, viewer }) => {
      const file = writableFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      const revision = revisionOf(call, file);
      if (isRefusal(revision)) return revision;
      if (file.revisions.length === 1)
        return refusal(400, 'cannotDeleteOnlyRevision', 'The only revision of a file cannot be deleted.');
      file.revisions.splice(file.revisions.indexOf(revision), 1);
      drive.store.changed(file);
      return undefined;
    },
  });
}

function revisionOf(call: Call, file: StoredFile): OrRefusal<Revision> {
  const id = call.params['revisionId'] ?? '';
  return file.revisions.find((revision) => revision.id === id) ?? revisionNotFound(id);
}

function revisionNotFound(id: string): Refusal {
  const place = { location: 'revisionId', locationType: 'parameter' } as const;
  return refusal(404, 'notFound', `Revision not found: ${id}.`, { place });
}

function revisionResource(viewer: Viewer, file: StoredFile, revision: Revision): object {
  const { id, mimeType, modifiedMs, keepForever, md5, bytes, originalFilename } = revision;
  return {
    kind: 'drive#revision',
    id,
    mimeType,
    modifiedTime: driveTime(modifiedMs),
    keepForever,
    published: false,
    md5Checksum: md5,
    size: String(bytes.length),
    originalFilename,
    lastModifyingUser: userResource(file.owner, viewer),
  };
}
