/* The program of a child process that decodes photos (src/local/images): one at a time, and it may die of any of them. */
import { findDecoder, makeThumbnail, readDimensions } from './local/images/decode.ts';
import type { ImageReply, ImageRequest } from './local/images/protocol.ts';
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

process.on('message', (request: ImageRequest) => {
  void TASKS[request.task](request).then(
    (outcome) => reply({ id: request.id, outcome }),
    (error: unknown) => reply({ id: request.id, outcome: { kind: 'damaged', reason: String(error) } }),
  );
});
process.on('disconnect', () => process.exit());

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_RESIDENT_BYTES) process.exit(OUT_OF_MEMORY_STATUS);
}, 200).unref();

function reply(message: ImageReply): void {
  process.send?.(message);
}
