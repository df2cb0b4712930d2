import { empty, googleError, text } from '../http/answers.ts';
import { headerOf } from '../http/headerOf.ts';
import { readBytes } from '../http/readBytes.ts';
import { isRefusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { admit } from './admit.ts';
import type { Viewer } from './model.ts';
import type { Photos } from './photos.ts';
import { invalid } from './refusals.ts';
import { SESSION_PATH, sessionRoute } from './sessionRoute.ts';
import { hashProblem, tooLarge } from './uploadBody.ts';

/** How bytes come in. Any bytes will do: what they are is looked at when a media item is made of them. */
export function uploadRoutes(photos: Photos): readonly Route[] {
  const handle = (call: Call): Answer | Promise<Answer> => {
    const viewer = admit(photos, call, ['appendonly']);
    if (isRefusal(viewer)) return googleError(viewer.refused);
    const protocol = call.headers['x-goog-upload-protocol'];
    if (protocol === 'raw') return raw(photos, call, viewer);
    return protocol === 'resumable' ? start(photos, call, viewer) : googleError(invalid().refused);
  };
  return [{ name: 'uploads', methods: ['POST'], path: '/v1/uploads', handle }, sessionRoute(photos)];
}

async function raw(photos: Photos, call: Call, viewer: Viewer): Promise<Answer> {
  const bytes = await readBytes(call, photos.limits.videoBytes);
  if (bytes === undefined) return tooLarge();
  if (bytes.length === 0 || call.body.cut) return googleError(invalid().refused);
  const problem = await hashProblem(photos, call, bytes);
  if (problem) return googleError(problem.refused);
  return text(photos.uploads.keep({ ...viewer, bytes, filename: headerOf(call, 'x-goog-upload-file-name') }));
}

async function start(photos: Photos, call: Call, viewer: Viewer): Promise<Answer> {
  const body = await readBytes(call, 0);
  const rawSize = Number(headerOf(call, 'x-goog-upload-raw-size') ?? Number.NaN);
  const isStart = headerOf(call, 'x-goog-upload-command')?.trim() === 'start';
  const hasType = headerOf(call, 'x-goog-upload-content-type') !== undefined;
  if (!isStart || !hasType || body === undefined || !Number.isSafeInteger(rawSize) || rawSize < 1)
    return googleError(invalid().refused, { 'X-Goog-Upload-Status': 'final' });
  if (rawSize > photos.limits.videoBytes) return tooLarge();
  const filename = headerOf(call, 'x-goog-upload-file-name');
  const { id } = photos.uploads.start({ ...viewer, rawSize, filename });
  return empty(200, {
    'X-Goog-Upload-URL': `${call.origin}${SESSION_PATH}?upload_id=${id}&upload_protocol=resumable`,
    'X-Goog-Upload-Chunk-Granularity': String(photos.limits.granularity),
    'X-Goog-Upload-Status': 'active',
  });
}
