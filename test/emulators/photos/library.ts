import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Clock } from '../http/clock.ts';
import type { StoredAlbum, StoredItem, Viewer } from './model.ts';

/** What makes an item. */
export type ItemDraft = Omit<StoredItem, 'id' | 'uploadedMs'>;

/** The photos and albums of all accounts. It knows no requests. */
export interface Library {
  /** What the app created for the person, newest first. */
  items(viewer: Viewer): StoredItem[];
  /** Undefined as well where the app did not create it: Google does not tell the two apart. */
  item(viewer: Viewer, id: string): StoredItem | undefined;
  /** An item with these bytes that the app created, or that the person uploaded without an app. */
  sameBytes(viewer: Viewer, bytes: Buffer): StoredItem | undefined;
  addItem(draft: ItemDraft): StoredItem;
  albums(viewer: Viewer): StoredAlbum[];
  album(viewer: Viewer, id: string): StoredAlbum | undefined;
  addAlbum(draft: Pick<StoredAlbum, 'account' | 'clientId' | 'title'>): StoredAlbum;
  newId(prefix: string): string;
  usedBytes(account: string): number;
  /** Whatever app created it. */
  anyItem(id: string): StoredItem | undefined;
  anyAlbum(id: string): StoredAlbum | undefined;
  allItems(account: string): StoredItem[];
  allAlbums(account: string): StoredAlbum[];
  accounts(): string[];
  removeItem(id: string): void;
  removeAlbum(id: string): void;
}

export function createLibrary(clock: Clock): Library {
  const items = new Map<string, StoredItem>();
  const albums = new Map<string, StoredAlbum>();
  /** By account and what is soon seen of the bytes, so that a library of many thousands is not searched for each upload. */
  const alike = new Map<string, readonly StoredItem[]>();
  const lookOf = createLooks();
  let lastId = 0;
  /** As long as Google's, and in no order. */
  const newId = (prefix: string): string => {
    lastId += 1;
    return `${prefix}${createHash('sha512')
      .update(`id ${String(lastId)}`)
      .digest('base64url')
      .slice(0, 74)}`;
  };
  const isOf = (viewer: Viewer) => (thing: StoredItem | StoredAlbum) =>
    thing.account === viewer.account && thing.clientId === viewer.clientId;
  const allItems = (account: string) => [...items.values()].filter((item) => item.account === account);
  const allAlbums = (account: string) => [...albums.values()].filter((album) => album.account === account);
  return {
    newId,
    allItems,
    allAlbums,
    items: (viewer) => [...items.values()].filter(isOf(viewer)).reverse(),
    item: (viewer, id) => [items.get(id)].find((item) => item !== undefined && isOf(viewer)(item)),
    sameBytes: ({ account, clientId }, bytes) => {
      const same = (alike.get(lookOf(account, bytes)) ?? []).filter((item) => item.bytes.equals(bytes));
      return same.find((item) => item.clientId === clientId) ?? same.find((item) => item.clientId === undefined);
    },
    addItem: (draft) => {
      const item = { ...draft, id: newId('ACRh3g'), uploadedMs: clock.now() };
      const key = lookOf(item.account, item.bytes);
      items.set(item.id, item);
      alike.set(key, [...(alike.get(key) ?? []), item]);
      return item;
    },
    albums: (viewer) => [...albums.values()].filter(isOf(viewer)).reverse(),
    album: (viewer, id) => [albums.get(id)].find((album) => album !== undefined && isOf(viewer)(album)),
    addAlbum: (draft) => {
      const album = { ...draft, id: newId('ALvc__'), cover: undefined, entries: [] };
      albums.set(album.id, album);
      return album;
    },
    usedBytes: (account) => allItems(account).reduce((sum, { bytes }) => sum + bytes.length, 0),
    anyItem: (id) => items.get(id),
    anyAlbum: (id) => albums.get(id),
    accounts: () => [...new Set([...items.values(), ...albums.values()].map(({ account }) => account))],
    removeItem: (id) => {
      const item = items.get(id);
      if (!item) return;
      const key = lookOf(item.account, item.bytes);
      items.delete(id);
      alike.set(
        key,
        (alike.get(key) ?? []).filter((other) => other !== item),
      );
      for (const album of albums.values()) album.entries = album.entries.filter((entry) => entry.id !== id);
    },
    removeAlbum: (id) => {
      albums.delete(id);
    },
  };
}

/** So much at the beginning and at the end of a file is looked at before its bytes are compared with those of another. */
const LOOKED_AT = 64 * 1024;

/** The same for the same bytes, which are asked about three times until an item is made of them, and stay as they are. */
function createLooks(): (account: string, bytes: Buffer) => string {
  const known = new WeakMap<Buffer, string>();
  return (account, bytes) => {
    const ends =
      known.get(bytes) ?? [bytes.subarray(0, LOOKED_AT), bytes.subarray(-LOOKED_AT)].map((end) => crc32(end)).join(' ');
    known.set(bytes, ends);
    return `${account} ${bytes.length} ${ends}`;
  };
}
