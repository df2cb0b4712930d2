import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import type { AlbumService, Capabilities } from '../../engine/ports/albumService.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { ok } from '../../engine/result.ts';
import type { FileCopier } from '../../local/copying/fileCopier.ts';
import type { ImageTools } from '../../local/images/imageTools.ts';
import { createAlbum, listAlbums, removeAlbum, updateAlbum } from './albums.ts';
import { download, remove, tag, updateItem } from './edits.ts';
import { createEarlyFinish } from './earlyFinish.ts';
import { toRemoteItem } from './entry.ts';
import { settle } from './fileProblem.ts';
import { finish } from './finish.ts';
import { layoutOf } from './layout.ts';
import type { Language } from './pages/labels.ts';
import { listSome } from './listSome.ts';
import { createStore } from './store.ts';
import { restore } from './restore.ts';
import { replace, upload, uploadTogether } from './uploads.ts';

export interface GalleryOptions {
  /** Absolute path of the gallery. It is made by the first thing that is written to it. */
  readonly folder: string;
  /** Absolute path of the folder with the stylesheet and the script of the pages (`pages/assets` here). */
  readonly assets: string;
  /** Whether the pages show thumbnails, or the originals. */
  readonly thumbnails: boolean;
  /** What the pages speak. */
  readonly language: Language;
  readonly images: ImageTools;
  /** See `StoreOptions`. */
  readonly copier?: FileCopier | undefined;
  readonly now: () => Date;
  /** Where it remembers which pages are up to date; without it, all are made anew after every run. */
  readonly state?: ServiceState | undefined;
  /** See `StoreOptions`. */
  readonly lookWorker?: string | undefined;
}

const CAPABILITIES: Capabilities = {
  knows: { size: true, sourceDate: true, hashes: ['sha256'], name: true },
  sameBytes: 'ownItems',
  replace: 'inPlace',
  remove: 'trash',
  rename: { item: true, album: true, move: true },
  metadata: ['size', 'hash', 'sourceDate', 'caption', 'captureDate', 'albumDate'],
  restore: true,
  tag: true,
  removeAlbum: true,
  downloadsOriginal: true,
  maxAlbumItems: undefined,
  accepts: () => true,
  concurrency: 4,
  // They wait for the disk together: eighteen flushes of 256, so that there is work while some are on their way.
  pendingUploads: 4608,
};

/**
 * The built-in service: a folder that is a complete static web site. It opens from disk and from any web host, and it
 * needs no account. See docs/design.md for what lies where in it.
 */
export function createGallery(options: GalleryOptions): AlbumService {
  const layout = layoutOf(path.resolve(options.folder));
  const { images, copier, now, state, lookWorker } = options;
  const store = createStore({ layout, images, copier, now, state, lookWorker });
  const early = createEarlyFinish(store, options);
  return {
    id: 'gallery',
    label: 'Gallery',
    capabilities: CAPABILITIES,
    account: layout.root,
    requests: () => 0,
    listAlbums: (call) => listAlbums(store, call),
    async listItems(album, { signal }) {
      if (signal.aborted) return { ok: false, problem: problem('E_CANCELLED') };
      const state = await store.mutexOf(album.id).run(() => store.read(album.id, signal));
      if (!state.ok) return state;
      return ok(state.value.items.all().map((entry) => toRemoteItem(album.id, entry, layout)));
    },
    listSome: (album, ids, call) => settle(album.title, () => listSome(store, album, ids, call)),
    createAlbum: (title, call) => createAlbum(store, title, call),
    updateAlbum: (album, patch, call) => updateAlbum(store, album, patch, call),
    removeAlbum: (album, call) => settle(album.title, () => removeAlbum(store, album, call)),
    upload: (album, details, source, call) => settle(details.name, () => upload(store, album, details, source, call)),
    uploadTogether: (album, uploads, call) => uploadTogether(store, album, uploads, call),
    replace: (item, details, source, call) => settle(item.name, () => replace(store, item, details, source, call)),
    download: (item, sink, call) => settle(item.name, () => download(store, item, sink, call)),
    remove: (item, call) => settle(item.name, () => remove(store, item, call)),
    restore: (was, trashed, options) => settle(was.name, () => restore(store, was, trashed, options)),
    tag: (item, call) => settle(item.name, () => tag(store, item, call)),
    updateItem: (item, patch, call) => settle(item.name, () => updateItem(store, item, patch, call)),
    // Thumbnails take longer than all else, and whoever stops a run has more of the photos when these come first.
    ...(options.thumbnails ? {} : { albumDone: (album, call) => early.begin(album.id, call) }),
    finish: (call) => finish(store, options, early, call),
  };
}
