import path from 'node:path';
import type { AlbumService } from '../../src/engine/ports/albumService.ts';
import { ok } from '../../src/engine/result.ts';
import type { ImageTools } from '../../src/local/images/imageTools.ts';
import { createGallery, type GalleryOptions } from '../../src/services/gallery/gallery.ts';

/** A gallery for a test: without thumbnails and image processes, and with a clock that stands, unless told. */
export function openGallery(options: Partial<GalleryOptions> & Pick<GalleryOptions, 'folder'>): AlbumService {
  return createGallery({
    assets: path.resolve('src/services/gallery/pages/assets'),
    thumbnails: false,
    language: 'en',
    images: NO_IMAGES,
    now: () => new Date('2026-11-22T12:00:00Z'),
    ...options,
  });
}

/** For tests that are not about pictures: every format is unknown, and no photo says anything of itself. */
export const NO_IMAGES: ImageTools = {
  decoder: async () => ok(),
  thumbnail: async () => ({ kind: 'unsupported' }),
  dimensions: async () => ({ kind: 'unsupported' }),
  capture: async () => ({}),
  camera: async () => undefined,
  shrink: () => Promise.resolve({ kind: 'unsupported' as const }),
  parallel: 1,
  dispose: () => undefined,
};
