import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SampleFile, SamplePhoto } from './samplePhoto.ts';
import { setCaptureTime } from './writePhoto.ts';

/**
 * Writes the given files of the library below `folder`. Painting is all arithmetic, so several threads share it. Fails with the first error of any of them.
 */
export async function writeSampleFiles(folder: string, files: readonly SampleFile[]): Promise<void> {
  const photos = files.filter((file) => 'scene' in file);
  const queue = photos.map((photo) => photo.path);
  // One more than there are processors, since a thread waits while its photo is encoded and written.
  const threads = Math.min(availableParallelism() + 1, 5, queue.length);
  await Promise.all(Array.from({ length: threads }, () => paintFrom(queue, folder)));
  for (const file of files) {
    if ('copyOf' in file)
      await writeCopy(
        folder,
        file.path,
        photos.find((photo) => photo.path === file.copyOf),
      );
  }
}

/** Starts one thread and gives it photo after photo until the queue is empty. */
async function paintFrom(queue: string[], folder: string): Promise<void> {
  const worker = new Worker(new URL('./photoWorker.ts', import.meta.url), { workerData: folder });
  try {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      worker.postMessage(path);
      // An error in the thread rejects this wait.
      await once(worker, 'message');
    }
  } finally {
    await worker.terminate();
  }
}

async function writeCopy(folder: string, path: string, original: SamplePhoto | undefined): Promise<void> {
  if (!original) throw new Error(`The original of ${path} is not among the files to write.`);
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(folder, original.path), target);
  await setCaptureTime(target, original.capturedAt);
}
