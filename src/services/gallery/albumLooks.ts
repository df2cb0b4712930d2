import { setImmediate as breathe } from 'node:timers/promises';
import type { Fingerprint } from '../../engine/ports/ledger.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { workInSlices } from '../../local/slices.ts';
import { albumLook, type AlbumLook, type SeenFiles } from './albumLook.ts';
import { stampAtReading, type AlbumState } from './albumState.ts';
import { finishedAlbums, type FinishedAlbums } from './finished.ts';
import { galleryLook, type AlbumRecord, type RecalledAlbum, type RecalledGallery } from './galleryLook.ts';
import type { Layout } from './layout.ts';
import { lookAside, WORTH_A_THREAD } from './lookAside.ts';
import { looksSince } from './looksSince.ts';
import { isMadeNow } from './madeAlbum.ts';
import { rememberedLooks } from './rememberedLooks.ts';
import { unprovenLooks } from './unprovenLooks.ts';

/** How the albums of a gallery look to who asks for it. */
export interface ShownLooks {
  /** How an album looked when it was listed last, or first after its manifest was written; undefined where nobody can look. */
  look(slug: string): AlbumLook | undefined;
  /** From now on an album is looked at anew. */
  lookAgain(slug: string): void;
  /**
   * Looks at all these albums anew, at the files of those only that look different from outside, or of which the files were
   * not looked at for a day; ends early when `signal` is aborted.
   */
  lookAtAll(slugs: readonly string[], signal: AbortSignal): Promise<void>;
  /** See `LooksSince.mark`. */
  markSince(state: AlbumState): string | undefined;
  /** Remembers the albums at whose files this run has looked, and forgets all but these. */
  keepLooks(slugs: ReadonlySet<string>): void;
  /**
   * Whether of all these folders no album was touched before or by this run, and they and the first page were made in this way:
   * then there is nothing to finish.
   */
  areFinished(folders: readonly string[], made: string): boolean;
  /**
   * See `GalleryLook.remember`.
   * @param albums those of these folders that are albums
   */
  rememberTogether(folders: readonly string[], albums: ReadonlySet<string>, firstPage: string): void;
  readonly finished: FinishedAlbums;
}

/** The same, and what follows from it for who reads albums. */
export interface AlbumLooks extends ShownLooks {
  /** What is known of an album that this run has not touched. */
  recalled(slug: string): RecalledAlbum | undefined;
  /** The albums among these folders, where this is known of all of them. */
  recalledAll(slugs: readonly string[]): readonly RecalledAlbum[] | undefined;
  /** How all that lies in an album looked when it had this mark; it is looked at now, where that was not kept. */
  filesOf(slug: string, mark: string): SeenFiles | undefined;
  /** See `LooksSince.wrote`. */
  wrote(state: AlbumState, hash: () => string): void;
}

export interface AlbumLooksOptions {
  readonly layout: Layout;
  readonly now: () => Date;
  /** Where it remembers how they looked; without it, nothing is. */
  readonly state: ServiceState | undefined;
  /** See `StoreOptions`. */
  readonly lookWorker: string | undefined;
  /** The albums that this run has read or made. */
  readonly open: Pick<ReadonlyMap<string, AlbumState>, 'get' | 'has' | 'size'>;
}

