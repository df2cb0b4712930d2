import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem, RemoteAlbum, RemoteItem } from '../../engine/model.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import type { Replaced } from '../../engine/ports/albumService.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import type { FileCopier } from '../../local/copying/fileCopier.ts';
import { nameFiles } from '../../local/copying/nameFiles.ts';
import type { Naming } from '../../local/copying/nameTogether.ts';
import type { NameAnswer } from '../../local/copying/protocol.ts';
import type { FlushMany } from '../../local/flushing/flushAll.ts';
import type { ImageTools } from '../../local/images/imageTools.ts';
import { nameWithLists, type Listed, type NamedWithList } from '../../local/nameWithLists.ts';
import {
  noteTogether,
  renameTogether,
  writeTogether,
  type Announced,
  type Note,
  type WholeFile,
  type Written,
} from '../../local/writeTogether.ts';
import { workInSlices } from '../../local/slices.ts';
import { createTextReader } from '../../local/textReader.ts';
import { albumFolders, type AlbumFolders } from './albumFolders.ts';
import { createAlbumHeads } from './albumHeads.ts';
import { albumLooks, type ShownLooks } from './albumLooks.ts';
import { loadItems, type AlbumHead, type AlbumState, type DamagedAlbum } from './albumState.ts';
import { nameArrivals, type Arrival } from './arrivals.ts';
import { createContainment } from './containment.ts';
import type { Entry } from './entry.ts';
import { messageOf, writeProblem } from './fileProblem.ts';
import type { FinishedHead } from './finished.ts';
import { createGathering, gatherInTurn } from './gathering.ts';
import { clearJournal } from './journal.ts';
import { ALBUMS, MANIFEST, type Layout } from './layout.ts';
import { manifestText } from './manifestText.ts';
import { perAlbum } from './perAlbum.ts';
import { putInPlaces, type Replacement } from './replacements.ts';
import { openUntouched } from './untouchedAlbum.ts';
import { hashOfBytes } from './unprovenLooks.ts';
import { createMutex, type Mutex } from '../mutex.ts';

