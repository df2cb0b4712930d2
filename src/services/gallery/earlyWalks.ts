import { unlessAborted } from '../../engine/aborted.ts';
import type { FolderLooker } from '../../local/looking/folderLooker.ts';
import type { WalkedFolder } from '../../local/looking/walkFolder.ts';
import type { Layout } from './layout.ts';

/** Looks at the files of albums beside the thread of the run, before their manifests are read. */
export interface EarlyWalks {
  /** Begins with these albums, if they are so many that it is worth it. */
  begin(slugs: readonly string[], signal: AbortSignal): void;
  /** What was seen of an album, once for each; undefined where its files are still to be looked at. */
  take(slug: string): Promise<EarlyWalk | undefined>;
}

export interface EarlyWalk {
  /** No later than the first look, ms since 1970 UTC. */
  readonly at: number;
  readonly walked: WalkedFolder;
}

/** So many albums that looking at them takes longer than starting a thread. */
export const WORTH_A_THREAD = 24;

export function earlyWalks(
  layout: Layout,
  looker: Pick<FolderLooker, 'walk'> | undefined,
  now: () => Date,
): EarlyWalks {
  const begun = new Map<string, Promise<EarlyWalk | undefined>>();
  return {
    begin(slugs, signal) {
      if (!looker || slugs.length < WORTH_A_THREAD) return;
      const at = now().getTime();
      for (const slug of slugs)
        begun.set(
          slug,
          unlessAborted(looker.walk(layout.album(slug), signal), signal).then((walked) => walked && { at, walked }),
        );
    },
    async take(slug) {
      const walk = begun.get(slug);
      begun.delete(slug);
      return walk;
    },
  };
}
