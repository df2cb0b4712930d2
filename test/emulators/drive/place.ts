import type { OrRefusal, Refusal } from '../http/refusal.ts';
import { maySee, mayWrite, roleProblem } from './access.ts';
import type { Drive } from './drive.ts';
import { appNotAuthorized, notFound, refusal } from './refusals.ts';
import type { Viewer } from './store/access.ts';
import { FOLDER, type StoredFile } from './store/model.ts';

/** The one folder that something goes into, once it is sure that it may; no id means My Drive itself. */
export function targetFolder(drive: Drive, viewer: Viewer, ids: readonly string[]): OrRefusal<StoredFile> {
  const { store, limits } = drive;
  if (ids.length > 1) return refusal(403, 'cannotAddParent', 'Increasing the number of parents is not allowed');
  const [id = 'root'] = ids;
  const root = store.root(viewer.account);
  // The alias works for every app, although not every app may know what it stands for.
  if (id === 'root') return root;
  const folder = store.get(id);
  if (!folder || !maySee(drive, viewer, folder)) return notFound(id);
  if (folder.mimeType !== FOLDER) return refusal(403, 'parentNotAFolder', 'The specified parent is not a folder.');
  if (!mayWrite(viewer, folder)) return appNotAuthorized(viewer.clientId, 'write', id);
  const problem = roleProblem(drive, viewer, folder, 'writer');
  if (problem) return problem;
  const isMany = folder !== root && store.count() >= limits.folderItems;
  if (isMany && store.children(id).length >= limits.folderItems)
    return refusal(
      403,
      'numChildrenInNonRootLimitExceeded',
      'The limit for this folder’s number of children (files and folders) has been exceeded.',
    );
  return folder;
}

/** Why something so deep cannot go into a folder. */
export function depthProblem({ store, limits }: Drive, folder: StoredFile, mimeType: string): Refusal | undefined {
  if (mimeType !== FOLDER || store.ancestors(folder).length < limits.folderDepth) return undefined;
  const message = 'Your My Drive hierarchy would have too many levels of folders.';
  return refusal(403, 'myDriveHierarchyDepthLimitExceeded', message);
}