/** Looks at each album as rarely as can be. */
export function albumLooks({ layout, now, state, lookWorker, open }: AlbumLooksOptions): AlbumLooks {
  const looks = new Map<string, AlbumLook | undefined>();
  const gallery = galleryLook(layout, state);
  const remembered = rememberedLooks(layout, state, () => gallery.forget());
  const unproven = unprovenLooks(layout, state);
  const since = looksSince(unproven);
  /** When the files of an album were looked at, where that is to be remembered. */
  const lookedAt = new Map<string, number>();
  const isFinishedLook = (slug: string, seen: AlbumLook) => together?.albums.get(slug) === seen;
  const finished = finishedAlbums(layout, state, { look, isFinishedLook, onChange: () => gallery.forget() });
  /** All albums, where they looked so when they were listed last. */
  let together: RecalledGallery | undefined;

  function look(slug: string): AlbumLook | undefined {
    if (!looks.has(slug)) {
      const at = now().getTime();
      const opened = open.get(slug);
      const seen = (opened && since.look(opened, at)) ?? lookFromOutside(slug, at);
      const keepsFiles = opened !== undefined && isMadeNow(opened);
      looks.set(slug, seen ?? albumLook(slug, layout, { now: at, known: knownIn(slug), keepsFiles }));
    }
    return looks.get(slug);
  }

  function recalled(slug: string): RecalledAlbum | undefined {
    const known = together?.albums.get(slug);
    return known && looks.get(slug) === known && !open.has(slug) ? known : undefined;
  }

  /** Whether a folder is known to be no album, and has become none in this run. */
  function isNone(slug: string): boolean {
    return together?.others.has(slug) === true && !open.has(slug);
  }

  /** What this run saw of the files of an album when it read them is not looked for a second time. */
  function knownIn(slug: string): ((path: string) => Fingerprint | undefined) | undefined {
    const opened = open.get(slug);
    return opened && ((path) => stampAtReading(opened, path));
  }

  /** Of an album that this run works on, the photos are looked at too. */
  function lookFromOutside(slug: string, at: number): AlbumLook | undefined {
    return open.has(slug) ? undefined : remembered.recall(slug, at);
  }

  return {
    look,
    recalled,
    finished,
    lookAgain: (slug) => void looks.delete(slug),
    async lookAtAll(slugs, signal) {
      // What was asked of other threads a moment ago is sent to them first.
      await breathe();
      looks.clear();
      lookedAt.clear();
      const at = now().getTime();
      // What this run works on is looked at closely.
      together = open.size === 0 ? gallery.recall(slugs, at) : undefined;
      for (const [slug, seen] of together?.albums ?? []) looks.set(slug, seen);
      if (together) return;
      const closer: string[] = [];
      for (const slug of slugs) {
        const outside = lookFromOutside(slug, at);
        if (outside) looks.set(slug, outside);
        else closer.push(slug);
      }
      const isWorthIt = lookWorker !== undefined && closer.length >= WORTH_A_THREAD;
      const aside = isWorthIt
        ? await lookAside(lookWorker, { root: layout.root, slugs: closer, now: at }, signal)
        : undefined;
      const pause = aside ? workInSlices() : breathe;
      for (const [index, slug] of closer.entries()) {
        await pause();
        if (signal.aborted) return;
        const seen = aside ? aside[index] : albumLook(slug, layout, { now: at, keepsFiles: true });
        looks.set(slug, seen && unproven.proven(slug, seen));
        lookedAt.set(slug, at);
      }
    },
    markSince: (opened) => since.mark(opened, look(opened.slug), now().getTime()),
    keepLooks(slugs) {
      for (const [slug, at] of lookedAt) {
        const seen = looks.get(slug);
        if (seen) remembered.remember(slug, seen, at);
      }
      remembered.keep(slugs);
      unproven.forgetProven();
      unproven.keep(slugs);
    },
    areFinished: (folders, made) =>
      together?.made === made &&
      together.albums.size + together.others.size === folders.length &&
      folders.every((name) => isNone(name) || recalled(name) !== undefined) &&
      finished.hasFirstPage(together.firstPage),
    rememberTogether(folders, albums, firstPage) {
      const recordOf = (slug: string): AlbumRecord | undefined => {
        const seen = remembered.recordOf(slug);
        const made = finished.recordOf(slug);
        return seen && made && { look: seen, finished: made };
      };
      gallery.remember(folders, { albums, recordOf, firstPage });
    },
    recalledAll(slugs) {
      const all = together && slugs.filter((slug) => !isNone(slug)).map(recalled);
      return all?.every((known) => known !== undefined) ? all : undefined;
    },
    filesOf(slug, mark) {
      const seen = looks.get(slug);
      const files = (seen?.digest === mark && seen.files) || remembered.filesOf(slug, mark);
      if (files) return files;
      const found = albumLook(slug, layout, { now: now().getTime(), keepsFiles: true });
      return found?.digest === mark ? found.files : undefined;
    },
    wrote(opened, hash) {
      since.wrote(opened, hash);
      looks.delete(opened.slug);
    },
  };
}
