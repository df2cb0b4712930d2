import type { Fingerprint } from '../../engine/ports/ledger.ts';
import { isStillTicking, keepsFineTimes } from '../../local/fingerprint.ts';
import type { Layout } from './layout.ts';
import { stampOf, stampText } from './look.ts';

/**
 * What is seen of an album without looking at its photos: its manifest, its journal, and the times of its folders, which
 * change with every file that comes, goes or gets another name there. A photo that is written into leaves no trace in them.
 */
export interface OutsideLook {
  /** Absolute paths of the folders in its folder. */
  readonly folders: readonly string[];
  readonly stamps: string;
}

/** Whether an album still looks so from outside. */
export function looksSo(slug: string, layout: Layout, { folders, stamps }: OutsideLook): boolean {
  try {
    const places = [layout.journal(slug), layout.manifest(slug), layout.album(slug), ...folders];
    return textOf(places.map(stampOf)) === stamps;
  } catch {
    return false;
  }
}

/** Writes down how an album looks from outside, each folder before it is read: what changes meanwhile is seen later. */
export class OutsideRecorder {
  readonly #now: number;
  readonly #stamps: (Fingerprint | undefined)[];
  readonly #folders: string[] = [];
  #isTelling = true;

  /** @param now ms since 1970 UTC */
  constructor(slug: string, layout: Layout, now: number) {
    this.#now = now;
    this.#stamps = [layout.journal(slug), layout.manifest(slug)].map(stampOf);
    this.#add(layout.album(slug));
  }

  /** @param folder absolute path of a folder in that of the album */
  folder(folder: string): void {
    this.#folders.push(folder);
    this.#add(folder);
  }

  /** Undefined where a folder could change and look the same: its time is too young, or its disk keeps times too coarse. */
  get result(): OutsideLook | undefined {
    return this.#isTelling ? { folders: this.#folders, stamps: textOf(this.#stamps) } : undefined;
  }

  #add(folder: string): void {
    const stamp = stampOf(folder);
    this.#stamps.push(stamp);
    // Where times are coarse, as on FAT, a folder may keep its own when a file comes into it.
    if (!stamp || !keepsFineTimes(stamp) || isStillTicking(stamp, this.#now)) this.#isTelling = false;
  }
}

const BETWEEN_STAMPS = ', ';

/** Each as a `stampText`: its journal, its manifest, its folder and those in it. */
export function stampsOfOutside({ stamps }: Pick<OutsideLook, 'stamps'>): readonly string[] {
  return stamps.split(BETWEEN_STAMPS);
}

function textOf(stamps: readonly (Fingerprint | undefined)[]): string {
  return stamps.map(stampText).join(BETWEEN_STAMPS);
}
