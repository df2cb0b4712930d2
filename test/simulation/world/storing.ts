import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import type { RemoteItem } from '../../../src/engine/model.ts';
import type { ContentSource, UploadDetails } from '../../../src/engine/ports/albumService.ts';
import { fail, ok } from '../../../src/engine/result.ts';
import type { Result } from '../../../src/engine/result.ts';
import { contentOf, hashOf, reencoded, torn } from './content.ts';
import type { Content } from './content.ts';
import type { Fault } from './course.ts';
import type { Profile } from './profile.ts';
import type { Account, WebItem } from './world.ts';

/** Reads what is sent to its end and checks it, before anything is stored: what the service will keep. */
export async function readSource(
  details: UploadDetails,
  source: ContentSource,
  { profile, fault, signal }: { profile: Profile; fault: Fault | undefined; signal: AbortSignal },
): Promise<Result<Content>> {
  let sent: Content;
  try {
    sent = await Promise.race([contentOf(source.stream()), aborted(signal)]);
  } catch (error) {
    return fail(problem('E_FILE_UNREADABLE', phrase`${details.name}: ${String(error)}`));
  }
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  const verified = await source.verify();
  if (!verified.ok) return verified;
  const arrived = fault === 'torn' ? torn(sent) : sent;
  const { size, hash } = details.facts;
  const isOriginal = source.size === size && hash !== undefined;
  const isWhole = arrived.length === source.size && (!isOriginal || hash === hashOf(arrived));
  if (!isWhole) return fail(problem('E_VERIFY', phrase`${details.name}`));
  // A faulty service checks what arrived and then keeps something else, which only the caller can notice.
  const keepsOther =
    fault === 'foreign' && !profile.reencodes && (profile.knows.size || profile.knows.hash === 'sha256');
  if (keepsOther) return ok(torn(arrived));
  return ok(profile.reencodes ? reencoded(arrived) : arrived);
}

function aborted(signal: AbortSignal): Promise<Content> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(''), { once: true }));
}

/** Puts new content into an item, or makes one. */
export function storeItem(
  account: Account,
  {
    albumId,
    details,
    content,
    old,
    profile,
    sentSize,
  }: {
    readonly albumId: string;
    readonly details: UploadDetails;
    readonly content: Content;
    readonly old: WebItem | undefined;
    readonly profile: Profile;
    /** Bytes that were sent; fewer than those of the original are a shrunk copy. */
    readonly sentSize: number;
  },
): WebItem {
  const { name, facts, capture } = details;
  const item: WebItem = {
    id: old?.id ?? `i${++account.ids}`,
    albumId,
    name,
    content,
    modifiedMs: facts.modifiedMs,
    original: profile.keepsFacts && facts.size !== sentSize ? { size: facts.size, hash: facts.hash } : undefined,
    ...capture,
    tagged: old?.tagged ?? false,
    version: (old?.version ?? 0) + 1,
  };
  account.items.set(item.id, item);
  return item;
}

/** What a service of this profile says of an item. */
export function toRemoteItem(item: WebItem, { knows, metadata }: Profile): RemoteItem {
  const { id, albumId, name, content, capturedAt, caption, tagged, original } = item;
  const own = { size: content.length, hash: knows.hash === 'none' ? undefined : hashOf(content, knows.hash) };
  return {
    ...{ id, albumId, name, tagged },
    size: knows.size ? (original?.size ?? own.size) : undefined,
    modifiedMs: knows.date ? item.modifiedMs : undefined,
    hash: knows.hash === 'none' ? undefined : (original?.hash ?? item.hash ?? own.hash),
    ...(original && { stored: { size: knows.size ? own.size : undefined, hash: own.hash } }),
    capturedAt: metadata.includes('captureDate') ? capturedAt : undefined,
    caption: metadata.includes('caption') ? caption : undefined,
    type: { kind: 'photo', mime: 'image/jpeg' },
  };
}
