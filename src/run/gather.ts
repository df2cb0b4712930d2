import type { BaseAlbum, BaseItem, LocalItem, Problem, RemoteItem } from '../engine/model.ts';
import { albumOfFolder } from '../engine/naming/albumNames.ts';
import type { NamingRules } from '../engine/naming/albumNames.ts';
import { nameListed, placeKey } from '../engine/naming/listedNames.ts';
import { nameItems, placeFiles } from '../engine/naming/nameItems.ts';
import type { NamedFiles, PlacedFiles } from '../engine/naming/nameItems.ts';
import type { Substitute } from '../engine/naming/substitution.ts';
import { once } from '../engine/once.ts';
import type { RemoteGroup } from '../engine/parts.ts';
import { inParallel } from '../engine/apply/inParallel.ts';
import type { AlbumInput } from '../engine/plan/model.ts';
import { renameCandidates } from '../engine/plan/renames.ts';
import type { AlbumService, Capabilities } from '../engine/ports/albumService.ts';
import type { LocalFiles, LocalScan } from '../engine/ports/localFiles.ts';
import type { Watch } from '../engine/ports/progress.ts';
import { relativeTo } from '../local/ignoreRules.ts';
import type { Settings } from '../settings/settings.ts';
import { nameDownloads } from './downloadedNames.ts';
import { withFacts } from './earlyHashes.ts';
import type { EarlyHashes } from './earlyHashes.ts';

/** Gives the scanned files their albums, as the settings and the folders of remembered albums say. */
export function placeScanned(
  { files }: Pick<LocalScan, 'files'>,
  settings: Settings,
  known: readonly BaseAlbum[],
  substitute: Substitute,
): PlacedFiles {
  return placeFiles(files, namingRules(settings, known), substitute);
}

/** Gives the scanned files their albums, and their names in them. */
export function nameFiles(
  { files }: Pick<LocalScan, 'files'>,
  settings: Settings,
  base: { readonly items: readonly BaseItem[]; readonly albums: readonly BaseAlbum[] },
  substitute: Substitute,
): NamedFiles {
  return nameItems(files, namingRules(settings, base.albums), base.items, substitute);
}

/** Which album a folder flows into, or would if it were there; undefined outside the roots. */
export function folderNamer(
  settings: Settings,
  known: readonly BaseAlbum[],
  substitute: Substitute,
): (folder: string) => string | undefined {
  const rules = once(() => namingRules(settings, known));
  const names = new Map<string, string | undefined>();
  return (folder) => {
    if (names.has(folder)) return names.get(folder);
    const root = settings.folders.find((candidate) => relativeTo(candidate, folder) !== undefined);
    const pathInRoot = root === undefined || folder === root ? '' : (relativeTo(root, folder) ?? '');
    const album = root === undefined ? undefined : albumOfFolder({ root, pathInRoot }, rules(), substitute);
    const name = album?.ok ? album.value : undefined;
    names.set(folder, name);
    return name;
  };
}

function namingRules(settings: Settings, known: readonly BaseAlbum[]): NamingRules {
  const adopted = new Map<string, string>();
  for (const { album, folders } of known) for (const folder of folders) adopted.set(folder, album);
  return { ...settings.naming, albums: settings.albums, adopted };
}

/** What a listing of web albums came to, beside their items. */
export interface Listing {
  /** How many web items there are. */
  readonly found: number;
  /** Names of albums of which a part could not be listed: nothing is known of their items. */
  readonly incomplete: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/**
 * Lists these web albums. One that cannot be listed whole is left out and said to be incomplete.
 * @param take is given each other album as soon as it is listed, so that nobody has to keep the items of all; the next one is
 * listed when it resolves
 */
export async function listRemote(
  service: AlbumService,
  groups: readonly RemoteGroup[],
  watch: Watch,
  take: (group: RemoteGroup, items: readonly RemoteItem[]) => Promise<void>,
): Promise<Listing> {
  const keyOf = service.capabilities.sameBytes === 'oneItem' ? inItsPlace : undefined;
  const incomplete = new Set<string>();
  const problems: Problem[] = [];
  let found = 0;
  let done = 0;
  await inParallel(groups, service.capabilities.concurrency, async (group) => {
    const listed: RemoteItem[] = [];
    for (const { album } of group.parts) {
      const answer = await service.listItems(album, { signal: watch.signal });
      if (answer.ok) listed.push(...answer.value);
      else {
        incomplete.add(group.name);
        problems.push(answer.problem);
      }
    }
    if (!incomplete.has(group.name)) {
      const items = distinct(listed, keyOf);
      found += items.length;
      await take(group, items);
    }
    watch.onEvent({ type: 'progress', phase: 'list', done: ++done, total: groups.length, label: group.name });
  });
  return { found, incomplete, problems };
}

/** Pages that overlap, because something was added while they were asked for, list one thing twice. */
export function distinct<T extends { readonly id: string }>(
  listed: readonly T[],
  keyOf: (each: T) => string = ({ id }) => id,
): readonly T[] {
  return [...new Map(listed.map((each) => [keyOf(each), each])).values()];
}

/** One item may be in several parts of an album where the same bytes are one item. */
function inItsPlace({ id, albumId }: RemoteItem): string {
  return placeKey({ albumId, remoteId: id });
}

/** What is known of an album beside its files and its web items. */
export interface AlbumFrame extends Pick<AlbumInput, 'album' | 'folders' | 'group' | 'known' | 'others'> {
  readonly base: readonly BaseItem[];
}

/** Brings the three sides of an album together. */
export function joinAlbum(
  frame: AlbumFrame,
  local: readonly LocalItem[],
  listed: readonly RemoteItem[],
  { knows }: Pick<Capabilities, 'knows'>,
): AlbumInput {
  const remote = knows.name ? listed : nameListed(listed, local, frame.base);
  return { ...frame, local: nameDownloads(local, remote, frame.base), remote };
}

/** Reads files for what only all albums together tell to be needed: hashes of those that may be renamed, and capture dates. */
export async function completeLocal(
  albums: readonly AlbumInput[],
  files: LocalFiles,
  hashes: Pick<EarlyHashes, 'read'>,
  needs: { readonly capture: boolean; readonly renames: boolean },
  watch: Watch,
): Promise<AlbumInput[]> {
  const renamed = needs.renames ? renameCandidates(albums).filter((item) => item.hash === undefined) : [];
  const completed = new Map(await hashes.read(new Set(renamed)));
  if (needs.capture) {
    const uncaptured = albums.flatMap((album) => album.local.filter((item) => !item.capture && !item.obstacle));
    await inParallel(uncaptured, 2, async (item) => {
      const capture = await files.capture(item, { signal: watch.signal });
      completed.set(item, { ...(completed.get(item) ?? item), capture });
    });
  }
  return completed.size === 0 ? [...albums] : albums.map((album) => withFacts(album, completed));
}
