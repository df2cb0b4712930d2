import { parentPort, workerData } from 'node:worker_threads';
import { sampleLibrary } from './sampleLibrary.ts';
import { writePhoto } from './writePhoto.ts';

// A thread of writeSampleFiles.ts: each message is the path of a photo to write, each answer says that it is written.
parentPort?.on('message', (path: string) => {
  void paint(path).then(() => parentPort?.postMessage(path));
});

async function paint(path: string): Promise<void> {
  const seed = sampleLibrary.findIndex((file) => file.path === path);
  const photo = sampleLibrary[seed];
  if (!photo || !('scene' in photo)) throw new Error(`No photo of the library is called ${path}.`);
  await writePhoto(workerData as string, photo, seed);
}
