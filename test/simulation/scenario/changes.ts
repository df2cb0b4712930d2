import { reencoded } from '../world/content.ts';
import type { Content } from '../world/content.ts';
import { renameFile, standsAt, writeFile } from '../world/disk.ts';
import type { Profile } from '../world/profile.ts';
import type { World } from '../world/world.ts';

/** What a person does to one side. `pick` chooses one of what is there, whatever its number. */
export type Change =
  | { readonly kind: 'add'; readonly folder: string; readonly name: string; readonly content: Content }
  | { readonly kind: 'edit'; readonly pick: number; readonly content: Content; readonly keepsDate: boolean }
  | { readonly kind: 'touch'; readonly pick: number }
  | { readonly kind: 'delete'; readonly pick: number }
  | { readonly kind: 'rename'; readonly pick: number; readonly name: string }
  | { readonly kind: 'move'; readonly pick: number; readonly folder: string }
  | { readonly kind: 'moveFolder'; readonly pick: number; readonly folder: string }
  | { readonly kind: 'emptyFolder'; readonly pick: number }
  | { readonly kind: 'swap'; readonly pick: number; readonly other: number };

/** Does it to the disk, and says in words what was done; undefined when there was nothing to do it to. */
export function changeDisk({ disk, now }: World, change: Change): string | undefined {
  const paths = [...disk.files.keys()].sort();
  const folders = [...new Set(paths.map(folderOf))];
  if (change.kind === 'add') {
    const path = joined(change.folder, change.name);
    if (standsAt(disk, path) !== undefined) return undefined;
    writeFile(disk, path, change.content, now);
    return `adds ${path}, which is ${change.content}`;
  }
  if (change.kind === 'moveFolder') {
    const from = picked(folders, change.pick);
    if (from === undefined || from === change.folder) return undefined;
    for (const path of paths.filter((each) => folderOf(each) === from)) {
      const to = joined(change.folder, nameOf(path));
      if (standsAt(disk, to) === undefined) renameFile(disk, path, to);
    }
    return `moves what is in ${from} to ${change.folder}`;
  }
  if (change.kind === 'emptyFolder') {
    const from = picked(folders, change.pick);
    for (const path of paths.filter((each) => folderOf(each) === from)) disk.files.delete(path);
    return `empties ${from}`;
  }
  const path = picked(paths, change.pick);
  const file = path === undefined ? undefined : disk.files.get(path);
  if (path === undefined || !file) return undefined;
  switch (change.kind) {
    case 'edit':
      writeFile(disk, path, change.content, change.keepsDate ? file.modifiedMs : now);
      return `edits ${path}, which is ${change.content} now${change.keepsDate ? ' and keeps its date' : ''}`;
    case 'touch':
      writeFile(disk, path, file.content, now);
      return `touches ${path}`;
    case 'delete':
      disk.files.delete(path);
      return `deletes ${path}`;
    case 'rename':
    case 'move': {
      const to = change.kind === 'rename' ? joined(folderOf(path), change.name) : joined(change.folder, nameOf(path));
      if (standsAt(disk, to) !== undefined) return undefined;
      renameFile(disk, path, to);
      return `renames ${path} to ${to}`;
    }
    case 'swap': {
      const other = picked(paths, change.other);
      if (other === undefined || other === path) return undefined;
      renameFile(disk, path, '.swap');
      renameFile(disk, other, path);
      renameFile(disk, '.swap', other);
      return `swaps ${path} and ${other}`;
    }
  }
}

/** Does it to the account; a folder is the title of an album there. No service lets an edit keep its date. */
export function changeWeb({ account, now }: World, change: Change, { reencodes }: Profile): string | undefined {
  const kept = (content: Content) => (reencodes ? reencoded(content) : content);
  const items = [...account.items.values()];
  const albums = [...account.albums.values()];
  const albumNamed = (title: string) => {
    const known = albums.find((album) => album.title === title);
    if (known) return known;
    const made = { id: `A${++account.ids}`, title };
    account.albums.set(made.id, made);
    return made;
  };
  if (change.kind === 'add') {
    const album = albumNamed(change.folder);
    addItem(account, album.id, change.name, kept(change.content), now);
    return `adds "${album.title}/${change.name}", which is ${kept(change.content)}, on the web`;
  }
  if (change.kind === 'moveFolder') {
    const album = picked(albums, change.pick);
    if (!album || album.title === change.folder) return undefined;
    const before = album.title;
    album.title = change.folder;
    return `renames the album "${before}" to "${album.title}"`;
  }
  if (change.kind === 'emptyFolder') {
    const album = picked(albums, change.pick);
    for (const item of items) if (item.albumId === album?.id) account.items.delete(item.id);
    if (change.pick % 2 === 0 && album) account.albums.delete(album.id);
    return album && `empties the album "${album.title}"`;
  }
  const item = picked(items, change.pick);
  if (!item) return undefined;
  item.version++;
  const shown = `"${item.name}" (${item.id})`;
  switch (change.kind) {
    case 'edit':
      Object.assign(item, { content: kept(change.content), original: undefined, hash: undefined, modifiedMs: now });
      return `edits ${shown} on the web, which is ${item.content} now`;
    case 'touch':
      item.modifiedMs = now;
      return `touches ${shown} on the web`;
    case 'delete':
      account.items.delete(item.id);
      return `deletes ${shown} on the web`;
    case 'rename':
      item.name = change.name;
      return `renames ${shown} to "${item.name}" on the web`;
    case 'move':
      item.albumId = albumNamed(change.folder).id;
      return `moves ${shown} to "${change.folder}" on the web`;
    case 'swap': {
      const other = picked(items, change.other);
      if (!other || other === item) return undefined;
      [item.name, other.name, item.albumId, other.albumId] = [other.name, item.name, other.albumId, item.albumId];
      other.version++;
      return `swaps ${shown} and "${other.name}" (${other.id}) on the web`;
    }
  }
}

export function addItem(
  account: World['account'],
  albumId: string,
  name: string,
  content: Content,
  modifiedMs: number,
): void {
  const id = `i${++account.ids}`;
  account.items.set(id, { id, albumId, name, content, modifiedMs, tagged: false, version: 1 });
}

export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function picked<T>(things: readonly T[], pick: number): T | undefined {
  return things[pick % Math.max(things.length, 1)];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
