import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Drive } from './drive.ts';
import { appNotAuthorized, insufficientFilePermissions, notFound } from './refusals.ts';
import { hasScope, roleOf, sees, type Viewer } from './store/access.ts';
import type { Role, StoredFile } from './store/model.ts';

/** Whether the app may know of the file. */
export function maySee(drive: Drive, viewer: Viewer, file: StoredFile): boolean {
  return sees(drive.store, viewer, file);
}

/** Whether the app, whoever uses it, may change the file. */
export function mayWrite(viewer: Viewer, file: StoredFile): boolean {
  return hasScope(viewer, 'drive') || isFileOfApp(viewer, file);
}

/** The file, or 404 for one that is gone or that the app may not know of: nobody can tell them apart. */
export function visibleFile(drive: Drive, viewer: Viewer, fileId: string): OrRefusal<StoredFile> {
  const file = fileId === 'root' ? drive.store.root(viewer.account) : drive.store.get(fileId);
  return file && maySee(drive, viewer, file) ? file : notFound(fileId);
}

/** A file whose bytes the app may read. */
export function readableFile(drive: Drive, viewer: Viewer, fileId: string): OrRefusal<StoredFile> {
  const file = visibleFile(drive, viewer, fileId);
  if (isRefusal(file)) return file;
  return hasScope(viewer, 'drive', 'drive.readonly') || isFileOfApp(viewer, file)
    ? file
    : appNotAuthorized(viewer.clientId, 'read', file.id);
}

/** A file that the app may change and for which the account has at least this role. */
export function writableFile(
  drive: Drive,
  viewer: Viewer,
  fileId: string,
  needed: 'writer' | 'owner' = 'writer',
): OrRefusal<StoredFile> {
  const file = visibleFile(drive, viewer, fileId);
  if (isRefusal(file)) return file;
  if (!mayWrite(viewer, file)) return appNotAuthorized(viewer.clientId, 'write', file.id);
  return roleProblem(drive, viewer, file, needed) ?? file;
}

/** Why the account may not do what this role may. */
export function roleProblem(
  drive: Drive,
  { account }: Viewer,
  file: StoredFile,
  needed: 'writer' | 'owner',
): Refusal | undefined {
  const role = roleOf(drive.store, account, file);
  const enough: readonly (Role | undefined)[] = needed === 'owner' ? ['owner'] : ['owner', 'writer'];
  return enough.includes(role) ? undefined : insufficientFilePermissions(file.id);
}

function isFileOfApp(viewer: Viewer, file: StoredFile): boolean {
  return hasScope(viewer, 'drive.file') && file.clients.has(viewer.clientId);
}
