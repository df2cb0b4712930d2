import type { OrRefusal } from '../http/refusal.ts';
import type { StoredAlbum, Viewer } from './model.ts';
import type { Photos } from './photos.ts';
import { NOT_FOUND, NOT_WRITABLE } from './refusals.ts';

/** The album, if the app created it; another one of the same person cannot be written to. */
export function ownAlbum({ library }: Photos, viewer: Viewer, id: string): OrRefusal<StoredAlbum> {
  const album = library.album(viewer, id);
  if (album) return album;
  return library.anyAlbum(id)?.account === viewer.account ? NOT_WRITABLE : NOT_FOUND;
}