/** The albums of one gallery, as far as they were looked at, and the order in which they are changed. */
export interface Store extends ShownLooks {
  readonly layout: Layout;
  readonly images: ImageTools;
  readonly copier: FileCopier | undefined;
  /** `ensureFolder` for this gallery. */
  readonly ensureFolder: (folder: string) => Promise<Result<void>>;
  readonly now: () => Date;
  /** For changes to the set of albums. */
  readonly albumsMutex: Mutex;
  /** Folders of albums that have no journal yet. */
  readonly inMaking: Set<string>;
  /** See `AlbumFolders.hasOtherCase`. */
  readonly hasOtherCase: AlbumFolders['hasOtherCase'];
  /** For changes to one album. */
  mutexOf(slug: string): Mutex;
  /** Writes a small file as a whole, together with others that are to be written meanwhile. */
  publish(file: WholeFile): Promise<Written>;
  /** Adds a line to the journal of an album, durably, together with others meanwhile. Rejects with what the disk throws. */
  note(slug: string, line: string): Promise<void>;
  /** Gives the staged files of an album their names, together with those of others meanwhile; see `nameFiles`. */
  name(naming: Naming): Promise<NameAnswer>;
  /** `nameWithLists` for one list, together with those of other albums meanwhile. */
  nameListed(listed: Listed): Promise<NamedWithList>;
  /**
   * Notes that an album has a manifest now that says all of it.
   * @param hash of the manifest
   */
  noteWritten(state: AlbumState, hash: () => string): void;
  /** Gives a staged file its name, over whatever stands there, together with others meanwhile; see `renameTogether`. */
  announce(file: Announced): Promise<Written>;
  /**
   * Gives photos their names in an album, together with others that arrive meanwhile; one answer for each, in their order. It
   * takes the mutex itself.
   */
  arrivalsOf(slug: string): (arrivals: readonly Arrival[]) => Promise<readonly Result<RemoteItem>[]>;
  /** Puts a photo in the place of another one of an album, together with others meanwhile (`putInPlaces`). It takes the mutex itself. */
  replacementsOf(slug: string): (replacement: Replacement) => Promise<Result<Replaced>>;
  /** See `AlbumFolders.names`. */
  readonly folders: AlbumFolders['names'];
  /** See `AlbumFolders.has`. */
  readonly hasFolder: AlbumFolders['has'];
  /** The albums in these folders, in their order. Throws what the disk throws. */
  heads(folders: readonly string[]): Promise<readonly (Pick<AlbumHead, 'slug' | 'title' | 'date'> | DamagedAlbum)[]>;
  /** The same, of albums that this run has read or changed what it knows of them. */
  headsNow(folders: readonly string[]): Promise<readonly (Pick<AlbumHead, 'slug' | 'title' | 'date'> | DamagedAlbum)[]>;
  /** Whether this run has read an album, or changed it. */
  isOpen(slug: string): boolean;
  /** How many items such an album has; 0 of all others. */
  countOf(slug: string): number;
  /** An album as the disk has it now: `E_GALLERY_DAMAGED`, `E_LIST_PARTIAL`, `E_CANCELLED`. Ask inside its mutex. */
  read(slug: string, signal: AbortSignal): Promise<Result<AlbumState>>;
  /**
   * `read` for who asks for some items: of an album that was finished, and of which these files look as they did when it had its
   * mark, lines of the manifest stay lines.
   * @param asked paths of these items in the album's folder
   */
  readSome(
    album: Pick<RemoteAlbum, 'id' | 'mark'>,
    asked: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<Result<AlbumState>>;
  /** An album as it was last read or changed here; read when it was not. Ask inside its mutex. */
  open(slug: string, signal: AbortSignal): Promise<Result<AlbumState>>;
  /** From now on `open` gives this album, of which nothing is in its folder that it does not say. */
  made(state: AlbumState): void;
  forget(slug: string): void;
  /**
   * Writes the manifest of an album, if it does not say everything yet.
   * @param lineOf see `formatManifest`
   */
  writeManifest(state: AlbumState, lineOf?: ReadonlyMap<Entry, string>): Promise<Result<void>>;
}

export interface StoreOptions {
  readonly layout: Layout;
  readonly images: ImageTools;
  /** What copies the files that are sent; without it, the run copies their bytes itself. */
  readonly copier?: FileCopier | undefined;
  readonly now: () => Date;
  /** Where it remembers which albums are finished; without it, none is. */
  readonly state?: ServiceState | undefined;
  /** Absolute path of the program of the thread that looks at albums; without it, this one does. */
  readonly lookWorker?: string | undefined;
}

export function createStore({ layout, images, copier, now, state, lookWorker }: StoreOptions): Store {
  const states = new Map<string, AlbumState>();
  const readHead = createAlbumHeads({ layout, now });
  const looks = albumLooks({ layout, now, state, lookWorker, open: states });
  const folders = albumFolders(layout);
  const readText = createTextReader();
  const noteGathered = createGathering((notes: readonly Note[]) => noteTogether(notes, flush));
  const flush: FlushMany = async (paths, what) => copier?.flush(paths, what);

  /** @param knownOf what is known of an album without reading it */
  async function headsOf(slugs: readonly string[], knownOf: (slug: string) => FinishedHead | undefined) {
    const all = looks.recalledAll(slugs);
    if (all) return all;
    const heads: Awaited<ReturnType<Store['heads']>>[number][] = [];
    const pause = workInSlices();
    for (const slug of slugs) {
      const known = knownOf(slug);
      const head = known ? { slug, title: known.title, date: known.date } : await readHead(slug);
      if (head) heads.push(head);
      await pause();
    }
    return heads;
  }

  async function read(slug: string, signal: AbortSignal): Promise<Result<AlbumState>> {
    try {
      const head = await readHead(slug);
      if (!head)
        return fail(problem('E_TARGET_CHANGED', phrase`The album ${slug} is gone`, { path: `${ALBUMS}/${slug}` }));
      if ('damaged' in head) return fail(damagedManifest(slug));
      const known = states.get(slug)?.items.all() ?? [];
      const state = await loadItems(head, { layout, images, signal, now, known });
      states.set(slug, state);
      return ok(state);
    } catch (error) {
      if (signal.aborted) return fail(problem('E_CANCELLED'));
      const where = `${ALBUMS}/${slug}`;
      return fail(problem('E_LIST_PARTIAL', phrase`${where}: ${messageOf(error)}`, { path: where }));
    }
  }

  async function readSome(
    { id: slug, mark }: Pick<RemoteAlbum, 'id' | 'mark'>,
    asked: ReadonlySet<string>,
    signal: AbortSignal,
  ) {
    if (mark === undefined) return read(slug, signal);
    const head = looks.finished.head(slug);
    const files = head && looks.filesOf(slug, mark);
    const untouched = files && openUntouched(layout.album(slug), files, asked, readText);
    if (!head || !untouched) return read(slug, signal);
    const { items, manifest } = untouched;
    const state = { slug, ...head, items, manifest, untouched, isWritten: true };
    states.set(slug, state);
    return ok(state);
  }

  async function nameAll(slug: string, groups: readonly (readonly Arrival[])[]) {
    const answers = await nameArrivals(store, slug, groups.flat());
    let done = 0;
    return groups.map((group) => answers.slice(done, (done += group.length)));
  }

  const store: Store = {
    ...looks,
    layout,
    images,
    copier,
    ensureFolder: createContainment(layout.root),
    publish: createGathering((files) => writeTogether(files, flush)),
    async note(slug, line) {
      const { error } = await noteGathered({ journal: layout.journal(slug), line });
      if (error) throw error;
    },
    nameListed: gatherInTurn((listed) => nameWithLists(listed, flush)),
    announce: createGathering((files) => renameTogether(files, flush)),
    name: gatherInTurn(async (namings) => (copier ? copier.name(namings) : namings.map(nameFiles))),
    now,
    albumsMutex: createMutex(),
    inMaking: new Set(),
    hasOtherCase: (slug) => folders.hasOtherCase(slug),
    mutexOf: perAlbum(createMutex),
    arrivalsOf: perAlbum((slug) => createGathering((groups) => nameAll(slug, groups))),
    replacementsOf: perAlbum((slug) => createGathering((replacements) => putInPlaces(store, slug, replacements))),
    folders: () => folders.names(),
    hasFolder: (slug) => folders.has(slug),
    heads: (slugs) => headsOf(slugs, (slug) => looks.recalled(slug) ?? looks.finished.head(slug)),
    headsNow: (slugs) =>
      headsOf(slugs, (slug) => states.get(slug) ?? looks.recalled(slug) ?? looks.finished.head(slug)),
    lookAtAll(slugs, signal) {
      folders.forgetCase();
      return looks.lookAtAll(slugs, signal);
    },
    isOpen: (slug) => states.has(slug),
    countOf: (slug) => states.get(slug)?.items.size ?? 0,
    read,
    readSome,
    async open(slug, signal) {
      const state = states.get(slug);
      return state ? ok(state) : read(slug, signal);
    },
    made: (state) => void states.set(state.slug, state),
    forget(slug) {
      states.delete(slug);
      looks.lookAgain(slug);
    },
    noteWritten(state, hash) {
      looks.wrote(state, hash);
      state.isWritten = true;
      state.lines?.clear();
    },
    async writeManifest(state, lineOf) {
      if (state.isWritten) return ok();
      const folder = await store.ensureFolder(layout.album(state.slug));
      if (!folder.ok) return folder;
      try {
        const content = manifestText(state, lineOf ?? state.lines);
        const isThere = state.manifest !== undefined;
        const { error } = await store.publish({ target: layout.manifest(state.slug), content, isThere });
        if (error) throw error;
        await clearJournal(layout.journal(state.slug));
        store.noteWritten(state, () => hashOfBytes(content.join('')));
        return ok();
      } catch (error) {
        return fail(writeProblem(error, `${ALBUMS}/${state.slug}/${MANIFEST}`));
      }
    },
  };
  return store;
}

function damagedManifest(slug: string): Problem {
  const where = `${ALBUMS}/${slug}/${MANIFEST}`;
  return problem('E_GALLERY_DAMAGED', phrase`${where}`, { path: where });
}
