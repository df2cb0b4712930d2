import { createHash, type Hash } from 'node:crypto';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import type { ContentSource, UploadDetails } from '../../engine/ports/albumService.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { readWhole } from '../google/readWhole.ts';
import { unreadable } from '../unreadable.ts';
import { untilAborted } from '../../local/untilAborted.ts';
import type { WireFile } from './wire.ts';

/** What was read, told by its content. */
interface Digest {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** The bytes turned out not to be what was promised, so their last piece is not sent. */
export class Withheld extends Error {
  readonly problem: Problem;

  constructor(reason: Problem) {
    super(reason.code);
    this.problem = reason;
  }
}

/** Bytes to be sent, which are checked before the last of them is given out. */
export class CheckedContent {
  readonly name: string;
  readonly size: number;
  /** What the hash must turn out to be, where that is known. */
  readonly expected: string | undefined;
  readonly #source: ContentSource;
  #digest: Digest | undefined;

  constructor(source: ContentSource, { name, facts }: Pick<UploadDetails, 'name' | 'facts'>) {
    this.#source = source;
    this.name = name;
    this.size = source.size;
    // Of a smaller copy the hash of the file says nothing.
    this.expected = source.hash ?? (source.size === facts.size ? facts.hash : undefined);
  }

  /** Whether a file holds these bytes, which are read for it where they were not read yet. */
  async isIn({ size, sha256, md5 }: WireFile, signal: AbortSignal): Promise<Result<boolean>> {
    const read = this.#digest ? ok() : await this.#each(signal);
    if (!read.ok) return read;
    const here = this.#digest;
    if (!here || size !== here.size) return ok(false);
    return sha256 === undefined ? this.#hasMd5(md5, signal) : ok(sha256 === here.sha256);
  }

  /** All bytes at once, into memory that is as long as they are. */
  async readInto(memory: Uint8Array, signal: AbortSignal): Promise<Result<void>> {
    const read = await readWhole(this.name, this.#source, memory, ['sha256'], { signal });
    if (!read.ok) return read;
    const { size, hashes } = read.value;
    const [sha256 = ''] = hashes;
    return this.#compare({ size, sha256 });
  }

  /**
   * The bytes from `offset` on; it throws instead of giving out the last piece of something else. A piece holds until the
   * next one is asked for.
   */
  async *stream(offset: number): AsyncGenerator<Uint8Array> {
    const sha256 = createHash('sha256');
    let [size, last]: [number, Uint8Array | undefined] = [0, undefined];
    for await (const piece of this.#source.stream()) {
      sha256.update(piece);
      const from = Math.min(Math.max(offset - size, 0), piece.length);
      size += piece.length;
      if (from === piece.length) continue;
      // To see that nothing follows, the next one is asked for.
      if (size >= this.size) last ??= Buffer.from(piece.subarray(from));
      else yield piece.subarray(from);
    }
    await this.#check({ size, sha256: sha256.digest('hex') });
    if (last) yield last;
  }

  /** What a thrown error of `stream` means. */
  reasonOf(error: unknown): Problem {
    return error instanceof Withheld ? error.problem : unreadable(this.name, error);
  }

  /** Drive tells SHA-256 of all that it keeps now, so that nothing is hashed twice for what it once did not tell. */
  async #hasMd5(expected: string | undefined, signal: AbortSignal): Promise<Result<boolean>> {
    const md5 = createHash('md5');
    const read = await this.#each(signal, md5);
    return read.ok ? ok(md5.digest('hex') === expected) : read;
  }

  async #each(signal: AbortSignal, also?: Hash): Promise<Result<void>> {
    const sha256 = createHash('sha256');
    let size = 0;
    try {
      for await (const piece of untilAborted(this.#source.stream(), signal)) {
        sha256.update(piece);
        also?.update(piece);
        size += piece.length;
      }
      if (!signal.aborted) await this.#check({ size, sha256: sha256.digest('hex') });
    } catch (error) {
      return fail(this.reasonOf(error));
    }
    return signal.aborted ? fail(problem('E_CANCELLED')) : ok();
  }

  async #check(digest: Digest): Promise<void> {
    this.#digest = digest;
    const verified = await this.#source.verify();
    const checked = verified.ok ? this.#compare(digest) : verified;
    if (!checked.ok) throw new Withheld(checked.problem);
  }

  /** Whether these bytes, whose source is verified, are those that were promised. */
  #compare(digest: Digest): Result<void> {
    this.#digest = digest;
    const { size, sha256 } = digest;
    const isOther = this.expected?.startsWith('sha256:') === true && this.expected !== `sha256:${sha256}`;
    return size !== this.size || isOther ? fail(problem('E_VERIFY', phrase`${this.name}`)) : ok();
  }
}
