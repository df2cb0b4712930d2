/* The program of a child process that decodes photos (src/local/images): one after the other, and it may die of any of them. */
import { findDecoder, makeThumbnail, readDimensions } from './local/images/decode.ts';
import type { ImageOutcome, ImageReply, ImageRequest, ImageRequests } from './local/images/protocol.ts';
import { makeShrunkCopy } from './local/images/shrink.ts';
import { readCamera } from './local/images/readCamera.ts';
import { readCapture } from './local/images/readCapture.ts';

const TASKS = {
  decoder: () => findDecoder(),
  thumbnail: ({ path }: ImageRequest) => makeThumbnail(path),
  dimensions: ({ path }: ImageRequest) => readDimensions(path),
  capture: ({ path }: ImageRequest) => readCapture(path),
  camera: ({ path }: ImageRequest) => readCamera(path),
  shrink: ({ path, side }: ImageRequest) => makeShrunkCopy(path, side ?? Number.POSITIVE_INFINITY),
};

/** Decoded pixels are outside the heap that Node limits, so the process watches its own size and gives up in time. */
const MAX_RESIDENT_BYTES = 1536 * 1024 * 1024;
const OUT_OF_MEMORY_STATUS = 77;

process.on('message', ({ jobs }: ImageRequests) => {
  void answer(jobs).then((outcomes) => process.send?.({ outcomes } satisfies ImageReply));
});
process.on('disconnect', () => process.exit());

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_RESIDENT_BYTES) process.exit(OUT_OF_MEMORY_STATUS);
}, 200).unref();

async function answer(jobs: readonly ImageRequest[]): Promise<readonly ImageOutcome<unknown>[]> {
  const outcomes: ImageOutcome<unknown>[] = [];
  for (const job of jobs) outcomes.push(await work(job));
  return outcomes;
}

async function work(request: ImageRequest): Promise<ImageOutcome<unknown>> {
  try {
    return await TASKS[request.task](request);
  } catch (error) {
    return { kind: 'damaged', reason: String(error) };
  }
}
