import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openGallery } from '../harness/gallery.ts';
import { describeService } from './conformance.ts';

describeService('gallery', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'album-sync-gallery-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return { open: () => openGallery({ folder: path.join(folder, 'site') }) };
});
