import { readdirSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { NEVER_ABORTED } from '../../engine/aborted.ts';
import type { Problem } from '../../engine/model.ts';
import { isTemporaryName } from '../../local/safeWrite.ts';
import type { DamagedAlbum } from './albumState.ts';
import { readDimensions } from './dimensions.ts';
import type { Entry } from './entry.ts';
import { writeProblem } from './fileProblem.ts';
import { ALBUMS, INDEX_PAGE } from './layout.ts';
import { writePage } from './pageFiles.ts';
import type { PageMaking } from './pageMaking.ts';
import { albumCard, albumPageModel, pairsOf, showsTheSame } from './pageModels.ts';
import { addressOf } from './pages/addresses.ts';
import { albumPage } from './pages/albumPage.ts';
import type { AlbumCard } from './pages/model.ts';
import type { Store } from './store.ts';
import { updateThumbnails } from './thumbnails.ts';

export interface AlbumOptions {
  readonly making: PageMaking;
  /** Whether it is worth asking for a thumbnail. */
  readonly hasDecoder: boolean;
  /** What this run made of it already, which is all while the album was not changed since. */
  readonly done?: FinishedAlbum | undefined;
  /** What to do with half-written files: while photos may be on their way to the album, they are not left of a crash. */
  readonly leftovers: 'remove' | 'leave';
  readonly signal: AbortSignal;
}

export interface FinishedAlbum {
  readonly card?: AlbumCard;
  readonly problems: readonly Problem[];
  readonly hasDecoder: boolean;
  /** Whether nothing is left to do. */
  readonly isWhole: boolean;
  /** See `FinishReport.marks`. */
  readonly mark?: string | undefined;
}

/** Brings the thumbnails, the manifest and the page of one album up to date. */
export async function finishAlbum(store: Store, slug: string, options: AlbumOptions): Promise<FinishedAlbum> {
  const { making, hasDecoder, done, leftovers, signal } = options;
  const { words, thumbnails, way } = making;
  return store.mutexOf(slug).run(async () => {
    // What was listed or sent is finished also after a cancel, so the signal stops only the work on pictures.
    const opened = await store.open(slug, NEVER_ABORTED);
    if (!opened.ok) return { problems: [opened.problem], hasDecoder, isWhole: false };
    const state = opened.value;
    if (state.isWritten && done) return done;
    const isAsRead = state.isWritten && state.replacedManifest === undefined;
    const before = isAsRead ? store.finished.recall(slug, way) : undefined;
    if (before) return { card: before, problems: [], hasDecoder, isWhole: true };
    const problems: Problem[] = [];
    const made = thumbnails ? await updateThumbnails(store, state, { hasDecoder, signal }) : undefined;
    if (made) problems.push(...made.problems);
    const canDecode = hasDecoder && made?.noDecoder !== true;
    if (canDecode) await readDimensions(store, state, signal);
    const earlier = store.finished.madeOf(state, way);
    const thumbnailOf = (entry: Entry) => made?.nameOf(entry);
    const pairs = earlier?.title === state.title ? pairsOf(state) : undefined;
    const isSame = pairs !== undefined && showsTheSame(slug, pairs, words);
    const hasPage = !thumbnails && isSame && earlier?.hasPage === true;
    const text = hasPage ? undefined : albumPage(albumPageModel(state, thumbnailOf), making.addresses(2), words);
    const name = `${ALBUMS}/${state.slug}/${INDEX_PAGE}`;
    // They wait for the disk together.
    const [written, problem] = await Promise.all([
      store.writeManifest(state, earlier?.lineOf),
      text === undefined ? undefined : writePage(store, name, text, (file) => store.publish(file)),
    ]);
    if (!written.ok) problems.push(written.problem);
    if (problem) problems.push(problem);
    const card = hasPage ? earlier.card : albumCard(state, thumbnailOf);
    const isMade = problems.length === 0 && canDecode && !signal.aborted;
    store.lookAgain(slug);
    const hasLeftovers = !isMade || store.look(slug)?.hasTemporaries !== false;
    if (hasLeftovers && leftovers === 'remove') {
      await removeTemporaries(store.layout.album(slug));
      store.lookAgain(slug);
    }
    const isWhole = isMade && !(hasLeftovers && leftovers === 'leave');
    if (isWhole) store.finished.remember(slug, way, { title: state.title, date: state.date, card });
    return { card, problems, hasDecoder: canDecode, isWhole, mark: isWhole ? store.markSince(state) : undefined };
  });
}

/** One album that cannot be finished keeps no other from it. */
export function unfinished(head: Pick<DamagedAlbum, 'slug' | 'title'>): (error: unknown) => FinishedAlbum {
  const where = `${ALBUMS}/${head.slug}`;
  return (error) => ({
    card: bareCard(head),
    problems: [writeProblem(error, where)],
    hasDecoder: true,
    isWhole: false,
  });
}

/** Of an album of which no more is known. */
export function bareCard({ slug, title }: Pick<DamagedAlbum, 'slug' | 'title'>): AlbumCard {
  return { title, address: `${ALBUMS}/${addressOf(slug)}/index.html` };
}

/** What a crashed run left half-written. No other run is on, and this one has nothing in hand any more. */
export async function removeTemporaries(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (isTemporaryName(name)) await unlink(path.join(folder, name)).catch(() => undefined);
  }
}
