import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { AlbumService } from '../../../src/engine/ports/albumService.ts';
import type { GalleryOptions } from '../../../src/services/gallery/gallery.ts';
import { openGallery } from '../../harness/gallery.ts';

/** A gallery on the real disk, gone when its test ends. */
export interface GalleryFolder {
  /** Absolute path of the gallery, which is not there yet. */
  readonly folder: string;
  /** A new client of it, as after a crash of the one before. */
  open(options?: Partial<GalleryOptions>): AlbumService;
  path(file: string): string;
  has(file: string): boolean;
  read(file: string): string;
  /** All files below a path of the gallery, sorted, with `/`. */
  files(below?: string): readonly string[];
  modifiedAt(file: string): string;
}

export async function galleryFolder(t: TestContext): Promise<GalleryFolder> {
  const top = await mkdtemp(path.join(tmpdir(), 'album-sync-gallery-'));
  t.after(() => rm(top, { recursive: true, force: true }));
  const folder = path.join(top, 'site');
  const at = (file: string) => path.join(folder, file);
  return {
    folder,
    open: (options) => openGallery({ folder, ...options }),
    path: at,
    has: (file) => existsSync(at(file)),
    read: (file) => readFileSync(at(file), 'utf8'),
    files(below = '.') {
      if (!existsSync(at(below))) return [];
      const found = readdirSync(at(below), { recursive: true, withFileTypes: true });
      return found
        .filter((each) => !each.isDirectory())
        .map((each) => path.relative(at(below), path.join(each.parentPath, each.name)).replaceAll(path.sep, '/'))
        .toSorted();
    },
    modifiedAt: (file) => lstatSync(at(file)).mtime.toISOString(),
  };
}
