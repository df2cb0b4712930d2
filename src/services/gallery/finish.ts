import { existsSync, readdirSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import path from 'node:path';
import { inParallel } from '../../engine/apply/inParallel.ts';
import type { Problem } from '../../engine/model.ts';
import type { Call, FinishReport } from '../../engine/ports/albumService.ts';
import { isTemporaryName } from '../../local/safeWrite.ts';
import type { EarlyFinish } from './earlyFinish.ts';
import { writeProblem } from './fileProblem.ts';
import { bareCard, finishAlbum, removeTemporaries, unfinished, type FinishedAlbum } from './finishAlbum.ts';
import { makingOfFirstPage } from './finished.ts';
import { clearJournal } from './journal.ts';
import { ALBUMS, ASSETS, INDEX_PAGE, JOURNAL, THUMBS } from './layout.ts';
import { writePage } from './pageFiles.ts';
import { preparePages, type PageOptions } from './pageMaking.ts';
import { sortedCards } from './pageModels.ts';
import { indexPage } from './pages/indexPage.ts';
import type { AlbumCard } from './pages/model.ts';
import type { Store } from './store.ts';
import { removeThumbnails } from './thumbnails.ts';

/** Albums whose thumbnails are made at the same time. */
const ALBUMS_AT_ONCE = 4;

/** Albums of which manifests and pages are made at the same time, and wait for the disk together. */
const PAGES_AT_ONCE = 128;

/**
 * Brings everything but the originals up to date: thumbnails, manifests, pages, and what a crash left behind. After a
 * cancel it leaves out the thumbnails, which take long; the next run makes them.
 */
export async function finish(
  store: Store,
  options: PageOptions,
  early: EarlyFinish,
  { signal }: Call,
): Promise<FinishReport> {
  const problems: Problem[] = [];
  const marks = new Map<string, string>();
  const note = (problem: Problem | undefined) => problem && problems.push(problem);
  try {
    await early.ended();
    const folders = store.folders();
    const heads = await store.headsNow(folders);
    if (heads.length === 0 && !existsSync(path.join(store.layout.root, INDEX_PAGE))) return { problems };
    const prepared = await preparePages(store, options);
    if (!prepared.ok) return { problems: [prepared.problem] };
    problems.push(...prepared.value.problems);
    const { making } = prepared.value;
    const { way } = making;
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
      if (card) finished.set(head.slug, { card, problems: [], hasDecoder, isWhole: true });
    }
    // Those of which nothing is to be made keep no others from waiting together.
    const others = heads.filter(({ slug }) => !finished.has(slug));
    await inParallel(others, atOnce, async (head) => {
      const { slug } = head;
      const album = { making, hasDecoder, done: early.take(slug, way), leftovers: 'remove', signal } as const;
      const done = 'damaged' in head ? undefined : await finishAlbum(store, slug, album).catch(unfinished(head));
      finished.set(slug, done ?? { card: bareCard(head), problems: [], hasDecoder, isWhole: false });
      hasDecoder &&= done?.hasDecoder ?? true;
    });
    const all = heads.flatMap(({ slug }) => finished.get(slug) ?? []);
    problems.push(...all.flatMap((album) => album.problems));
    const cards = sortedCards(all.flatMap(({ card }) => card ?? []));
    const firstPage = makingOfFirstPage(way, cards);
    note(await writeFirstPage(store, firstPage, () => indexPage(cards, making.addresses(0), making.words)));
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

/** What the first page shows of an album of which nothing is to be made. */
function untouchedCard(store: Store, slug: string, way: string): AlbumCard | undefined {
  try {
    return store.isOpen(slug) ? undefined : store.finished.recall(slug, way);
  } catch {
    // What cannot be looked at says why when it is to be finished.
    return undefined;
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
