import type { AlbumState } from './albumState.ts';
import type { Store } from './store.ts';

/** Formats whose header the decoder reads. */
const READABLE = /^image\/(jpeg|png|gif|webp|avif|tiff)$/u;

/** Learns the size of the photos whose size is not known, so that nothing moves on a page while it loads. */
export async function readDimensions(store: Store, state: AlbumState, signal: AbortSignal): Promise<void> {
  const unknown = state.items
    .unmeasured()
    .filter(({ type }) => READABLE.test(type?.mime ?? ''))
    .values();
  const workers = Array.from({ length: store.images.parallel }, async () => {
    for (const entry of unknown) {
      if (signal.aborted) return;
      const read = await store.images.dimensions(store.layout.item(state.slug, entry.path), { signal });
      if (read.kind === 'noDecoder') return;
      if (read.kind !== 'done') continue;
      state.items.put({ ...entry, ...read.value });
      state.isWritten = false;
    }
  });
  await Promise.all(workers);
}
