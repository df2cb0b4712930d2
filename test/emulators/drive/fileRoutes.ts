import { isRefusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { visibleFile, writableFile } from './access.ts';
import { READERS, WRITERS } from './admit.ts';
import { apiRoute, numberOf } from './api.ts';
import { createFile } from './createFile.ts';
import type { Drive } from './drive.ts';
import { fileResource } from './fileResource.ts';
import { FILE_ANSWER, IDS_ANSWER, NO_ANSWER } from './knownFields.ts';
import { UNITS } from './limits.ts';
import { readMetadata } from './metadata.ts';
import { invalidParameter, insufficientFilePermissions } from './refusals.ts';
import { updateFile, updateQuery } from './updateFile.ts';

const PATH = '/drive/v3/files/{fileId}';

/** What can be done with files, without their bytes. */
export function fileRoutes(drive: Drive): readonly Route[] {
  return [generateIds(drive), emptyTrash(drive), create(drive), get(drive), update(drive), remove(drive)];
}

function generateIds(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.generateIds',
    method: 'GET',
    path: '/drive/v3/files/generateIds',
    scopes: WRITERS,
    units: UNITS.other,
    answer: IDS_ANSWER,
    handle: ({ call, viewer }) => {
      const count = numberOf(call, 'count', { usual: 10, most: 1001 });
      if (isRefusal(count)) return count;
      if (count > 1000) return invalidParameter('count', 'Invalid value. Values must be within the range: [1, 1000]');
      const space = call.query.get('space') ?? 'drive';
      const type = call.query.get('type') ?? 'files';
      if (space !== 'drive') return invalidParameter('space', `Invalid value '${space}'.`);
      if (type !== 'files' && type !== 'shortcuts') return invalidParameter('type', `Invalid value '${type}'.`);
      return { kind: 'drive#generatedIds', space, ids: drive.store.issueIds(viewer.account, count) };
    },
  });
}

function create(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.create',
    method: 'POST',
    path: '/drive/v3/files',
    scopes: WRITERS,
    units: UNITS.edit,
    answer: FILE_ANSWER,
    handle: async ({ call, viewer, body }) => {
      const metadata = readMetadata(body, 'create');
      if (isRefusal(metadata)) return metadata;
      const file = await createFile(drive, viewer, metadata);
      return isRefusal(file) ? file : fileResource(drive, viewer, call, file);
    },
  });
}

function get(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.get',
    method: 'GET',
    path: PATH,
    scopes: READERS,
    units: UNITS.get,
    answer: FILE_ANSWER,
    handle: ({ call, viewer }) => {
      const file = visibleFile(drive, viewer, call.params['fileId'] ?? '');
      return isRefusal(file) ? file : fileResource(drive, viewer, call, file);
    },
  });
}

function update(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.update',
    method: 'PATCH',
    path: PATH,
    scopes: WRITERS,
    units: UNITS.edit,
    answer: FILE_ANSWER,
    handle: async ({ call, viewer, body }) => {
      const file = writableFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      const metadata = readMetadata(body, 'update');
      if (isRefusal(metadata)) return metadata;
      const updated = await updateFile(drive, viewer, file, { ...updateQuery(call), metadata });
      return isRefusal(updated) ? updated : fileResource(drive, viewer, call, updated);
    },
  });
}

/** Deletes for ever, without the trash. */
function remove(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.delete',
    method: 'DELETE',
    path: PATH,
    scopes: WRITERS,
    units: UNITS.edit,
    answer: NO_ANSWER,
    handle: ({ call, viewer }) => {
      const file = writableFile(drive, viewer, call.params['fileId'] ?? '', 'owner');
      if (isRefusal(file)) return file;
      if (file.parent === undefined) return insufficientFilePermissions(file.id);
      drive.store.remove(file);
      return undefined;
    },
  });
}

/** Needs the whole Drive. Google takes its time for it; here it is done at once. */
function emptyTrash(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'files.emptyTrash',
    method: 'DELETE',
    path: '/drive/v3/files/trash',
    scopes: ['drive'],
    units: UNITS.edit,
    answer: NO_ANSWER,
    handle: ({ viewer }) => {
      const { store } = drive;
      const trashed = store.all().filter(({ owner, trashedMs }) => owner === viewer.account && trashedMs !== undefined);
      // A file may be gone with the folder that it was in.
      for (const file of trashed) if (store.get(file.id)) store.remove(file);
      return undefined;
    },
  });
}
