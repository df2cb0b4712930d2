import type { Library } from './library.ts';
import type { StoredAlbum, StoredItem } from './model.ts';
import { inserted } from './position.ts';
import { readMedia } from './readMedia.ts';

/** What a person sees and does at photos.google.com, whatever app made it. */
export interface Person {
  /** All albums as text: the title, and below it the names of its items in their order. */
  albumsText(): string;
  albums(): readonly StoredAlbum[];
  items(): readonly StoredItem[];
  /** Uploads a photo without any app. */
  addPhoto(bytes: Buffer, filename: string): Promise<StoredItem>;
  addToAlbum(albumId: string, itemId: string): void;
  removeFromAlbum(albumId: string, itemId: string): void;
  renameAlbum(albumId: string, title: string): void;
  describe(itemId: string, description: string): void;
  deleteItem(itemId: string): void;
  /** The items stay. */
  deleteAlbum(albumId: string): void;
}

export function createPerson(library: Library, account: string): Person {
  const albumOf = (id: string) => {
    const album = library.anyAlbum(id);
    if (album?.account !== account) throw new Error(`${account} has no album ${id}`);
    return album;
  };
  const itemOf = (id: string) => {
    const item = library.anyItem(id);
    if (item?.account !== account) throw new Error(`${account} has no item ${id}`);
    return item;
  };
  return {
    albums: () => library.allAlbums(account),
    items: () => library.allItems(account),
    albumsText: () =>
      library
        .allAlbums(account)
        .map(({ title, entries }) => {
          const names = entries.flatMap(({ id }) => library.anyItem(id)?.filename ?? []);
          return [title, ...names.map((name) => `  ${name}`)].join('\n');
        })
        .join('\n'),
    addPhoto: async (bytes, filename) => {
      const facts = await readMedia(bytes);
      if (!facts) throw new Error(`${filename} is no photo`);
      return library.addItem({ account, clientId: undefined, bytes, filename, description: '', facts });
    },
    addToAlbum: (albumId, itemId) => {
      const album = albumOf(albumId);
      album.entries = inserted(album, album.entries.length, [{ kind: 'item', id: itemOf(itemId).id }]);
    },
    removeFromAlbum: (albumId, itemId) => {
      const album = albumOf(albumId);
      album.entries = album.entries.filter(({ id }) => id !== itemId);
    },
    renameAlbum: (albumId, title) => {
      albumOf(albumId).title = title;
    },
    describe: (itemId, description) => {
      itemOf(itemId).description = description;
    },
    deleteItem: (itemId) => {
      library.removeItem(itemOf(itemId).id);
    },
    deleteAlbum: (albumId) => {
      library.removeAlbum(albumOf(albumId).id);
    },
  };
}
