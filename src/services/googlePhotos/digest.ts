import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { ContentSource, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { readThrough, readWhole } from '../google/readWhole.ts';
import type { SendingMemory } from '../google/sendingMemory.ts';

/** What is sent, told by its content. */
export interface Digest {
  /** As Google wants it in a header: base64. */
  readonly sha1: string;
  /** `sha256:<hex>` */
  readonly sha256: string;
}

/** What was read, told by its content. */
export interface ReadContent {
  readonly digest: Digest;
  /** The bytes themselves, where they are few; whoever takes them gives them back to the memory that they are in. */
  readonly takeBytes: () => Uint8Array | undefined;
}

/** Longer content is read again while it is sent: bytes. A few transfers at once may have so much in memory each. */
const KEPT_UP_TO = 8 * 1024 * 1024;

const HASHES = ['sha1', 'sha256'] as const;

/**
 * Reads what is about to be sent, because Google wants to know its hash before the first byte and because nothing may be
 * sent that is not what was promised.
 */
export async function readContent(
  source: ContentSource,
  { name, facts }: UploadDetails,
  { memory, signal }: { readonly memory: SendingMemory; readonly signal: AbortSignal },
): Promise<Result<ReadContent>> {
  let bytes = source.size <= KEPT_UP_TO ? memory.borrow(source.size) : undefined;
  const read = bytes
    ? await readWhole(name, source, bytes, HASHES, { signal })
    : await readThrough(name, source, HASHES, { signal });
  if (!read.ok) return read;
  const [sha1 = '', sha256 = ''] = read.value.hashes;
  const digest = { sha1: Buffer.from(sha1, 'hex').toString('base64'), sha256: `sha256:${sha256}` };
  const isOriginal = source.size === facts.size && facts.hash?.startsWith('sha256:') === true;
  if (read.value.size !== source.size || (isOriginal && facts.hash !== digest.sha256))
    return fail(problem('E_VERIFY', phrase`${name}`));
  return ok({
    digest,
    takeBytes: () => {
      const taken = bytes;
      bytes = undefined;
      return taken;
    },
  });
}
