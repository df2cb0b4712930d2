import { compareItem } from '../compare.ts';
import type { BaseItem } from '../model.ts';
import { pairAlbum } from '../pairing.ts';
import type { AlbumSides, PairedItem } from '../pairing.ts';
import type { PlannedItem, PlanTerms } from './model.ts';
import { decide } from './verdict.ts';

/** What is to be done about the items of one album, before anything is known of the others. */
export interface PlannedAlbum {
  readonly items: readonly PlannedItem[];
  /** See `Plan.forgotten`. */
  readonly forgotten: readonly BaseItem[];
}

export function planAlbum(album: AlbumSides, terms: PlanTerms): PlannedAlbum {
  const items: PlannedItem[] = [];
  const forgotten: BaseItem[] = [];
  const names = new Set(album.local.map((item) => item.name));
  for (const pair of pairAlbum(album)) {
    if (pair.local ?? pair.remote) items.push(planItem(pair, names, terms));
    else if (pair.base) forgotten.push(pair.base);
  }
  return { items, forgotten };
}

/** @param names those of the album's local items */
export function planItem(pair: PairedItem, names: ReadonlySet<string>, terms: PlanTerms): PlannedItem {
  const { album, name, duplicateOf, ...sides } = pair;
  const finding = compareItem(sides, terms.rules.compare);
  return decide({ album, name, sides, finding, duplicateOf, names }, terms);
}
