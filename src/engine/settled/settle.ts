import type { LocalItem } from '../model.ts';
import { isInStep } from '../plan/inStep.ts';
import type { AlbumInput, Plan } from '../plan/model.ts';
import type { Capabilities } from '../ports/albumService.ts';
import { folderKey } from '../ports/localFiles.ts';
import type { FolderRecord } from '../ports/localFiles.ts';
import type { SettledAlbum, SettledPart } from './settledAlbum.ts';

/** What a plan was made from, as far as it decides which albums are settled. */
export interface SettleFacts {
  /** See `SettledAlbum.rules`. */
  readonly rules: string;
  /** Folders that can be recognised later, by `folderKey`. */
  readonly places: ReadonlyMap<string, FolderRecord>;
  readonly capabilities: Pick<Capabilities, 'sameBytes'>;
}

/**
 * The albums that a plan leaves alone because everything in them is in step, and that can be recognised later: every file
 * has its one web item, and both sides said how they look before they were listed. Pure.
 */
export function settledBy({ items, albums }: Pick<Plan, 'items' | 'albums'>, facts: SettleFacts): SettledAlbum[] {
  const planned = Map.groupBy(items, ({ album }) => album);
  return albums.flatMap((input) => {
    const { local, remote } = input;
    const own = planned.get(input.album) ?? [];
    const isWhole = own.length > 0 && own.length === local.length && own.length === remote.length;
    return isWhole && own.every(isInStep) ? (settledAlbum(input, local, facts) ?? []) : [];
  });
}

/**
 * An album that is wholly in step as a later run recognises it; undefined where nobody could.
 * @param local its files
 */
export function settledAlbum(
  { album, folders, group, known }: Pick<AlbumInput, 'album' | 'folders' | 'group' | 'known'>,
  local: readonly LocalItem[],
  { rules, places: byKey, capabilities }: SettleFacts,
): SettledAlbum | undefined {
  // One item may be in several albums there, so no album stands for itself.
  if (capabilities.sameBytes === 'oneItem') return undefined;
  const parts = partsOf(group);
  const places = placesOf(local, byKey);
  return parts && places ? { album, rules, folders, places, parts, known, items: local.length } : undefined;
}

function partsOf(group: AlbumInput['group']): readonly SettledPart[] | undefined {
  const parts = (group?.parts ?? []).flatMap(({ part, album: { id, mark } }) =>
    mark === undefined ? [] : [{ part, id, mark }],
  );
  return parts.length > 0 && parts.length === group?.parts.length ? parts : undefined;
}

/** The folders of the files, when these are all the files in them. */
function placesOf(
  files: readonly LocalItem[],
  folders: ReadonlyMap<string, FolderRecord>,
): readonly FolderRecord[] | undefined {
  const counts = new Map<string, number>();
  for (const { root, path } of files) {
    const key = folderKey({ root, path: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.' });
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const places = [...counts].flatMap(([key, count]) => {
    const folder = folders.get(key);
    return folder?.files === count ? [folder] : [];
  });
  return places.length === counts.size ? places : undefined;
}
