import type { BaseAlbum } from '../model.ts';
import type { Part, RemoteGroup } from '../parts.ts';
import type { Plan } from '../plan/model.ts';
import { settledAlbum, type SettleFacts } from './settle.ts';
import type { SettledAlbum } from './settledAlbum.ts';

/** What became of the albums of a plan that was carried out. */
export interface AfterRun {
  /** How many files of an album were sent, of which its web items say what the files say, and of which nothing else is to be told. */
  readonly sentWhole: ReadonlyMap<string, number>;
  /** The web albums of an album as they are now. */
  readonly partsOf: (album: string) => readonly Part[];
  /** See `FinishReport.marks`. */
  readonly marks: ReadonlyMap<string, string>;
  /** What the ledger knows of web albums now. */
  readonly known: readonly BaseAlbum[];
}

/**
 * The albums that a run has made and that are wholly in step after it, since all of their files were sent: the next one need not compare
 * what this one has copied. Pure.
 * @param facts what the plan was made from
 */
export function settledNow(
  { items, albums }: Pick<Plan, 'items' | 'albums'>,
  { sentWhole, partsOf, marks, known }: AfterRun,
  facts: SettleFacts,
): readonly SettledAlbum[] {
  const planned = new Map<string, number>();
  for (const { album } of items) planned.set(album, (planned.get(album) ?? 0) + 1);
  const rows = Map.groupBy(known, ({ album }) => album);
  return albums.flatMap(({ album, folders, local, group }) => {
    const isAll = sentWhole.get(album) === local.length && planned.get(album) === local.length;
    if (!isAll || group) return [];
    const made = marked(album, partsOf(album), marks);
    return settledAlbum({ album, folders, group: made, known: rows.get(album) ?? [] }, local, facts) ?? [];
  });
}

function marked(name: string, parts: readonly Part[], marks: AfterRun['marks']): RemoteGroup {
  return { name, parts: parts.map(({ part, album }) => ({ part, album: { ...album, mark: marks.get(album.id) } })) };
}
