import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import type { Call } from '../http/route.ts';
import { roleProblem } from './access.ts';
import { makeContent, type Received } from './content.ts';
import type { Drive } from './drive.ts';
import { writeProperties, type Metadata } from './metadata.ts';
import { depthProblem, targetFolder } from './place.ts';
import { badRequest, invalidField, invalidParameter, notFound, refusal } from './refusals.ts';
import type { Viewer } from './store/access.ts';
import type { StoredFile } from './store/model.ts';

/** What an update is to do. */
export interface Update {
  readonly metadata: Metadata;
  readonly received?: Received;
  readonly addParents: readonly string[];
  readonly removeParents: readonly string[];
  /** Of what the file has before. */
  readonly keepRevisionForever: boolean;
}

/** What stands in the query of an update. */
export function updateQuery({ query }: Call): Omit<Update, 'metadata' | 'received'> {
  const list = (name: string) => (query.get(name) ?? '').split(',').filter((id) => id !== '');
  return {
    addParents: list('addParents'),
    removeParents: list('removeParents'),
    keepRevisionForever: query.get('keepRevisionForever') === 'true',
  };
}

/** Changes a file that may be changed, all of it or nothing. */
export async function updateFile(
  drive: Drive,
  viewer: Viewer,
  file: StoredFile,
  update: Update,
): Promise<OrRefusal<StoredFile>> {
  const { store, clock, limits } = drive;
  const { metadata, received } = update;
  const problem = trashProblem(drive, viewer, file, metadata) ?? moveProblem(drive, viewer, file, update);
  if (problem) return problem;
  if (received && file.revisions.length === 0) return badRequest();
  if (isOtherKind(file, metadata))
    return invalidField('file.mimeType', 'The MIME type of this file cannot be changed to that.');
  const modifiedMs = metadata.modifiedTime ?? (stampsTime(metadata, received) ? clock.now() : file.modifiedMs);
  const content =
    received &&
    (await makeContent(
      drive,
      received,
      {
        owner: file.owner,
        name: metadata.originalFilename ?? metadata.name ?? file.name,
        modifiedMs,
        mimeType: metadata.mimeType ?? received.contentType ?? file.mimeType,
      },
      file,
    ));
  if (isRefusal(content)) return content;
  // Making the content took time, in which another request may have deleted the file.
  if (store.get(file.id) === undefined) return notFound(file.id);
  const unfit = writeProperties(limits, file, viewer.clientId, metadata);
  if (unfit) return unfit;
  const [parent] = update.addParents;
  if (parent !== undefined) file.parent = parent === 'root' ? store.root(viewer.account).id : parent;
  if (metadata.name !== undefined) file.name = metadata.name;
  if (metadata.mimeType !== undefined) file.mimeType = metadata.mimeType;
  if (metadata.description !== undefined) file.description = metadata.description || undefined;
  if (metadata.starred !== undefined) file.starred = metadata.starred;
  if (metadata.createdTime !== undefined) file.createdMs = metadata.createdTime;
  if (metadata.viewedByMeTime !== undefined) file.viewedMs = metadata.viewedByMeTime;
  if (metadata.trashed !== undefined) file.trashedMs = metadata.trashed ? (file.trashedMs ?? clock.now()) : undefined;
  file.modifiedMs = modifiedMs;
  const head = file.revisions.at(-1);
  if (head && update.keepRevisionForever) head.keepForever = true;
  if (content) {
    file.revisions.push(content);
    file.mimeType = content.mimeType;
  }
  store.changed(file);
  return file;
}

/** A file with bytes does not become a folder or a document, nor the other way round. */
function isOtherKind({ mimeType }: StoredFile, { mimeType: wanted = mimeType }: Metadata): boolean {
  const isDocument = [mimeType, wanted].some((type) => type.startsWith('application/vnd.google-apps.'));
  return wanted !== mimeType && isDocument;
}

/** Content and what people read in it are of a time; whether it is starred, in the trash or elsewhere is not. */
function stampsTime({ name, description, mimeType }: Metadata, received: Received | undefined): boolean {
  return received !== undefined || [name, description, mimeType].some((field) => field !== undefined);
}

function trashProblem(drive: Drive, viewer: Viewer, file: StoredFile, { trashed }: Metadata): Refusal | undefined {
  if (trashed === undefined) return undefined;
  return file.parent === undefined
    ? refusal(403, 'insufficientFilePermissions', 'The root folder cannot be trashed.')
    : roleProblem(drive, viewer, file, 'owner');
}

function moveProblem(
  drive: Drive,
  viewer: Viewer,
  file: StoredFile,
  { addParents, removeParents }: Update,
): Refusal | undefined {
  const { store } = drive;
  const known = (id: string) => (id === 'root' ? store.root(viewer.account).id : id);
  if (removeParents.some((id) => known(id) !== file.parent))
    return invalidParameter('removeParents', 'The specified parent is not a parent of the file.');
  if (addParents.length === 0)
    return removeParents.length === 0
      ? undefined
      : refusal(403, 'cannotRemoveParent', 'A file must have at least one parent.');
  const isThere = addParents.every((id) => known(id) === file.parent);
  if (removeParents.length === 0 && !isThere)
    return refusal(403, 'cannotAddParent', 'Increasing the number of parents is not allowed');
  const folder = targetFolder(drive, viewer, addParents);
  if (isRefusal(folder)) return folder;
  if ([folder, ...store.ancestors(folder)].includes(file))
    return refusal(403, 'cyclicalParent', 'A folder cannot be moved into itself or a folder in it.');
  return depthProblem(drive, folder, file.mimeType);
}
