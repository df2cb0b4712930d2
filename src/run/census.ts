import type { BaseItem } from '../engine/model.ts';
import type { Census } from '../engine/plan/guards.ts';
import { countInStep } from '../engine/plan/inStep.ts';
import type { AlbumInStep, PlanInput } from '../engine/plan/model.ts';
import { folderKey } from '../engine/ports/localFiles.ts';
import type { FolderRecord } from '../engine/ports/localFiles.ts';
import type { SettledAlbum } from '../engine/settled/settledAlbum.ts';
import { relativeTo } from '../local/ignoreRules.ts';
import type { Listing } from './gather.ts';
import type { LookedScan } from './lookAround.ts';
import type { TouchedSides } from './touchedSides.ts';

/** What was seen beside the items that the ledger remembers. */
export interface CensusFacts {
  readonly settled: readonly SettledAlbum[];
  /** Albums of which only some items are looked at. */
  readonly touched: readonly TouchedSides[];
  /** Those of them that this run works on. */
  readonly inStep: readonly AlbumInStep[];
  readonly listing: Listing;
  readonly isLookedAt: (album: string) => boolean;
}

/** Counts what the last run knew and this one sees, while what is remembered is read album by album. */
export class CensusTaker {
  readonly #scan: LookedScan;
  readonly #standing: PlanInput['standing'];
  /** Items that are remembered, by root and by album. */
  readonly #below = new Map<string, number>();
  readonly #in = new Map<string, number>();

  constructor(scan: LookedScan, standing: PlanInput['standing']) {
    this.#scan = scan;
    this.#standing = standing;
  }

  addBase(album: string, base: readonly BaseItem[]): void {
    this.#in.set(album, base.length);
    for (const { path } of this.#scan.roots) {
      const here = base.filter((item) => isBelow(path)(item) && this.#standing(item.path) === 'free');
      this.#below.set(path, (this.#below.get(path) ?? 0) + here.length);
    }
  }

  result({ settled, touched, inStep, listing: { incomplete, found }, isLookedAt }: CensusFacts): Census {
    const places = [...settled.flatMap((each) => each.places), ...touched.flatMap(untouchedPlaces)];
    const looked = found + touched.reduce((sum, { remote }) => sum + remote.length, 0);
    const roots = this.#scan.roots.filter(({ state }) => state !== 'unreadable');
    const onWeb = countInStep(inStep) + touched.reduce((sum, { others }) => sum + others.items, 0);
    const remembered = [...this.#in].reduce((sum, [album, count]) => sum + (isLookedAt(album) ? count : 0), 0);
    return {
      roots: roots.map(({ path }) => {
        const here = places.filter(({ root }) => root === path).reduce((sum, { files }) => sum + files, 0);
        return {
          path,
          remembered: here + (this.#below.get(path) ?? 0),
          found: here + (this.#scan.found.get(path) ?? 0),
        };
      }),
      remote: { remembered: onWeb + remembered, found: incomplete.size > 0 ? 1 : onWeb + looked },
    };
  }
}

/** The folders of an album with the number of their files that are not looked at. */
function untouchedPlaces({ settled, names }: TouchedSides): readonly Pick<FolderRecord, 'root' | 'files'>[] {
  return settled.places.map((place) => ({
    root: place.root,
    files: place.files - (names.get(folderKey(place))?.size ?? 0),
  }));
}

export function isBelow(root: string): (item: BaseItem) => boolean {
  return (item) => relativeTo(root, item.path) !== undefined;
}
