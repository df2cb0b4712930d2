import type { TestContext } from 'node:test';
import type { GalleryOptions } from '../../../src/services/gallery/gallery.ts';
import { CALL, must, send } from '../../conformance/samples.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

/** More than one thread looks at. */
export const ALBUMS = 30;

/** The clock is ahead: of what was changed a moment ago there is no mark. */
export const OPTIONS: Partial<GalleryOptions> = { now: () => new Date(Date.now() + 60_000) };

/** A gallery of so many albums, each with photos of these names. */
export async function manyAlbums(t: TestContext, names: readonly string[]): Promise<GalleryFolder> {
  const gallery = await galleryFolder(t);
  const service = gallery.open(OPTIONS);
  for (let number = 0; number < ALBUMS; number++) {
    const album = must(await service.createAlbum(`Album ${number}`, CALL));
    for (const name of names) must(await send(service, album, { name }));
  }
  await service.finish(CALL);
  return gallery;
}
