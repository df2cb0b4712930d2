import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { RemoteItem } from '../../engine/model.ts';
import type { Call, ContentSink } from '../../engine/ports/albumService.ts';
import { fail } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Client } from './client.ts';
import { readItem } from './wire.ts';

/** Fetches what Google gives of an item: a photo without its place, and a video that Google encoded anew. */
export async function download(
  client: Client,
  item: RemoteItem,
  sink: ContentSink,
  { signal }: Call,
): Promise<Result<void>> {
  const path = `/v1/mediaItems/${encodeURIComponent(item.id)}`;
  const answer = await client.ask({ method: 'GET', path, repeat: 'safe', about: item.name }, signal);
  if (!answer.ok) return answer;
  const found = readItem(answer.value);
  if (found?.baseUrl === undefined)
    return fail(problem('E_SERVICE_ANSWER', phrase`${item.name}: Google gives no address`));
  const isVideo = found.mimeType?.startsWith('video/') === true;
  if (isVideo && found.videoStatus !== 'READY')
    return fail(problem('E_NOT_SUPPORTED', phrase`${item.name}: Google has not finished this video yet`));
  const reply = await client.fetch(`${found.baseUrl}${isVideo ? '=dv' : '=d'}`, item.name, signal);
  if (!reply.ok) return reply;
  let broken: unknown;
  const received = await sink(
    (async function* () {
      try {
        yield* reply.value.chunks();
      } catch (error) {
        broken = error;
        throw error;
      }
    })(),
  );
  if (received.ok || broken === undefined) return received;
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  return fail(problem('E_UNREACHABLE', phrase`${item.name}: the connection broke`));
}
