import { setImmediate as nextTurn } from 'node:timers/promises';
import { once } from '../../engine/once.ts';
import type { Call } from '../../engine/ports/albumService.ts';
import { finishAlbum, type FinishedAlbum } from './finishAlbum.ts';
import { preparePages, type PageOptions } from './pageMaking.ts';
import type { Store } from './store.ts';

/** Finishes albums of which all is there while photos of others are on their way: thousands of pages take seconds. */
export interface EarlyFinish {
  /**
   * Begins to finish an album in the next turn of the event loop; what cannot be done, or what the end of the run comes before, is
   * left for that.
   */
  begin(slug: string, call: Call): void;
  /** Resolves when all that was begun has ended. What was not is not begun any more. */
  ended(): Promise<void>;
  /** What was made of an album in this way, see `FinishedAlbums.recall`. It is forgotten. */
  take(slug: string, way: string): FinishedAlbum | undefined;
}

/** Albums with so many photos are finished at the same time, or one that has more: their pages are in memory until they are on the disk. */
const PHOTOS_AT_ONCE = 16_384;

export function createEarlyFinish(store: Store, options: PageOptions): EarlyFinish {
  const waiting: { readonly slug: string; readonly signal: AbortSignal }[] = [];
  const finished = new Map<string, { readonly way: string; readonly album: FinishedAlbum }>();
  const listeners: (() => void)[] = [];
  let prepare = prepareOnce();
  let atWork = 0;
  let photosAtWork = 0;
  let isDue = false;

  /** What the pages load is brought into the gallery once a run. */
  function prepareOnce() {
    return once(() => preparePages(store, options));
  }

  function goOn(): void {
    for (let next = nextOne(); next; next = nextOne()) {
      const photos = store.countOf(next.slug);
      atWork++;
      photosAtWork += photos;
      void work(next.slug, next.signal).then(() => {
        atWork--;
        photosAtWork -= photos;
        goOn();
      });
    }
    if (atWork === 0) for (const end of listeners.splice(0)) end();
  }

  /** Where nothing else is on its way any more, all albums wait for the disk together in the end instead of one group after the other. */
  async function goOnSoon(): Promise<void> {
    if (isDue) return;
    isDue = true;
    await nextTurn();
    isDue = false;
    goOn();
  }

  function nextOne() {
    return photosAtWork < PHOTOS_AT_ONCE ? waiting.shift() : undefined;
  }

  async function work(slug: string, signal: AbortSignal): Promise<void> {
    // What still waits after a cancel would only be done a second time in the end.
    if (signal.aborted) return;
    try {
      const prepared = await prepare();
      if (!prepared.ok) return;
      const { making } = prepared.value;
      const album = await finishAlbum(store, slug, { making, hasDecoder: true, leftovers: 'leave', signal });
      if (album.isWhole) finished.set(slug, { way: making.way, album });
    } catch {
      // It is tried again in the end, and told of then.
    }
  }

  return {
    begin(slug, { signal }) {
      waiting.push({ slug, signal });
      void goOnSoon();
    },
    async ended() {
      waiting.splice(0);
      if (atWork > 0) await new Promise<void>((resolve) => listeners.push(resolve));
      prepare = prepareOnce();
    },
    take(slug, way) {
      const known = finished.get(slug);
      finished.delete(slug);
      return known?.way === way ? known.album : undefined;
    },
  };
}
