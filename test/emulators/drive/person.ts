import { checksumsOf } from './content.ts';
import type { Drive } from './drive.ts';
import { readMedia } from './store/media.ts';
import { FOLDER, type StoredFile } from './store/model.ts';
import { makeRevision } from './store/revision.ts';

/** What a person sees and does at drive.google.com, whatever app made it. */
export interface Person {
  /** All that is in a folder, My Drive unless told, as text: names in their order, what is below them moved in. */
  treeText(folderId?: string): string;
  /** All files and folders, also those in the trash. */
  files(): readonly StoredFile[];
  createFolder(name: string, parentId?: string): StoredFile;
  /** Uploads a file without any app. */
  addFile(name: string, bytes: Buffer, mimeType: string, parentId?: string): Promise<StoredFile>;
  /** Puts another content in a file; it stays the same file. */
  replaceContent(fileId: string, bytes: Buffer): Promise<void>;
  rename(fileId: string, name: string): void;
  describe(fileId: string, description: string): void;
  move(fileId: string, parentId: string): void;
  trash(fileId: string): void;
  restore(fileId: string): void;
  /** Deletes for ever. */
  deleteForever(fileId: string): void;
  /** Opens a file with an app, which may then know of it. */
  openWith(fileId: string, clientId: string): void;
  /** Drive finds malware in a file. */
  condemn(fileId: string): void;
}

export function createPerson(drive: Drive, account: string): Person {
  const { store, clock, random } = drive;
  const fileOf = (id: string): StoredFile => {
    const file = store.get(id);
    if (file?.owner !== account) throw new Error(`${account} has no file ${id}`);
    return file;
  };
  const change = (id: string, edit: (file: StoredFile) => void): void => {
    const file = fileOf(id);
    edit(file);
    store.changed(file);
  };
  const contentOf = async (name: string, bytes: Buffer, mimeType: string) => {
    const [media, checksums] = await Promise.all([readMedia(bytes, mimeType), checksumsOf(drive, bytes)]);
    const content = { bytes, mimeType, media, checksums };
    const when = { modifiedMs: clock.now(), storedMs: clock.now() };
    return makeRevision(`0B${random.text(42)}`, content, when, name);
  };
  const treeLines = (folderId: string): string[] =>
    store
      .children(folderId)
      .filter((file) => file.trashedMs === undefined)
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .flatMap(({ id, name, mimeType }) => [
        mimeType === FOLDER ? `${name}/` : name,
        ...treeLines(id).map((line) => `  ${line}`),
      ]);
  return {
    treeText: (folderId = store.root(account).id) => treeLines(folderId).join('\n'),
    files: () => store.all().filter(({ owner, parent }) => owner === account && parent !== undefined),
    createFolder: (name, parent = store.root(account).id) =>
      store.add({ id: store.newId(), owner: account, name, mimeType: FOLDER, parent }),
    addFile: async (name, bytes, mimeType, parent = store.root(account).id) => {
      const revisions = [await contentOf(name, bytes, mimeType)];
      return store.add({ id: store.newId(), owner: account, name, mimeType, parent, revisions });
    },
    replaceContent: async (id, bytes) => {
      const { name, mimeType } = fileOf(id);
      const content = await contentOf(name, bytes, mimeType);
      change(id, (file) => {
        file.revisions.push(content);
        file.modifiedMs = clock.now();
      });
    },
    rename: (id, name) => {
      change(id, (file) => {
        file.name = name;
        file.modifiedMs = clock.now();
      });
    },
    describe: (id, description) => {
      change(id, (file) => {
        file.description = description;
        file.modifiedMs = clock.now();
      });
    },
    move: (id, parentId) => {
      change(id, (file) => {
        file.parent = fileOf(parentId).id;
      });
    },
    trash: (id) => {
      change(id, (file) => {
        file.trashedMs = clock.now();
      });
    },
    restore: (id) => {
      change(id, (file) => {
        file.trashedMs = undefined;
      });
    },
    deleteForever: (id) => {
      store.remove(fileOf(id));
    },
    openWith: (id, clientId) => {
      change(id, (file) => {
        file.clients.add(clientId);
      });
    },
    condemn: (id) => {
      fileOf(id).abusive = true;
    },
  };
}
