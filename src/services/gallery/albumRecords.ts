import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { once } from '../../engine/once.ts';

/** What is kept of each album between runs. All of it is read with one question, since a run asks for each album. */
export interface AlbumRecords {
  get(slug: string): string | undefined;
  set(slug: string, text: string): void;
  delete(slug: string): void;
  /** Forgets all albums but these. */
  keep(slugs: ReadonlySet<string>): void;
}

/**
 * @param prefix of the keys that they have in `state`
 * @param onChange is called before one of them becomes another
 * @param onForget is called when one is forgotten
 */
export function albumRecords(
  state: ServiceState,
  prefix: string,
  onChange: () => void,
  onForget: (slug: string) => void = () => undefined,
): AlbumRecords {
  const records = once(
    () => new Map([...state.entries(prefix)].map(([key, text]) => [key.slice(prefix.length), text] as const)),
  );
  function remove(slug: string): void {
    if (!records().has(slug)) return;
    onChange();
    state.delete(prefix + slug);
    records().delete(slug);
    onForget(slug);
  }

  return {
    get: (slug) => records().get(slug),
    set(slug, text) {
      onChange();
      state.set(prefix + slug, text);
      records().set(slug, text);
    },
    delete: remove,
    keep(slugs) {
      for (const slug of [...records().keys()]) if (!slugs.has(slug)) remove(slug);
    },
  };
}
