import { wantsLocalHash } from '../compare.ts';
import type { BaseItem } from '../model.ts';
import { pairAlbum } from '../pairing.ts';
import type { PairedItem } from '../pairing.ts';
import { isInStep } from './inStep.ts';
import type { AlbumInput, AlbumInStep, PlanTerms } from './model.ts';
import { newsOf } from './news.ts';
import { planItem } from './planAlbum.ts';

/**
 * An album as a number, when each of its files is in step with its one web item and no other is there; undefined when
 * anything of it is to be planned or read. What a plan made of it as a whole would be the same, so that a run may let go
 * of its items before it asks for those of the next album. Pure and total.
 */
export function siftAlbum(album: AlbumInput, terms: PlanTerms): AlbumInStep | undefined {
  const { local, remote, base, others, ...frame } = album;
  // Where the same bytes are one item, one may be in several albums, and no album is counted by itself.
  if (terms.capabilities.sameBytes === 'oneItem') return undefined;
  if (local.length === 0 || local.length !== remote.length || base.length > local.length) return undefined;
  const news: BaseItem[] = [];
  for (const pair of pairAlbum(album)) {
    if (!isWhole(pair) || isOpen(pair, terms)) return undefined;
    const item = planItem(pair, NO_NAMES, terms);
    if (!isInStep(item)) return undefined;
    const row = newsOf(item);
    if (row) news.push(row);
  }
  return { ...frame, items: local.length + (others?.items ?? 0), news };
}

/** Names of other files matter only to a second copy, which an item in step does not get. */
const NO_NAMES: ReadonlySet<string> = new Set();

/** Whether both sides are there, and neither is a second one: nothing about it depends on the other albums then. */
function isWhole({ local, remote, duplicateOf }: PairedItem): boolean {
  return local !== undefined && remote !== undefined && duplicateOf === undefined;
}

/** Whether its file is still to be read: for its hash, or for the day of its capture. */
function isOpen(pair: PairedItem, { rules }: PlanTerms): boolean {
  return wantsLocalHash(pair, rules.compare) || (rules.since !== undefined && pair.local?.capture === undefined);
}
