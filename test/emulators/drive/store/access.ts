import { ROLES } from './model.ts';
import type { Permission, Role, StoredFile } from './model.ts';
import type { DriveStore } from './store.ts';

/** Who asks: an account, through an app, with what the account allowed it. */
export interface Viewer {
  readonly account: string;
  readonly clientId: string;
  /** Full addresses, such as `https://www.googleapis.com/auth/drive.file`. */
  readonly scopes: ReadonlySet<string>;
}

const PREFIX = 'https://www.googleapis.com/auth/';
const SEES_ALL = ['drive', 'drive.readonly', 'drive.metadata', 'drive.metadata.readonly'];

/** Whether one of these scopes (without the address before them) was granted. */
export function hasScope(viewer: Viewer, ...names: readonly string[]): boolean {
  return names.some((name) => viewer.scopes.has(`${PREFIX}${name}`));
}

/** Whether the app may know of the file at all. With `drive.file` these are the files it made or was given. */
export function sees(store: DriveStore, viewer: Viewer, file: StoredFile): boolean {
  if (roleOf(store, viewer.account, file) === undefined) return false;
  return hasScope(viewer, ...SEES_ALL) || file.clients.has(viewer.clientId);
}

/** What the account may do with the file, its own permissions and those of the folders around it taken together. */
export function roleOf(store: DriveStore, account: string, file: StoredFile): Role | undefined {
  if (file.owner === account) return 'owner';
  const roles = effectivePermissions(store, file)
    .filter(({ permission }) => concerns(permission, account))
    .map(({ permission }) => permission.role);
  return ROLES.findLast((role) => roles.includes(role));
}

/** A permission, and whether it comes from a folder around the file. */
export interface EffectivePermission {
  readonly permission: Permission;
  readonly inheritedFrom: string | undefined;
}

/** The permissions of a file and those it inherits, each id once. The owner's comes first. */
export function effectivePermissions(store: DriveStore, file: StoredFile): EffectivePermission[] {
  const owner: Permission = {
    id: permissionIdOf(file.owner),
    type: 'user',
    role: 'owner',
    emailAddress: file.owner,
  };
  const found = new Map<string, EffectivePermission>([[owner.id, { permission: owner, inheritedFrom: undefined }]]);
  for (const place of [file, ...store.ancestors(file)]) {
    for (const permission of place.permissions) {
      if (found.has(permission.id)) continue;
      found.set(permission.id, { permission, inheritedFrom: place === file ? undefined : place.id });
    }
  }
  return [...found.values()];
}

/** The id that the permission of an account has on every file: Drive's are 20 digits. */
export function permissionIdOf(account: string): string {
  let hash = 7n;
  for (const byte of Buffer.from(account.toLowerCase())) hash = (hash * 1_000_003n + BigInt(byte)) % 10n ** 19n;
  return `1${hash.toString().padStart(19, '0')}`;
}

function concerns({ type, emailAddress, domain }: Permission, account: string): boolean {
  if (type === 'anyone') return true;
  if (type === 'domain') return account.endsWith(`@${domain ?? ''}`);
  return emailAddress?.toLowerCase() === account.toLowerCase();
}
