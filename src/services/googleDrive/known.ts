import { mediaTypeOf } from '../mediaTypeOf.ts';
import { isMarked, isRoot, nameOf } from './properties.ts';
import type { DriveScope } from '../google/scopes.ts';
import { FOLDER } from './wire.ts';
import type { WireChange, WireFile } from './wire.ts';

/** The albums and items of an account that are known, found by id, folder and name. */
export class Known {
  readonly #scope: DriveScope;
  readonly #files = new Map<string, WireFile>();
  /** By folder: the ids in it. */
  readonly #within = new Map<string, Set<string>>();
  /** By folder and name. */
  readonly #named = new Map<string, Set<string>>();

  constructor(scope: DriveScope, files: Iterable<WireFile>) {
    this.#scope = scope;
    for (const file of files) this.put(file);
  }

  get(id: string): WireFile | undefined {
    return this.#files.get(id);
  }

  files(): Iterable<WireFile> {
    return this.#files.values();
  }

  /** The folder of the albums. Of two, which only a lost record can make, all clients take the same. */
  root(): WireFile | undefined {
    return this.#all(isRoot).toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
  }

  albums(): readonly WireFile[] {
    return this.#all((file) => file.mimeType === FOLDER && !isRoot(file));
  }

  itemsIn(folderId: string): readonly WireFile[] {
    return this.#pick(this.#within.get(folderId)).filter(({ mimeType }) => mimeType !== FOLDER);
  }

  named(folderId: string, name: string): readonly WireFile[] {
    return this.#pick(this.#named.get(`${folderId}\n${name}`));
  }

  put(file: WireFile): void {
    this.drop(file.id);
    this.#files.set(file.id, file);
    const folder = file.parent ?? '';
    add(this.#within, folder, file.id);
    add(this.#named, `${folder}\n${nameOf(file)}`, file.id);
  }

  drop(id: string): void {
    const file = this.#files.get(id);
    if (!file) return;
    this.#files.delete(id);
    this.#within.get(file.parent ?? '')?.delete(id);
    this.#named.get(`${file.parent ?? ''}\n${nameOf(file)}`)?.delete(id);
  }

  /** Whether a file is an album or an item, as far as its folder is known. */
  isOurs(file: WireFile): boolean {
    if (file.trashed) return false;
    if (isMarked(file)) return true;
    if (this.#scope === 'file' || file.parent === undefined) return false;
    if (file.mimeType === FOLDER) return file.parent === this.root()?.id;
    const folder = this.#files.get(file.parent);
    const isAlbum = folder?.mimeType === FOLDER && !isRoot(folder);
    return isAlbum && mediaTypeOf(file.mimeType) !== undefined;
  }

  /** Whether a folder came or went: with it come and go items of which no change tells. */
  isDoubtful({ id, file }: WireChange): boolean {
    const before = this.#files.get(id);
    const wasFolder = before?.mimeType === FOLDER;
    return wasFolder !== (file?.mimeType === FOLDER && this.isOurs(file));
  }

  #all(isWanted: (file: WireFile) => boolean): readonly WireFile[] {
    return [...this.#files.values()].filter(isWanted);
  }

  #pick(ids: Iterable<string> = []): readonly WireFile[] {
    return Array.from(ids, (id) => this.#files.get(id)).filter((file) => file !== undefined);
  }
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  index.set(key, (index.get(key) ?? new Set()).add(id));
}
