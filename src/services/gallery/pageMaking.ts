import type { Problem } from '../../engine/model.ts';
import { ok, type Result } from '../../engine/result.ts';
import { wayOfMaking } from './finished.ts';
import { copyAssets } from './pageFiles.ts';
import type { Language } from './pages/labels.ts';
import type { AssetAddresses } from './pages/model.ts';
import { wordsIn, type PageWords } from './pages/words.ts';
import type { Store } from './store.ts';

export interface PageOptions {
  /** Absolute path of the folder with the stylesheet and the script. */
  readonly assets: string;
  readonly thumbnails: boolean;
  readonly language: Language;
}

/** What pages are made of, and how. */
export interface PageMaking {
  /** For a page that lies so many folders below the gallery. */
  readonly addresses: (depth: number) => AssetAddresses;
  readonly words: PageWords;
  readonly thumbnails: boolean;
  /** See `FinishedAlbums.recall`. */
  readonly way: string;
}

/** Brings into the gallery what its pages load. */
export async function preparePages(
  store: Store,
  { assets, thumbnails, language }: PageOptions,
): Promise<Result<{ readonly making: PageMaking; readonly problems: readonly Problem[] }>> {
  const copied = await copyAssets(store, assets);
  if (!copied.ok) return copied;
  const { addresses, problems } = copied.value;
  const words = wordsIn(language);
  const way = wayOfMaking(addresses(2), { thumbnails, words });
  return ok({ making: { addresses, words, thumbnails, way }, problems });
}
