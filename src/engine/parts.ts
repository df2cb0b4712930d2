import type { BaseAlbum, RemoteAlbum } from './model.ts';

/** One web album of an album: 1 is the album itself, 2 its continuation ` #2`, … */
export interface Part {
  readonly part: number;
  readonly album: RemoteAlbum;
}

/** An album as the service has it: its name without ` #n`, and its web albums in order. */
export interface RemoteGroup {
  readonly name: string;
  readonly parts: readonly Part[];
}

/** The title of a part: `Trip`, `Trip #2`, `Trip #3`. */
export function partTitle(album: string, part: number): string {
  return part === 1 ? album : `${album} #${part}`;
}

/**
 * Finds out which web albums belong together. A part is known by the id that the ledger holds; without one, by an exact
 * ` #n` after the name of an album that is there too and has all parts before it. A title that a folder has is that
 * folder's album, so that `C#`, `Apollo #13` and a folder named `Trip #2` keep their names.
 */
export function groupAlbums(
  remote: readonly RemoteAlbum[],
  known: readonly BaseAlbum[],
  localNames: ReadonlySet<string>,
): readonly RemoteGroup[] {
  const byId = new Map(known.map((album) => [album.id, album]));
  const titles = new Set(remote.map((album) => album.title.normalize('NFC')));
  const groups = new Map<string, Part[]>();
  for (const album of [...remote].sort(byTitleThenId)) {
    const remembered = byId.get(album.id);
    const { name, part } = remembered
      ? { name: remembered.album, part: remembered.part }
      : readTitle(album.title.normalize('NFC'), titles, localNames);
    groups.set(name, [...(groups.get(name) ?? []), { part, album }]);
  }
  return [...groups].map(([name, parts]) => ({ name, parts: parts.sort((a, b) => a.part - b.part) }));
}

/** The number and title of the part to be made after the existing ones; titles that are taken are passed over. */
export function nextPart(
  album: string,
  parts: readonly Part[],
  taken: ReadonlySet<string>,
): { readonly part: number; readonly title: string } {
  let part = (parts.at(-1)?.part ?? 0) + 1;
  while (part > 1 && taken.has(partTitle(album, part))) part++;
  return { part, title: partTitle(album, part) };
}

function readTitle(
  title: string,
  titles: ReadonlySet<string>,
  localNames: ReadonlySet<string>,
): { name: string; part: number } {
  const match = /^(.+) #([1-9]\d*)$/.exec(title);
  const name = match?.[1];
  const part = Number(match?.[2] ?? 1);
  if (name === undefined || part < 2 || localNames.has(title)) return { name: title, part: 1 };
  for (let before = 1; before < part; before++) {
    const needed = partTitle(name, before);
    if (!titles.has(needed) && !(before > 1 && localNames.has(needed))) return { name: title, part: 1 };
  }
  return { name, part };
}

function byTitleThenId(a: RemoteAlbum, b: RemoteAlbum): number {
  return a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1;
}
