import { once } from '../../engine/once.ts';
import type { Call } from '../../engine/ports/albumService.ts';
import { finishAlbum, type FinishedAlbum } from './finishAlbum.ts';
import { preparePages, type PageOptions } from './pageMaking.ts';
import type { Store } from './store.ts';

/** Finishes albums of which all is there while photos of others are on their way: thousands of pages take seconds. */
export interface EarlyFinish {
  /** Begins to finish an album; what cannot be done is left for the end of the run. */
  begin(slug: string, call: Call): void;
  /** Resolves when all that was begun has ended. */
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
      goOn();
    },
    async ended() {
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
