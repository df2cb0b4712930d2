import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFileCopier } from '../../src/local/copying/fileCopier.ts';
import { openGallery } from '../harness/gallery.ts';
import { describeService } from './conformance.ts';

/** With threads that copy, photos take another way than without them. */
for (const copying of ['by itself', 'in threads'] as const) {
  describeService(`gallery that copies ${copying}`, async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'album-sync-gallery-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const copier =
      copying === 'in threads'
        ? createFileCopier({ workerPath: path.resolve('src/copyWorker.ts'), threads: 2 })
        : undefined;
    t.after(() => copier?.dispose());
    // A clock that is ahead: what was changed a moment ago may still be changing, so that its album would have no mark.
    const now = () => new Date(Date.now() + 60_000);
    return { open: () => openGallery({ folder: path.join(folder, 'site'), copier, now }) };
  });
}
