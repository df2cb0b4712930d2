import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openGallery } from '../harness/gallery.ts';
import { describeService } from './conformance.ts';

describeService('gallery', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'album-sync-gallery-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  // A clock that is ahead: what was changed a moment ago may still be changing, so that its album would have no mark.
  const now = () => new Date(Date.now() + 60_000);
  return { open: () => openGallery({ folder: path.join(folder, 'site'), now }) };
});
