import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem, RemoteItem } from '../../engine/model.ts';
import type { Call, ContentSink } from '../../engine/ports/albumService.ts';
import { fail } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Reply } from '../http/send.ts';
import { goodOf, pathOf } from './client.ts';
import type { Client } from './client.ts';

/** How often a download that breaks is continued. */
const CONTINUED = 5;

/** Hands out the bytes of an item. Whether they are the right ones, the receiver finds out. */
export async function download(
  client: Client,
  item: RemoteItem,
  sink: ContentSink,
  { signal }: Call,
): Promise<Result<void>> {
  const first = await get(client, item, 0, signal);
  if (!first.ok) return first;
  let broken: Problem | undefined;
  const received = await sink(
    chunks(client, item, first.value, signal, (reason) => {
      broken = reason;
    }),
  );
  return received.ok || !broken ? received : fail(broken);
}

async function* chunks(
  client: Client,
  item: RemoteItem,
  first: Reply,
  signal: AbortSignal,
  onBroken: (reason: Problem) => void,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  let reply = first;
  for (let attempt = 0; ; attempt++) {
    try {
      for await (const chunk of reply.chunks()) {
        offset += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      const next = attempt < CONTINUED && !signal.aborted ? await get(client, item, offset, signal) : undefined;
      if (!next?.ok) {
        const code = signal.aborted ? 'E_CANCELLED' : 'E_UNREACHABLE';
        onBroken(next?.problem ?? problem(code, phrase`${item.name}: the connection broke`));
        throw error;
      }
      reply = next.value;
    }
  }
}

async function get(
  client: Client,
  { id, name }: RemoteItem,
  offset: number,
  signal: AbortSignal,
): Promise<Result<Reply>> {
  const headers = offset === 0 ? undefined : { Range: `bytes=${offset}-` };
  const query = { alt: 'media' };
  const reply = await client.reply(
    { method: 'GET', path: pathOf(id), query, headers, repeat: 'safe', about: name },
    signal,
  );
  const good = reply.ok ? await goodOf(reply.value, name) : reply;
  if (!good.ok || offset === 0 || good.value.status === 206) return good;
  await good.value.discard();
  return fail(problem('E_UNREACHABLE', phrase`${name}: the download cannot be continued`));
}
