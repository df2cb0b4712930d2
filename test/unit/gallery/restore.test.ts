import assert from 'node:assert/strict';
import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import type { RemoteItem } from '../../../src/engine/model.ts';
import { bytesOf, CALL, codeOf, detailsOf, download, must, send, sourceOf } from '../../conformance/samples.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { galleryFolder, type GalleryFolder } from './galleryFolder.ts';

const OLD = { name: 'a.jpg', text: 'old' };
const PLACE = '.trash/2026-11-22T12-00-00/albums/trip/a.jpg';

/** An item in the trash; its facts are those of a larger original when it was `shrunk`. */
async function trashedItem(
  t: TestContext,
  kind: 'original' | 'shrunk',
): Promise<{ gallery: GalleryFolder; was: RemoteItem }> {
  const gallery = await galleryFolder(t);
  const service = gallery.open();
  const album = must(await service.createAlbum('Trip', CALL));
  const details = detailsOf(OLD);
  const facts = { size: 9000, hash: `sha256:${'ab'.repeat(32)}`, modifiedMs: details.facts.modifiedMs };
  const was =
    kind === 'original'
      ? must(await send(service, album, OLD))
      : must(await service.upload(album, { ...details, facts }, sourceOf(OLD), CALL));
  must(await service.tag(was, CALL));
  assert.equal(must(await service.remove(was, CALL)).trashed, PLACE);
  await service.finish(CALL);
  return { gallery, was: { ...was, tagged: true } };
}

for (const kind of ['original', 'shrunk'] as const) {
  test(`a trashed ${kind} is in its album again and no longer in the trash`, async (t) => {
    const { gallery, was } = await trashedItem(t, kind);
    const service = gallery.open();
    const back = must(await service.restore(was, PLACE, CALL));
    assert.deepEqual(known(back), known(was));
    assert.deepEqual(await download(service, back), bytesOf(OLD));
    assert.deepEqual(gallery.files('.trash'), []);
    assert.equal(gallery.modifiedAt('albums/trip/a.jpg'), '2020-06-01T10:00:00.000Z');
  });

  test(`a trashed ${kind} that somebody changed in the trash stays there`, async (t) => {
    const { gallery, was } = await trashedItem(t, kind);
    // As many bytes as before, and other ones.
    writeFileSync(gallery.path(PLACE), tinyJpeg('bad'));
    const service = gallery.open();
    assert.equal(codeOf(await service.restore(was, PLACE, CALL)), 'E_TRASH_EMPTIED');
    assert.deepEqual(gallery.files('.trash'), [PLACE.replace('.trash/', '')]);
    assert.equal(gallery.has('albums/trip/a.jpg'), false);
  });
}

test('a link in the trash is not followed', async (t) => {
  const { gallery, was } = await trashedItem(t, 'original');
  writeFileSync(gallery.path('secret.jpg'), bytesOf(OLD));
  unlinkSync(gallery.path(PLACE));
  symlinkSync(gallery.path('secret.jpg'), gallery.path(PLACE));
  assert.equal(codeOf(await gallery.open().restore(was, PLACE, CALL)), 'E_TRASH_EMPTIED');
  assert.equal(gallery.has('albums/trip/a.jpg'), false);
});

test('what stands where the item was is left alone', async (t) => {
  const { gallery, was } = await trashedItem(t, 'original');
  writeFileSync(gallery.path('albums/trip/a.jpg'), tinyJpeg('by hand'));
  const code = codeOf(await gallery.open().restore(was, PLACE, CALL));
  assert.ok(code === 'E_GALLERY_FOREIGN' || code === 'E_TARGET_CHANGED', code);
  assert.equal(gallery.read('albums/trip/a.jpg').includes('by hand'), true);
  assert.equal(gallery.has(PLACE), true);
});

/** Without the fields that are there and say nothing. */
function known(item: RemoteItem): unknown {
  return JSON.parse(JSON.stringify(item));
}
