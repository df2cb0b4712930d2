import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { writableFile } from './access.ts';
import { WRITERS } from './admit.ts';
import { apiRoute, numberOf } from './api.ts';
import type { Drive } from './drive.ts';
import { NO_ANSWER, PERMISSION_ANSWER, PERMISSION_LIST_ANSWER } from './knownFields.ts';
import { UNITS } from './limits.ts';
import { permissionResource } from './permissionResource.ts';
import { readPermission, readRole } from './readPermission.ts';
import { refusal } from './refusals.ts';
import { effectivePermissions, type EffectivePermission, type Viewer } from './store/access.ts';
import type { StoredFile } from './store/model.ts';

const PATH = '/drive/v3/files/{fileId}/permissions';
const ONE = `${PATH}/{permissionId}`;

/** Who may do what with a file. What is given to a folder holds for all that is in it. */
export function permissionRoutes(drive: Drive): readonly Route[] {
  return [list(drive), create(drive), get(drive), update(drive), remove(drive)];
}

function list(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'permissions.list',
    method: 'GET',
    path: PATH,
    scopes: WRITERS,
    units: UNITS.list,
    answer: PERMISSION_LIST_ANSWER,
    handle: ({ call, viewer }) => {
      const file = writableFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      const size = numberOf(call, 'pageSize', { usual: 100, most: 100 });
      if (isRefusal(size)) return size;
      const all = effectivePermissions(drive.store, file);
      const question = `permissions ${viewer.account} ${viewer.clientId} ${file.id}`;
      const page = drive.pageTokens.page({ token: call.query.get('pageToken'), size, question }, () =>
        all.map(({ permission }) => permission.id),
      );
      if (isRefusal(page)) return page;
      const permissions = all.filter(({ permission }) => page.ids.includes(permission.id)).map(permissionResource);
      const { nextPageToken } = page;
      return { kind: 'drive#permissionList', ...(nextPageToken && { nextPageToken }), permissions };
    },
  });
}

function create(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'permissions.create',
    method: 'POST',
    path: PATH,
    scopes: WRITERS,
    units: UNITS.edit,
    answer: PERMISSION_ANSWER,
    handle: ({ call, viewer, body }) => {
      const file = writableFile(drive, viewer, call.params['fileId'] ?? '');
      if (isRefusal(file)) return file;
      if (file.parent === undefined) return NOT_SHARED;
      const permission = readPermission(body);
      if (isRefusal(permission)) return permission;
      const at = file.permissions.findIndex(({ id }) => id === permission.id);
      // A second one for the same person takes the place of the first.
      file.permissions.splice(at < 0 ? file.permissions.length : at, at < 0 ? 0 : 1, permission);
      drive.store.changed(file);
      return permissionResource({ permission, inheritedFrom: undefined });
    },
  });
}

function get(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'permissions.get',
    method: 'GET',
    path: ONE,
    scopes: WRITERS,
    units: UNITS.get,
    answer: PERMISSION_ANSWER,
    handle: ({ call, viewer }) => {
      const found = permissionOf(drive, viewer, call);
      return isRefusal(found) ? found : permissionResource(found.effective);
    },
  });
}

function update(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'permissions.update',
    method: 'PATCH',
    path: ONE,
    scopes: WRITERS,
    units: UNITS.edit,
    answer: PERMISSION_ANSWER,
    handle: ({ call, viewer, body }) => {
      const found = ownPermission(drive, viewer, call);
      if (isRefusal(found)) return found;
      const role = readRole(body);
      if (isRefusal(role)) return role;
      found.effective.permission.role = role;
      drive.store.changed(found.file);
      return permissionResource(found.effective);
    },
  });
}

function remove(drive: Drive): Route {
  return apiRoute(drive, {
    name: 'permissions.delete',
    method: 'DELETE',
    path: ONE,
    scopes: WRITERS,
    units: UNITS.edit,
    answer: NO_ANSWER,
    handle: ({ call, viewer }) => {
      const found = ownPermission(drive, viewer, call);
      if (isRefusal(found)) return found;
      const { file, effective } = found;
      file.permissions.splice(file.permissions.indexOf(effective.permission), 1);
      file.lostBy.add(effective.permission.emailAddress ?? '');
      drive.store.changed(file);
      return undefined;
    },
  });
}

const NOT_SHARED = refusal(403, 'forbidden', 'The root folder cannot be shared.');

interface Found {
  readonly file: StoredFile;
  readonly effective: EffectivePermission;
}

function permissionOf(drive: Drive, viewer: Viewer, call: Call): OrRefusal<Found> {
  const file = writableFile(drive, viewer, call.params['fileId'] ?? '');
  if (isRefusal(file)) return file;
  const id = call.params['permissionId'] ?? '';
  const effective = effectivePermissions(drive.store, file).find(({ permission }) => permission.id === id);
  return effective ? { file, effective } : permissionNotFound(id);
}

/** One that may be changed here: the owner's may not, and an inherited one only where it comes from. */
function ownPermission(drive: Drive, viewer: Viewer, call: Call): OrRefusal<Found> {
  const found = permissionOf(drive, viewer, call);
  if (isRefusal(found)) return found;
  if (found.effective.inheritedFrom !== undefined)
    return refusal(403, 'cannotModifyInheritedPermission', 'Inherited permissions cannot be changed here.');
  return found.file.permissions.includes(found.effective.permission)
    ? found
    : refusal(403, 'forbidden', "The permission of a file's owner cannot be changed.");
}

function permissionNotFound(id: string): Refusal {
  const place = { location: 'permissionId', locationType: 'parameter' } as const;
  return refusal(404, 'notFound', `Permission not found: ${id}.`, { place });
}
