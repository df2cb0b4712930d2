import { setImmediate as nextTurn } from 'node:timers/promises';
import { unlessAborted } from '../../engine/aborted.ts';
import type { AlbumsTask, SeenAlbum, SeenAlbums } from '../../local/looking/albumsTask.ts';
import type { FolderLooker } from '../../local/looking/folderLooker.ts';
import { memoryFor, SharedFolders } from '../../local/looking/sharedFolders.ts';
import { workInSlices } from '../../local/slices.ts';
import { seeAlbum } from './albumLook.ts';
import { layoutOf, type Layout } from './layout.ts';

/** Looks at the files of albums of which something will be asked, in two threads and while this one waits for others. */
export interface CloseLooks {
  /** Begins with these albums, if they are so many that another thread is worth it. */
  begin(slugs: readonly string[], signal: AbortSignal): void;
  /** All that lies in an album; seen after `begin` was called for it, or else now. Undefined where nobody can look. */
  take(slug: string): Promise<SeenAlbum | undefined>;
}

/** So many albums that looking at them takes longer than starting a thread. */
export const WORTH_A_THREAD = 24;

export function closeLooks(layout: Layout, looker: Pick<FolderLooker, 'see'> | undefined, now: () => Date): CloseLooks {
  const begun = new Map<string, Promise<ReadonlyMap<string, SeenAlbum>>>();
  return {
    begin(slugs, signal) {
      if (!looker || slugs.length < WORTH_A_THREAD) return;
      const task = { root: layout.root, slugs, now: now().getTime(), memory: memoryFor(slugs.length) };
      const all = seeAll(task, looker, signal);
      for (const slug of slugs) begun.set(slug, all);
    },
    async take(slug) {
      const all = begun.get(slug);
      begun.delete(slug);
      return (await all)?.get(slug) ?? seeAlbum(slug, layout, now().getTime());
    },
  };
}

/** Each of two threads takes its share. */
async function seeAll(
  task: AlbumsTask,
  looker: Pick<FolderLooker, 'see'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SeenAlbum>> {
  // The scan that begins now asks the same thread for first bytes and waits for them, so they are to go first.
  for (let turn = 0; turn < 2; turn++) await nextTurn();
  const beside = looker.see(task, signal);
  const breathe = workInSlices();
  const seen = new Map<string, SeenAlbum>();
  for (const [index, album] of seeShare(task)) {
    seen.set(task.slugs[index] ?? '', album);
    await breathe();
    if (signal.aborted) break;
  }
  const others = await unlessAborted(beside, signal);
  for (const [index, album] of others?.albums ?? []) seen.set(task.slugs[index] ?? '', album);
  return seen;
}

/** Looks at those of these albums that no other thread takes. */
export function seeSharedAlbums(task: AlbumsTask): SeenAlbums {
  return { albums: [...seeShare(task)] };
}

function* seeShare({ root, slugs, now, memory }: AlbumsTask): Generator<readonly [index: number, seen: SeenAlbum]> {
  const layout = layoutOf(root);
  for (const [index, slug] of new SharedFolders({ folders: slugs, memory }).takeEach(slugs)) {
    const seen = seeAlbum(slug, layout, now);
    if (seen) yield [index, seen];
  }
}
