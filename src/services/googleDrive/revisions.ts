import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { ContentFacts } from '../../engine/model.ts';
import type { ContentSource } from '../../engine/ports/albumService.ts';
import { ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { goodOf, pathOf } from './client.ts';
import type { Client } from './client.ts';
import { Withheld } from './content.ts';

/** An earlier content of a file. */
export interface Revision {
  readonly fileId: string;
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly facts: Pick<ContentFacts, 'size' | 'hash'>;
}

/** Tells Drive to keep a content for ever; without that it would forget it a month after it is replaced. */
export async function keepForever(
  client: Client,
  { fileId, id, name }: Omit<Revision, 'facts'>,
  signal: AbortSignal,
): Promise<Result<void>> {
  const query = { fields: 'id,keepForever' };
  const body = { kind: 'json', value: { keepForever: true } } as const;
  const path = placeOf(fileId, id);
  const kept = await client.ask({ method: 'PATCH', path, query, body, repeat: 'safe', about: name }, signal);
  return kept.ok ? ok() : kept;
}

/** Whether Drive still has an earlier content. */
export async function hasRevision(
  client: Client,
  { fileId, id, name }: Omit<Revision, 'facts'>,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const query = { fields: 'id' };
  const reply = await client.reply(
    { method: 'GET', path: placeOf(fileId, id), query, repeat: 'safe', about: name },
    signal,
  );
  if (!reply.ok) return reply;
  if (reply.value.status === 404) {
    await reply.value.discard();
    return ok(false);
  }
  const good = await goodOf(reply.value, name);
  if (!good.ok) return good;
  await good.value.discard();
  return ok(true);
}

/** The bytes of an earlier content, to be sent once more. */
export function revisionSource(
  client: Client,
  { fileId, id, name, facts }: Revision,
  signal: AbortSignal,
): ContentSource {
  return {
    size: facts.size ?? 0,
    hash: facts.hash,
    async *stream() {
      const query = { alt: 'media' };
      const reply = await client.reply(
        { method: 'GET', path: placeOf(fileId, id), query, repeat: 'safe', about: name },
        signal,
      );
      const good = reply.ok ? await goodOf(reply.value, name) : reply;
      if (!good.ok) throw new Withheld(good.problem);
      try {
        yield* good.value.chunks();
      } catch {
        throw new Withheld(problem(signal.aborted ? 'E_CANCELLED' : 'E_UNREACHABLE', phrase`${name}`));
      }
    },
    verify: async () => ok(),
  };
}

function placeOf(fileId: string, id: string): string {
  return `${pathOf(fileId)}/revisions/${encodeURIComponent(id)}`;
}
