import type { LocalItem } from '../model.ts';
import type { AlbumInput, Plan, PlannedItem } from '../plan/model.ts';
import type { Capabilities } from '../ports/albumService.ts';
import { folderKey } from '../ports/localFiles.ts';
import type { FolderRecord } from '../ports/localFiles.ts';
import type { SettledAlbum, SettledPart } from './settledAlbum.ts';

/** What a plan was made from, as far as it decides which albums are settled. */
export interface SettleFacts {
  /** See `SettledAlbum.rules`. */
  readonly rules: string;
  /** Folders that can be recognised later. */
  readonly folders: readonly FolderRecord[];
  readonly capabilities: Pick<Capabilities, 'sameBytes'>;
}

/**
 * The albums that a plan leaves alone because everything in them is in step, and that can be recognised later: every file
 * has its one web item, and both sides said how they look before they were listed. Pure.
 */
export function settledBy({ items, albums }: Pick<Plan, 'items' | 'albums'>, facts: SettleFacts): SettledAlbum[] {
  // One item may be in several albums there, so no album stands for itself.
  if (facts.capabilities.sameBytes === 'oneItem') return [];
  const planned = Map.groupBy(items, ({ album }) => album);
  const folders = new Map(facts.folders.map((folder) => [folderKey(folder), folder]));
  return albums.flatMap((input): SettledAlbum[] => {
    const own = planned.get(input.album) ?? [];
    const parts = partsOf(input);
    const places = placesOf(input.local, folders);
    if (!parts || !places || !isInStep(input, own)) return [];
    const { album, known } = input;
    return [{ album, rules: facts.rules, folders: input.folders, places, parts, known, items: own.length }];
  });
}

function isInStep({ local, remote }: AlbumInput, items: readonly PlannedItem[]): boolean {
  return (
    items.length > 0 &&
    items.length === local.length &&
    items.length === remote.length &&
    items.every(({ event, action, outcome, problem }) => {
      return event === 'SAME' && action === 'SILENT' && outcome === 'silent' && !problem;
    })
  );
}

function partsOf({ group }: AlbumInput): readonly SettledPart[] | undefined {
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
