import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import { makeContent, type Received } from './content.ts';
import type { Drive } from './drive.ts';
import { writeProperties, type Metadata } from './metadata.ts';
import { depthProblem, targetFolder } from './place.ts';
import { visibleFile } from './access.ts';
import { badRequest, ID_IN_USE, ID_NOT_USABLE, notFound, refusal, requiredParameter } from './refusals.ts';
import type { Viewer } from './store/access.ts';
import { FOLDER, SHORTCUT, type StoredFile } from './store/model.ts';

const DOCS_PREFIX = 'application/vnd.google-apps.';

/** Makes a file, folder or shortcut, or says why not; then there is nothing new. */
export async function createFile(
  drive: Drive,
  viewer: Viewer,
  metadata: Metadata,
  received?: Received,
): Promise<OrRefusal<StoredFile>> {
  const { store, clock } = drive;
  const problem = createProblem(drive, viewer, metadata, received);
  if (problem) return problem;
  const parent = targetFolder(drive, viewer, metadata.parents ?? []);
  if (isRefusal(parent)) return parent;
  const { account, clientId } = viewer;
  const name = metadata.name ?? 'Untitled';
  const modifiedMs = metadata.modifiedTime ?? clock.now();
  const { mimeType } = metadata;
  const maps = { properties: new Map<string, string>(), appProperties: new Map<string, Map<string, string>>() };
  const unfit = writeProperties(drive.limits, maps, clientId, metadata);
  if (unfit) return unfit;
  const content = mimeType?.startsWith(DOCS_PREFIX)
    ? undefined
    : await makeContent(drive, received ?? EMPTY, {
        owner: account,
        name: metadata.originalFilename ?? name,
        modifiedMs,
        mimeType,
      });
  if (isRefusal(content)) return content;
  // Making the content took time, in which other requests may have used the id or deleted the folder.
  const raced = idProblem(drive, viewer, metadata) ?? (store.get(parent.id) ? undefined : notFound(parent.id));
  if (raced) return raced;
  return store.add({
    ...maps,
    id: metadata.id ?? store.newId(),
    owner: account,
    name,
    mimeType: content?.mimeType ?? mimeType ?? 'application/octet-stream',
    parent: parent.id,
    description: metadata.description === '' ? undefined : metadata.description,
    starred: metadata.starred === true,
    createdMs: metadata.createdTime ?? clock.now(),
    modifiedMs,
    viewedMs: metadata.viewedByMeTime ?? clock.now(),
    revisions: content ? [content] : [],
    clients: new Set([clientId]),
    shortcutTarget: metadata.shortcutTarget,
  });
}

/** Why an id cannot be that of a new file. */
export function idProblem({ store }: Drive, { account }: Viewer, { id, mimeType }: Metadata): Refusal | undefined {
  if (id === undefined) return undefined;
  const state = store.idState(account, id);
  if (state === 'used') return ID_IN_USE;
  return state === 'foreign' || isDocument(mimeType) ? ID_NOT_USABLE : undefined;
}

/** Why a file cannot be made, as far as that can be said before its bytes have come. */
export function createProblem(
  drive: Drive,
  viewer: Viewer,
  metadata: Metadata,
  received: Received | undefined,
): Refusal | undefined {
  const { store, limits } = drive;
  const { account } = viewer;
  const taken = idProblem(drive, viewer, metadata);
  if (taken) return taken;
  const { mimeType = '', parents = [], shortcutTarget } = metadata;
  if (received && mimeType.startsWith(DOCS_PREFIX)) return badRequest();
  if (mimeType === SHORTCUT) {
    if (shortcutTarget === undefined) return requiredParameter('shortcutDetails.targetId');
    const target = visibleFile(drive, viewer, shortcutTarget);
    if (isRefusal(target)) return target;
  }
  const parent = targetFolder(drive, viewer, parents);
  if (isRefusal(parent)) return parent;
  const isMany = store.count() >= limits.accountItems;
  if (isMany && store.all().filter(({ owner }) => owner === account).length >= limits.accountItems)
    return refusal(
      403,
      'activeItemCreationLimitExceeded',
      'This account has exceeded the creation limit of items. To create more items, permanently delete some.',
    );
  return depthProblem(drive, parent, mimeType);
}

/** A file that is made of metadata only is an empty one. */
const EMPTY: Received = { bytes: Buffer.alloc(0), contentType: undefined };

function isDocument(mimeType = ''): boolean {
  return mimeType.startsWith(DOCS_PREFIX) && mimeType !== FOLDER && mimeType !== SHORTCUT;
}
