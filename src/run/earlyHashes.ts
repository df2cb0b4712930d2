import { inParallel } from '../engine/apply/inParallel.ts';
import { wantsLocalHash } from '../engine/compare.ts';
import type { CompareRules } from '../engine/compare.ts';
import type { LocalItem } from '../engine/model.ts';
import { pairAlbum } from '../engine/pairing.ts';
import type { AlbumInput } from '../engine/plan/model.ts';
import type { LocalFiles } from '../engine/ports/localFiles.ts';
import type { Watch } from '../engine/ports/progress.ts';

export interface EarlyHashesOptions {
  readonly files: Pick<LocalFiles, 'hash'>;
  readonly rules: CompareRules;
  /** Given each album when all of its files that had to be read are read. */
  readonly onRead: (album: AlbumInput) => void;
}

/** So many files of an album are asked for at once that whatever hashes them has enough to do while others are listed. */
const HASHES_AT_ONCE = 512;

/** While so many files are still to be read, no further album is listed, since what is known of each waits in memory. */
const UNREAD_AT_MOST = 1024;

/**
 * Reads files for their hash as soon as it is certain that the comparison needs it, which is when both sides of their album
 * are there: others are listed meanwhile, and nothing is read in vain. A file that cannot be read gets the reason as its
 * obstacle, so that its item is neither compared by a guess nor taken for gone.
 */
export class EarlyHashes {
  readonly #options: EarlyHashesOptions;
  readonly #watch: Watch;
  readonly #albums: Promise<void>[] = [];
  readonly #waiting: (() => void)[] = [];
  #wanted = 0;
  #done = 0;
  #isTold = false;

  constructor(options: EarlyHashesOptions, watch: Watch) {
    this.#options = options;
    this.#watch = watch;
  }

  /** Begins to read files of an album. Resolves as soon as a further album may be listed. */
  begin(album: AlbumInput): Promise<void> {
    // Files that stand alone are compared with nothing.
    if (album.remote.length > 0 || album.base.length > 0) {
      const reading = this.#album(album);
      this.#albums.push(reading);
      // Whoever waits for the end hears of a fault.
      reading.catch(() => undefined);
    }
    return this.#hasRoom ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when all albums are read; from now on it is told how far that is. */
  async end(): Promise<void> {
    this.#isTold = true;
    await Promise.all(this.#albums);
  }

  /** Each of the items with its hash, or with what stood in the way of it. */
  async read(items: ReadonlySet<LocalItem>): Promise<ReadonlyMap<LocalItem, LocalItem>> {
    const read = new Map<LocalItem, LocalItem>();
    this.#wanted += items.size;
    await inParallel(items, Math.min(HASHES_AT_ONCE, items.size), async (item) => {
      try {
        const hash = await this.#options.files.hash(item, { signal: this.#watch.signal });
        read.set(item, hash.ok ? { ...item, hash: hash.value } : { ...item, obstacle: hash.problem });
      } finally {
        this.#tick(item);
      }
    });
    return read;
  }

  async #album(album: AlbumInput): Promise<void> {
    const unhashed = new Set<LocalItem>();
    for (const pair of pairAlbum(album))
      if (pair.local && wantsLocalHash(pair, this.#options.rules)) unhashed.add(pair.local);
    if (unhashed.size === 0) return;
    this.#options.onRead(withFacts(album, await this.read(unhashed)));
  }

  get #hasRoom(): boolean {
    return this.#wanted - this.#done < UNREAD_AT_MOST;
  }

  #tick({ path }: LocalItem): void {
    this.#done++;
    if (this.#hasRoom) for (const goOn of this.#waiting.splice(0)) goOn();
    if (!this.#isTold) return;
    this.#watch.onEvent({ type: 'progress', phase: 'compare', done: this.#done, total: this.#wanted, label: path });
  }
}

/** The album with what was learned of its files. */
export function withFacts(album: AlbumInput, learned: ReadonlyMap<LocalItem, LocalItem>): AlbumInput {
  return { ...album, local: album.local.map((item) => learned.get(item) ?? item) };
}
