import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import { unpackVsix } from '../../scripts/package/readVsix.ts';
import { extensionUnderTest } from '../../scripts/test/extensionUnderTest.ts';
import type { SyncReport } from '../../src/engine/report.ts';
import { lines, reportText } from '../harness/library.ts';
import { temporaryFolder } from '../harness/temporaryFolder.ts';
import { writeTree } from '../harness/tree.ts';

/** A VSIX unpacked beside photos, with its command line run by the Node of the tests. */
async function unpacked(t: TestContext) {
  const top = temporaryFolder(t);
  await unpackVsix(extensionUnderTest(), top);
  const photos = path.join(top, 'My Photos');
  await writeTree(photos, { 'Rome/forum.jpg': { width: 900, height: 600 }, 'Rome/notes.txt': 'no photo' });
  return {
    natives: path.join(top, 'extension', 'node_modules'),
    run: (...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(top, 'extension', 'dist', 'cli.js'), ...args, photos, '--json'],
        { encoding: 'utf8', env: { ...process.env, ALBUM_SYNC_STATE_DIR: path.join(top, 'state') } },
      );
      return { status, stderr, report: JSON.parse(stdout) as SyncReport };
    },
    gallery: (pattern: string) => globSync(pattern, { cwd: path.join(photos, 'album-gallery') }),
    photo: () => sharp(path.join(photos, 'album-gallery/albums/rome/forum.jpg')).metadata(),
  };
}

test('the packaged command line makes thumbnails and smaller copies with its own image library', async (t) => {
  const { run, gallery, photo } = await unpacked(t);
  const { status, stderr, report } = run('sync', '--set', 'shrink=300');
  assert.deepEqual([status, stderr, reportText(report)], [0, '', 'LOCAL_ONLY:new UPLOAD_LOCAL done Rome/forum.jpg']);
  assert.equal(gallery('thumbs/rome/*.webp').length, 1);
  assert.equal((await photo()).width, 300);
});

for (const [what, broken] of [
  ['is missing', (natives: string) => natives],
  ['is that of another computer', (natives: string) => path.join(natives, '@img')],
] as const)
  test(`where the image library ${what}, one line says so and the rest works`, async (t) => {
    const { run, gallery, photo, natives } = await unpacked(t);
    rmSync(broken(natives), { recursive: true });
    const preview = run('preview', '--set', 'shrink=300');
    assert.deepEqual(
      [preview.status, reportText(preview.report)],
      [
        0,
        lines`
          LOCAL_ONLY:new UPLOAD_LOCAL planned Rome/forum.jpg
          ! E_IMAGE_LIBRARY`,
      ],
    );
    const { status, stderr, report } = run('sync', '--set', 'shrink=300');
    assert.deepEqual(
      [status, stderr, reportText(report)],
      [
        0,
        '',
        lines`
          LOCAL_ONLY:new UPLOAD_LOCAL done Rome/forum.jpg
          ! E_IMAGE_LIBRARY`,
      ],
    );
    assert.deepEqual(gallery('thumbs/**/*.{webp,none}'), []);
    assert.equal((await photo()).width, 900);
    assert.deepEqual(gallery('albums/rome/index.html').length, 1);
    // A run that has nothing to send and no thumbnail to make has nothing to say of it.
    assert.equal(reportText(run('sync', '--set', 'gallery.thumbnails=false').report), '');
  });
