import { existsSync, readdirSync } from 'node:fs';
import { rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { NEVER_ABORTED } from '../../engine/aborted.ts';
import { inParallel } from '../../engine/apply/inParallel.ts';
import type { Problem } from '../../engine/model.ts';
import type { Call, FinishReport } from '../../engine/ports/albumService.ts';
import { isTemporaryName } from '../../local/safeWrite.ts';
import type { DamagedAlbum } from './albumState.ts';
import { readDimensions } from './dimensions.ts';
import type { Entry } from './entry.ts';
import { writeProblem } from './fileProblem.ts';
import { makingOfFirstPage, wayOfMaking } from './finished.ts';
import { clearJournal } from './journal.ts';
import { ALBUMS, ASSETS, INDEX_PAGE, JOURNAL, THUMBS } from './layout.ts';
import { albumCard, albumPageModel, pairsOf, showsTheSame, sortedCards } from './pageModels.ts';
import { addressOf } from './pages/addresses.ts';
import { albumPage } from './pages/albumPage.ts';
import { indexPage } from './pages/indexPage.ts';
import type { Language } from './pages/labels.ts';
import type { AlbumCard, AssetAddresses } from './pages/model.ts';
import { wordsIn, type PageWords } from './pages/words.ts';
import { copyAssets, writePage } from './pageFiles.ts';
import type { Store } from './store.ts';
import { removeThumbnails, updateThumbnails } from './thumbnails.ts';

export interface FinishOptions {
  /** Absolute path of the folder with the stylesheet and the script. */
  readonly assets: string;
  readonly thumbnails: boolean;
  readonly language: Language;
}

/** Albums whose thumbnails are made at the same time. */
const ALBUMS_AT_ONCE = 4;

/** Albums of which manifests and pages are made at the same time, and wait for the disk together. */
const PAGES_AT_ONCE = 128;

/**
 * Brings everything but the originals up to date: thumbnails, manifests, pages, and what a crash left behind. After a
 * cancel it leaves out the thumbnails, which take long; the next run makes them.
 */
export async function finish(store: Store, options: FinishOptions, { signal }: Call): Promise<FinishReport> {
  const problems: Problem[] = [];
  const marks = new Map<string, string>();
  const note = (problem: Problem | undefined) => problem && problems.push(problem);
  try {
    const folders = store.folders();
    const heads = await store.headsNow(folders);
    if (heads.length === 0 && !existsSync(path.join(store.layout.root, INDEX_PAGE))) return { problems };
    const assets = await copyAssets(store, options.assets);
    if (!assets.ok) return { problems: [assets.problem] };
    problems.push(...assets.value.problems);
    const addresses = assets.value.addresses(2);
    const words = wordsIn(options.language);
    const way = wayOfMaking(addresses, { thumbnails: options.thumbnails, words });
    const slugs = new Set(heads.map((head) => head.slug));
    if (store.areFinished(folders, way)) {
      await clearLeftovers(store, folders, slugs);
      return { problems };
    }
    const finished = new Map<string, FinishedAlbum>();
    let hasDecoder = true;
    const atOnce = options.thumbnails ? ALBUMS_AT_ONCE : PAGES_AT_ONCE;
    for (const head of heads) {
      const card = 'damaged' in head ? undefined : untouchedCard(store, head.slug, way);
      if (card) finished.set(head.slug, { card, problems: [], hasDecoder });
    }
    // Those of which nothing is to be made keep no others from waiting together.
    const others = heads.filter(({ slug }) => !finished.has(slug));
    await inParallel(others, atOnce, async (head) => {
      const { slug } = head;
      const album = { assets: addresses, words, thumbnails: options.thumbnails, way, hasDecoder, signal };
      const done = 'damaged' in head ? undefined : await finishAlbum(store, slug, album).catch(unfinished(head));
      finished.set(slug, done ?? { card: bareCard(head), problems: [], hasDecoder });
      hasDecoder &&= done?.hasDecoder ?? true;
    });
    const all = heads.flatMap(({ slug }) => finished.get(slug) ?? []);
    problems.push(...all.flatMap((album) => album.problems));
    const cards = sortedCards(all.flatMap(({ card }) => card ?? []));
    const firstPage = makingOfFirstPage(way, cards);
    note(await writeFirstPage(store, firstPage, () => indexPage(cards, assets.value.addresses(0), words)));
    store.finished.keep(slugs);
    store.keepLooks(slugs);
    await clearLeftovers(store, folders, slugs);
    store.rememberTogether(folders, slugs, firstPage);
    for (const [slug, { mark }] of finished) if (mark !== undefined) marks.set(slug, mark);
  } catch (error) {
    note(writeProblem(error, ALBUMS));
  }
  return marks.size > 0 ? { problems, marks } : { problems };
}

/** What is no part of any of these albums. */
async function clearLeftovers(store: Store, folders: readonly string[], slugs: ReadonlySet<string>): Promise<void> {
  await clearOrphans(store, slugs);
  await clearUnmade(
    store,
    folders.filter((name) => !slugs.has(name)),
  );
  for (const folder of [store.layout.root, path.join(store.layout.root, ASSETS)]) await removeTemporaries(folder);
}

/** @param made see `makingOfFirstPage` */
async function writeFirstPage(store: Store, made: string, make: () => string): Promise<Problem | undefined> {
  if (store.finished.hasFirstPage(made)) return undefined;
  const problem = await writePage(store, INDEX_PAGE, make());
  if (!problem) store.finished.rememberFirstPage(made);
  return problem;
}

interface AlbumOptions {
  readonly assets: AssetAddresses;
  readonly words: PageWords;
  readonly thumbnails: boolean;
  /** See `FinishedAlbums.recall`. */
  readonly way: string;
  /** Whether it is worth asking for a thumbnail. */
  readonly hasDecoder: boolean;
  readonly signal: AbortSignal;
}

interface FinishedAlbum {
  readonly card?: AlbumCard;
  readonly problems: readonly Problem[];
  readonly hasDecoder: boolean;
  /** See `FinishReport.marks`. */
  readonly mark?: string | undefined;
}

async function finishAlbum(store: Store, slug: string, options: AlbumOptions): Promise<FinishedAlbum> {
  const { assets, words, thumbnails, way, hasDecoder, signal } = options;
  return store.mutexOf(slug).run(async () => {
    // What was listed or sent is finished also after a cancel, so the signal stops only the work on pictures.
    const opened = await store.open(slug, NEVER_ABORTED);
    if (!opened.ok) return { problems: [opened.problem], hasDecoder };
    const state = opened.value;
    const before = state.isWritten ? store.finished.recall(slug, way) : undefined;
    if (before) return { card: before, problems: [], hasDecoder };
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
    const text = hasPage ? undefined : albumPage(albumPageModel(state, thumbnailOf), assets, words);
    const name = `${ALBUMS}/${state.slug}/${INDEX_PAGE}`;
    // They wait for the disk together.
    const [written, problem] = await Promise.all([
      store.writeManifest(state, earlier?.lineOf),
      text === undefined ? undefined : writePage(store, name, text, (file) => store.publish(file)),
    ]);
    if (!written.ok) problems.push(written.problem);
    if (problem) problems.push(problem);
    const card = hasPage ? earlier.card : albumCard(state, thumbnailOf);
    const isWhole = problems.length === 0 && canDecode && !signal.aborted;
    store.lookAgain(slug);
    if (!isWhole || store.look(slug)?.hasTemporaries !== false) {
      await removeTemporaries(store.layout.album(slug));
      store.lookAgain(slug);
    }
    if (isWhole) {
      store.finished.remember(slug, way, { title: state.title, date: state.date, card });
    }
    return { card, problems, hasDecoder: canDecode, mark: isWhole ? store.markSince(state) : undefined };
  });
}

/** What the first page shows of an album of which nothing is to be made. */
function untouchedCard(store: Store, slug: string, way: string): AlbumCard | undefined {
  try {
    return store.isOpen(slug) ? undefined : store.finished.recall(slug, way);
  } catch {
    // What cannot be looked at says why when it is to be finished.
    return undefined;
  }
}

/** One album that cannot be finished keeps no other from it. */
function unfinished(head: Pick<DamagedAlbum, 'slug' | 'title'>): (error: unknown) => FinishedAlbum {
  const where = `${ALBUMS}/${head.slug}`;
  return (error) => ({ card: bareCard(head), problems: [writeProblem(error, where)], hasDecoder: true });
}

/** Of an album of which no more is known. */
function bareCard({ slug, title }: Pick<DamagedAlbum, 'slug' | 'title'>): AlbumCard {
  return { title, address: `${ALBUMS}/${addressOf(slug)}/index.html` };
}

/** What a crashed run left half-written. No other run is on, and this one has nothing in hand any more. */
async function removeTemporaries(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (isTemporaryName(name)) await unlink(path.join(folder, name)).catch(() => undefined);
  }
}

/** The journal and the thumbnails of an album whose folder somebody deleted must not speak for a later one of that name. */
async function clearOrphans(store: Store, slugs: ReadonlySet<string>): Promise<void> {
  for (const name of namesIn(path.join(store.layout.root, JOURNAL))) {
    const slug = name.endsWith('.jsonl') ? name.slice(0, -'.jsonl'.length) : undefined;
    if (slug !== undefined && !slugs.has(slug)) await clearJournal(store.layout.journal(slug));
  }
  for (const slug of namesIn(path.join(store.layout.root, THUMBS))) {
    if (!slugs.has(slug)) await removeThumbnails(store.layout.thumbs(slug));
  }
}

/** A crash may leave the folders of albums that it was about to make, with nothing in them but what was half-written. */
async function clearUnmade({ layout }: Store, folders: readonly string[]): Promise<void> {
  for (const name of folders) {
    const folder = layout.album(name);
    const content = namesIn(folder);
    if (content.length === 0 || !content.every((each) => isTemporaryName(each))) continue;
    await removeTemporaries(folder);
    await rmdir(folder).catch(() => undefined);
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
