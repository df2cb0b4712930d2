import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Capture, MediaType } from '../../src/engine/model.ts';
import { ok } from '../../src/engine/result.ts';
import { createImageTools } from '../../src/local/images/imageTools.ts';
import type { Language } from '../../src/services/gallery/pages/labels.ts';
import { CALL, must } from '../conformance/samples.ts';
import { openGallery } from './gallery.ts';
import { makePhoto, type PhotoSpec } from './photos.ts';

/** One item of a site: a photo to be made, or bytes of any kind with their type. */
export interface SiteItem {
  readonly photo?: PhotoSpec;
  readonly bytes?: Uint8Array;
  readonly type?: MediaType;
  readonly capture?: Capture;
  readonly tagged?: boolean;
}

/** Album titles with their items by name. */
export type SiteLiteral = Readonly<Record<string, Readonly<Record<string, SiteItem>>>>;

/** A finished gallery on the disk. */
export interface GallerySite {
  /** Absolute path. */
  readonly folder: string;
  /** The address of a file in it, as a double click opens it. */
  url(file: string): string;
  remove(): Promise<void>;
}

const PHOTO: MediaType = { kind: 'photo', mime: 'image/jpeg' };

/** Makes a gallery with real thumbnails, which the test removes. Its path has blanks and signs, as people's have. */
export async function makeSite(albums: SiteLiteral, language: Language = 'en'): Promise<GallerySite> {
  const parent = await mkdtemp(path.join(tmpdir(), 'album-sync-site-'));
  const folder = path.join(parent, 'My #1 gallery 100%');
  const images = createImageTools({ workerPath: path.resolve('src/imageWorker.ts'), processes: 2, timeoutMs: 60_000 });
  const service = openGallery({ folder, thumbnails: true, images, language });
  for (const [title, items] of Object.entries(albums)) {
    const album = must(await service.createAlbum(title, CALL));
    for (const [name, item] of Object.entries(items)) {
      const bytes = item.bytes ?? (await makePhoto(item.photo ?? {}));
      const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      const facts = { size: bytes.length, hash, modifiedMs: Date.parse('2024-06-01T12:00:00Z') };
      const details = { name, type: item.type ?? PHOTO, facts, capture: item.capture ?? {} };
      const source = { size: bytes.length, stream: () => once(bytes), verify: async () => ok() };
      const sent = must(await service.upload(album, details, source, CALL));
      if (item.tagged === true) must(await service.tag(sent, CALL));
    }
  }
  must(await service.finish(CALL).then(({ problems: [problem] }) => (problem ? { ok: false, problem } : ok())));
  images.dispose();
  return {
    folder,
    url: (file) => pathToFileURL(path.join(folder, file)).href,
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
