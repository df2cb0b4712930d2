import type { Call } from '../http/route.ts';
import { maySee, mayWrite } from './access.ts';
import type { Drive } from './drive.ts';
import { permissionResource } from './permissionResource.ts';
import { effectivePermissions, permissionIdOf, roleOf, type Viewer } from './store/access.ts';
import { FOLDER, SHORTCUT, type MediaFacts, type Role, type StoredFile } from './store/model.ts';

/** A file as an app sees it. Empty fields are left out, numbers of 64 bits are text. */
export function fileResource(drive: Drive, viewer: Viewer, { origin }: Call, file: StoredFile): object {
  const { store } = drive;
  const role = roleOf(store, viewer.account, file);
  const permissions = effectivePermissions(store, file);
  const isOwner = role === 'owner';
  const parent = file.parent === undefined ? undefined : store.get(file.parent);
  const isTrashed = store.isTrashed(file);
  return defined({
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    description: file.description,
    starred: file.starred && isOwner,
    trashed: isTrashed,
    explicitlyTrashed: file.trashedMs !== undefined,
    trashedTime: file.trashedMs === undefined ? undefined : driveTime(file.trashedMs),
    parents: parent && maySee(drive, viewer, parent) ? [parent.id] : undefined,
    properties: textMap(file.properties),
    appProperties: textMap(file.appProperties.get(viewer.clientId)),
    spaces: ['drive'],
    version: String(file.version),
    createdTime: driveTime(file.createdMs),
    modifiedTime: driveTime(file.modifiedMs),
    modifiedByMe: isOwner,
    modifiedByMeTime: isOwner ? driveTime(file.modifiedMs) : undefined,
    viewedByMe: file.viewedMs !== undefined,
    viewedByMeTime: file.viewedMs === undefined ? undefined : driveTime(file.viewedMs),
    owners: [userResource(file.owner, viewer)],
    lastModifyingUser: userResource(file.owner, viewer),
    ownedByMe: isOwner,
    shared: permissions.length > 1,
    isAppAuthorized: mayWrite(viewer, file),
    writersCanShare: true,
    viewersCanCopyContent: true,
    copyRequiresWriterPermission: false,
    ...(canWrite(role) && {
      permissions: permissions.map((permission) => permissionResource(permission)),
      permissionIds: permissions.map(({ permission }) => permission.id),
    }),
    capabilities: capabilities(file, role),
    webViewLink: file.mimeType === FOLDER ? `${origin}/drive/folders/${file.id}` : `${origin}/file/d/${file.id}/view`,
    quotaBytesUsed: String(bytesUsed(file)),
    ...contentFields(drive, origin, file),
    ...(file.mimeType === SHORTCUT && {
      shortcutDetails: defined({
        targetId: file.shortcutTarget,
        targetMimeType: store.get(file.shortcutTarget ?? '')?.mimeType,
      }),
    }),
  });
}

/** RFC 3339 as Drive writes it: always with milliseconds. */
export function driveTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Bytes that count against the storage: the head, and what is to be kept for ever. */
export function bytesUsed({ revisions }: StoredFile): number {
  const head = revisions.at(-1);
  if (revisions.length <= 1) return head?.bytes.length ?? 0;
  const counted = revisions.filter((revision) => revision === head || revision.keepForever);
  return counted.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

export function userResource(account: string, viewer: Viewer): object {
  return {
    kind: 'drive#user',
    displayName: account.split('@')[0],
    me: account === viewer.account,
    permissionId: permissionIdOf(account),
    emailAddress: account,
  };
}

/** Without the fields that are undefined. */
export function defined(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function contentFields(drive: Drive, origin: string, file: StoredFile): object {
  const head = file.revisions.at(-1);
  if (head === undefined) return { hasThumbnail: false };
  const extension = /\.([^.]+)$/.exec(file.name)?.[1] ?? '';
  const media = head.storedMs + drive.habits.mediaLagMs <= drive.clock.now() ? head.media : undefined;
  return {
    size: String(head.bytes.length),
    md5Checksum: head.md5,
    ...(drive.habits.checksums === 'all' && { sha1Checksum: head.sha1, sha256Checksum: head.sha256 }),
    headRevisionId: head.id,
    originalFilename: head.originalFilename,
    fileExtension: extension,
    fullFileExtension: extension,
    webContentLink: `${origin}/uc?id=${file.id}&export=download`,
    hasThumbnail: media !== undefined,
    ...(media && {
      imageMediaMetadata: imageFields(media),
      thumbnailLink: drive.thumbnailLinks.issue(file.id, origin),
      thumbnailVersion: String(file.revisions.length),
    }),
  };
}

function imageFields({ location, ...facts }: MediaFacts): object {
  return { ...facts, ...(location && { location: { ...location, altitude: 0 } }) };
}

function capabilities(file: StoredFile, role: Role | undefined): object {
  const isFolder = file.mimeType === FOLDER;
  const isOwner = role === 'owner';
  const isRoot = file.parent === undefined;
  return {
    canAddChildren: isFolder && canWrite(role),
    canListChildren: isFolder,
    canRemoveChildren: isFolder && canWrite(role),
    canCopy: !isFolder,
    canDownload: !isFolder,
    canEdit: canWrite(role),
    canModifyContent: canWrite(role),
    canRename: canWrite(role) && !isRoot,
    canReadRevisions: !isFolder && canWrite(role),
    canShare: canWrite(role) && !isRoot,
    canDelete: isOwner && !isRoot,
    canTrash: isOwner && !isRoot,
    canUntrash: isOwner && !isRoot,
    canMoveItemWithinDrive: isOwner && !isRoot,
  };
}

function canWrite(role: Role | undefined): boolean {
  return role === 'owner' || role === 'writer';
}

function textMap(map: ReadonlyMap<string, string> | undefined): object | undefined {
  return map && map.size > 0 ? Object.fromEntries(map) : undefined;
}
