import { createHash } from 'node:crypto';
import { ok } from '../../../src/engine/result.ts';
import { CALL, must } from '../../conformance/samples.ts';
import { openGallery } from '../../harness/gallery.ts';
import { tinyJpeg } from '../../harness/library.ts';
import type { Library } from '../../harness/library.ts';

/** Album titles with their items: name to text. A list, because an object would take `__proto__` for something else. */
export type WebAlbums = readonly (readonly [
  title: string,
  items: readonly (readonly [name: string, text: string])[],
])[];

/** Puts albums and items into the gallery of a library, whatever their names are, as another computer could. */
export async function seedGallery(library: Library, albums: WebAlbums): Promise<void> {
  const service = openGallery({ folder: library.path('album-gallery') });
  for (const [title, items] of albums) {
    const album = must(await service.createAlbum(title, CALL));
    for (const [name, text] of items) {
      const bytes = tinyJpeg(text);
      const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      const facts = { size: bytes.length, hash, modifiedMs: Date.parse('2024-01-01T00:00:00Z') };
      const type = { kind: 'photo', mime: 'image/jpeg' } as const;
      const source = { size: bytes.length, stream: () => once(bytes), verify: async () => ok() };
      must(await service.upload(album, { name, type, facts, capture: {} }, source, CALL));
    }
  }
  await service.finish(CALL);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
