import { pathKey } from '../../../src/local/safeName.ts';
import type { BaseItem } from '../../../src/engine/model.ts';
import { placeOf } from '../scenario/placeOf.ts';
import { settingsOf } from '../scenario/simulateRun.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { shrunk } from '../world/content.ts';
import type { Content } from '../world/content.ts';
import type { World } from '../world/world.ts';

/** The three sides as text, for a person who wants to see what was there. */
export function worldText(world: World): string {
  return [diskText(world), webText(world), ledgerText(world), trashText(world)]
    .filter((text) => text !== '')
    .join('\n');
}

function diskText({ disk }: World): string {
  const rows = [...disk.files].sort(byKey).map(([path, { content, modifiedMs }]) => [path, content, date(modifiedMs)]);
  return table('disk', rows);
}

function webText({ account }: World): string {
  const albums = [...account.albums.values()].sort((a, b) => (a.title + a.id < b.title + b.id ? -1 : 1));
  const rows = albums.flatMap((album) => [
    [`"${album.title}" ${album.id}`, album.date ?? ''],
    ...[...account.items.values()]
      .filter(({ albumId }) => albumId === album.id)
      .sort((a, b) => (a.name + a.id < b.name + b.id ? -1 : 1))
      .map((item) => [`  ${item.name}`, item.content, date(item.modifiedMs), item.id, item.tagged ? 'tagged' : '']),
  ]);
  return table('web', rows);
}

function ledgerText({ memory }: World): string {
  const facts = ({ size, modifiedMs, hash }: BaseItem['local']) =>
    [size ?? '-', date(modifiedMs), hash?.slice(0, 12) ?? '-'].join(' ');
  const items = [...memory.items.values()].map((item) => [
    `${item.album}/${item.name}`,
    item.path,
    item.remoteId,
    item.albumId,
    facts(item.local),
    '=',
    facts(item.remote),
  ]);
  const albums = [...memory.albums.values()].map(({ id, album, part, folders }) => [
    `${album} #${part}`,
    id,
    folders.join(', '),
  ]);
  return table('ledger', [...items.sort(byKey), ...albums.sort(byKey)]);
}

function trashText({ disk, account }: World): string {
  return [
    table(
      'trash of the disk',
      disk.trash.map(({ name, content }) => [name, content]),
    ),
    table(
      'trash of the web',
      account.trash.map(({ name, content }) => [name, content]),
    ),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function table(title: string, rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '';
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, shown(cell).length)));
  const lines = rows.map((row) => `  ${row.map((cell, index) => shown(cell).padEnd(widths[index] ?? 0)).join('  ')}`);
  return [`${title}:`, ...lines.map((line) => line.trimEnd())].join('\n');
}

/** A letter with a loose accent looks like one with its own, so it is spelled out. */
function shown(cell: string | number): string {
  return String(cell).replaceAll('\u0301', '+´');
}

function date(ms: number | undefined): string {
  return ms === undefined ? '-' : new Date(ms).toISOString().slice(8, 16);
}

function byKey(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}

/**
 * The photos that a person sees on both sides, without ids, dates and trash: whichever part or folder of its album an item
 * is in, and however often it was encoded or shrunk. Nor does it matter whether an album was renamed or emptied. Where second copies are deleted, names say little, and only the contents count.
 */
export function visibleText({ disk, account, memory }: World, { settings }: Scenario): readonly string[] {
  const seen = (content: Content) => {
    const once = content.replace(/^~/, '');
    return settings.shrink === undefined ? once : shrunk(once);
  };
  if (settings.deleteDuplicates === true) {
    const all = [...disk.files.values(), ...account.items.values()];
    return [...new Set(all.map(({ content }) => seen(content)))].sort();
  }
  const files = [...disk.files].map(([path, { content }]) => {
    const item = itemAt(path, memory, settingsOf(settings));
    return `disk ${disk.foldsNames ? pathKey(item) : item} = ${seen(content)}`;
  });
  const items = [...account.items.values()].map((item) => {
    return `web ${withoutPart(account.albums.get(item.albumId)?.title ?? '?')}/${item.name} = ${seen(item.content)}${item.tagged ? ' tagged' : ''}`;
  });
  // How often a conflict was begun is written in the names of its copies.
  return [...files, ...items].map((line) => line.replace(/(\(conflict \S+) \d+\)/, '$1)')).sort();
}

function withoutPart(title: string): string {
  return title.replace(/ #\d+$/, '');
}

/** Album and name of a file: as a download made its folder for an album, else as the settings say. */
function itemAt(path: string, { albums }: World['memory'], settings: Parameters<typeof placeOf>[1]): string {
  for (const { album, folders } of albums.values())
    for (const folder of folders) if (path.startsWith(`${folder}/`)) return album + path.slice(folder.length);
  const place = placeOf(path, settings);
  return place ? `${place.album}/${place.name}` : path;
}
