import { createFeed } from './feed.ts';
import type { ChangeFeed } from './feed.ts';
import { FOLDER } from './model.ts';
import type { Permission, StoredFile } from './model.ts';
import type { Randomness } from './random.ts';

/** What a new file needs to be; the rest has the values of a file without metadata. */
export type Draft = Pick<StoredFile, 'id' | 'owner' | 'name' | 'mimeType' | 'parent'> & Partial<StoredFile>;

/** All files of all accounts, and what happened to them. It knows neither requests nor apps' rights. */
export interface DriveStore {
  readonly feed: ChangeFeed;
  readonly now: () => number;
  /** The root folder of an account, which is made when it is first asked for. */
  readonly root: (account: string) => StoredFile;
  readonly get: (id: string) => StoredFile | undefined;
  readonly all: () => StoredFile[];
  /** How many files there are of all accounts. */
  readonly count: () => number;
  readonly children: (folderId: string) => StoredFile[];
  /** The file and all below it, folders before what is in them. */
  readonly withDescendants: (file: StoredFile) => StoredFile[];
  /** The folders around a file, nearest first. */
  readonly ancestors: (file: StoredFile) => StoredFile[];
  /** Whether it or a folder around it was trashed. */
  readonly isTrashed: (file: StoredFile) => boolean;
  readonly add: (draft: Draft) => StoredFile;
  /** Takes in that something about a file has changed: version and feed. */
  readonly changed: (file: StoredFile) => void;
  /** Deletes it and all below it, for ever. */
  readonly remove: (file: StoredFile) => void;
  /** A new id of a file. */
  readonly newId: () => string;
  /** New ids that a create of this account may name. */
  readonly issueIds: (account: string, count: number) => string[];
  readonly idState: (account: string, id: string) => 'foreign' | 'free' | 'used';
}

/** @param now milliseconds since 1970, of a clock that the test may move */
export function createStore(now: () => number, random: Randomness): DriveStore {
  const files = new Map<string, StoredFile>();
  const roots = new Map<string, string>();
  const issued = new Map<string, Set<string>>();
  const used = new Set<string>();
  const childIds = new Map<string, Set<string>>();
  const feed = createFeed();

  const newId = (): string => `1${random.text(32)}`;
  const children = (folderId: string): StoredFile[] =>
    [...(childIds.get(folderId) ?? [])].flatMap((id) => {
      const file = files.get(id);
      return file?.parent === folderId ? [file] : [];
    });
  const ancestors = (file: StoredFile): StoredFile[] => {
    const parent = file.parent === undefined ? undefined : files.get(file.parent);
    return parent === undefined ? [] : [parent, ...ancestors(parent)];
  };
  const withDescendants = (file: StoredFile): StoredFile[] => [file, ...children(file.id).flatMap(withDescendants)];
  const noteParent = (file: StoredFile): void => {
    if (file.parent === undefined) return;
    const siblings = childIds.get(file.parent) ?? new Set();
    childIds.set(file.parent, siblings.add(file.id));
  };
  const changed = (file: StoredFile): void => {
    noteParent(file);
    file.version += 1;
    feed.record(file.id, now());
  };
  const insert = (draft: Draft): StoredFile => {
    const file = { ...blank(now()), ...draft };
    files.set(file.id, file);
    used.add(file.id);
    noteParent(file);
    return file;
  };

  return {
    feed,
    now,
    newId,
    children,
    ancestors,
    withDescendants,
    changed,
    get: (id) => files.get(id),
    all: () => [...files.values()],
    count: () => files.size,
    isTrashed: (file) => [file, ...ancestors(file)].some(({ trashedMs }) => trashedMs !== undefined),
    root: (account) => {
      const known = files.get(roots.get(account) ?? '');
      if (known !== undefined) return known;
      const id = `0A${random.text(15)}PVA`;
      roots.set(account, id);
      return insert({ id, owner: account, name: 'My Drive', mimeType: FOLDER, parent: undefined });
    },
    add: (draft) => {
      const file = insert(draft);
      changed(file);
      return file;
    },
    remove: (file) => {
      for (const one of withDescendants(file)) {
        const accounts = new Set([one, ...ancestors(one)].flatMap(accountsOf));
        feed.record(one.id, now(), { accounts, clients: new Set(one.clients) });
      }
      for (const one of withDescendants(file).reverse()) files.delete(one.id);
    },
    issueIds: (account, count) => {
      const ids = Array.from({ length: count }, newId);
      issued.set(account, new Set([...(issued.get(account) ?? []), ...ids]));
      return ids;
    },
    idState: (account, id) => (used.has(id) ? 'used' : issued.get(account)?.has(id) ? 'free' : 'foreign'),
  };
}

function accountsOf(file: StoredFile): string[] {
  return [file.owner, ...file.permissions.map((permission: Permission) => permission.emailAddress ?? '')];
}

function blank(nowMs: number) {
  return {
    description: undefined,
    starred: false,
    properties: new Map<string, string>(),
    appProperties: new Map<string, Map<string, string>>(),
    createdMs: nowMs,
    modifiedMs: nowMs,
    viewedMs: undefined,
    trashedMs: undefined,
    arrivedMs: nowMs,
    version: 0,
    revisions: [],
    permissions: [],
    lostBy: new Set<string>(),
    clients: new Set<string>(),
    shortcutTarget: undefined,
    abusive: false,
  };
}
