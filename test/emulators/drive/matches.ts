import type { Drive } from './drive.ts';
import type { Condition, Value } from './readQuery.ts';
import { effectivePermissions, roleOf, type Viewer } from './store/access.ts';
import { ROLES, type StoredFile } from './store/model.ts';

/** Whether a file is what a search asks for. */
export function matches(drive: Drive, viewer: Viewer, file: StoredFile, condition: Condition): boolean {
  const of = (one: Condition) => matches(drive, viewer, file, one);
  switch (condition.kind) {
    case 'and':
      return of(condition.left) && of(condition.right);
    case 'or':
      return of(condition.left) || of(condition.right);
    case 'not':
      return !of(condition.of);
    case 'has': {
      const { term, key, value } = condition;
      const map = term === 'properties' ? file.properties : file.appProperties.get(viewer.clientId);
      return map?.get(key) === value;
    }
    case 'test':
      return isTrue(drive, viewer, file, condition);
  }
}

/** The folders that a search names. */
export function namedFolders(condition: Condition): string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...namedFolders(condition.left), ...namedFolders(condition.right)];
    case 'not':
      return namedFolders(condition.of);
    case 'has':
      return [];
    case 'test':
      return condition.term === 'parents' ? [String(condition.value)] : [];
  }
}

type Test = Extract<Condition, { kind: 'test' }>;

function isTrue(drive: Drive, viewer: Viewer, file: StoredFile, { term, operator, value }: Test): boolean {
  const { store } = drive;
  switch (term) {
    case 'name':
      return operator === 'contains'
        ? hasWord(file.name, String(value))
        : compared(fold(file.name), operator, fold(value));
    case 'fullText':
      return hasWord(`${file.name} ${file.description ?? ''}`, String(value));
    case 'mimeType':
      return operator === 'contains'
        ? fold(file.mimeType).includes(fold(value))
        : compared(fold(file.mimeType), operator, fold(value));
    case 'modifiedTime':
      return compared(file.modifiedMs, operator, value);
    case 'createdTime':
      return compared(file.createdMs, operator, value);
    case 'viewedByMeTime':
      return file.viewedMs !== undefined && compared(file.viewedMs, operator, value);
    case 'trashed':
      return compared(store.isTrashed(file), operator, value);
    case 'starred':
      return compared(file.starred && file.owner === viewer.account, operator, value);
    case 'sharedWithMe':
      return compared(file.owner !== viewer.account, operator, value);
    case 'parents':
      return file.parent === (value === 'root' ? store.root(viewer.account).id : value);
    case 'owners':
    case 'writers':
    case 'readers':
      return hasRole(drive, file, term, String(value));
    case 'visibility':
      return compared(visibility(drive, file), operator, value);
    default:
      return compared(file.shortcutTarget ?? '', operator, value);
  }
}

function compared<T extends string | number | boolean>(left: T, operator: string, right: Value): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

/** `=` does not tell `a.jpg` from `A.JPG`. */
function fold(text: Value): string {
  return String(text).toLowerCase();
}

/** A name contains a word when one of its words begins with it. */
function hasWord(text: string, wanted: string): boolean {
  return ` ${fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(
    ` ${fold(wanted)
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()}`,
  );
}

function hasRole({ store }: Drive, file: StoredFile, term: 'owners' | 'writers' | 'readers', account: string): boolean {
  const role = roleOf(store, account, file);
  if (term === 'owners') return file.owner === account;
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(term === 'writers' ? 'writer' : 'reader');
}

function visibility({ store }: Drive, file: StoredFile): string {
  const permissions = effectivePermissions(store, file).map(({ permission }) => permission);
  for (const type of ['anyone', 'domain'] as const) {
    const found = permissions.filter((permission) => permission.type === type);
    if (found.length > 0)
      return `${type}${found.some(({ allowFileDiscovery }) => allowFileDiscovery) ? 'CanFind' : 'WithLink'}`;
  }
  return 'limited';
}
