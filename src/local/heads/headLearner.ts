import type { MediaType } from '../../engine/model.ts';
import type { FileKnowledge, Fingerprint, Ledger } from '../../engine/ports/ledger.ts';
import { isRacy, readFingerprint } from '../fingerprint.ts';
import { learnIfPossible } from '../learnIfPossible.ts';
import { typeByContent } from '../mediaType.ts';
import { readHead, SNIFF_BYTES } from '../readHead.ts';
import { fromDiskError } from '../threads/diskError.ts';
import type { HeadReader } from './headReader.ts';
import type { HeadAnswer, HeadWants } from './protocol.ts';

export interface HeadLearnerOptions {
  readonly ledger: Ledger;
  /** ms since 1970 UTC. */
  readonly now: () => number;
  /** Without it, types are read in this thread, and captures not at all. */
  readonly heads?: { readonly reader: Pick<HeadReader, 'read'>; readonly wants: HeadWants } | undefined;
  /** Told of how many files will be read, before they are. */
  readonly onNews?: ((files: number) => void) | undefined;
  /** Called between two files that are read in this thread. */
  readonly breathe: () => Promise<void>;
}

/** A file of which the ledger knows nothing. */
export interface UnknownFile {
  /** Absolute. */
  readonly absolute: string;
  /** Relative to the workspace folder. */
  readonly path: string;
  /** How it looks; missing where nobody has looked yet. */
  readonly fingerprint: Fingerprint | undefined;
}

/** What was learned, or what the disk threw. */
export type Learned = LearnedHead | { readonly thrown: unknown };

export interface LearnedHead extends Pick<FileKnowledge, 'capture'> {
  readonly type: MediaType | 'notMedia';
  /** How the file looked before it was read. */
  readonly fingerprint: Fingerprint;
}

/** Fewer files are read before a thread has started. */
const WORTH_A_THREAD = 16;

/** Finds out by their first bytes what files are of which nobody knows that, and remembers it. */
export class HeadLearner {
  readonly #options: HeadLearnerOptions;
  /** For a file that this thread reads, since a piece of memory for each would be thousands to clear away. */
  readonly #room = Buffer.allocUnsafe(SNIFF_BYTES);

  constructor(options: HeadLearnerOptions) {
    this.#options = options;
  }

  /** One answer for each file, in their order; fewer after an abort. */
  async learn(files: readonly UnknownFile[], signal: AbortSignal): Promise<readonly Learned[]> {
    if (files.length === 0) return [];
    this.#options.onNews?.(files.length);
    const answers = await this.#ask(files, signal);
    const all: Learned[] = [];
    for (const [index, file] of files.entries()) {
      if (signal.aborted) break;
      const answer = answers[index];
      const learned = (answer && fromAnswer(answer, file)) ?? (await this.#read(file));
      if (!('thrown' in learned)) this.#remember(file, learned);
      all.push(learned);
    }
    return all;
  }

  async #ask(files: readonly UnknownFile[], signal: AbortSignal): Promise<readonly (HeadAnswer | undefined)[]> {
    const { heads } = this.#options;
    if (!heads || (heads.wants === 'type' && files.length < WORTH_A_THREAD)) return [];
    const { reader, wants } = heads;
    const withLooks = files.some(({ fingerprint }) => !fingerprint);
    return reader.read({ paths: files.map(({ absolute }) => absolute), wants, withLooks }, signal);
  }

  async #read({ absolute, fingerprint }: UnknownFile): Promise<Learned> {
    await this.#options.breathe();
    try {
      const look = fingerprint ?? readFingerprint(absolute);
      const type = (await typeByContent(absolute, readHead(absolute, this.#room))) ?? 'notMedia';
      return { type, fingerprint: look };
    } catch (thrown) {
      return { thrown };
    }
  }

  #remember({ path }: UnknownFile, { fingerprint, ...knowledge }: LearnedHead): void {
    const { ledger, now } = this.#options;
    if (!isRacy(fingerprint, now())) learnIfPossible(ledger, path, fingerprint, knowledge);
  }
}

/** Undefined where it cannot be told how the file looked before it was read. */
function fromAnswer(answer: HeadAnswer, { fingerprint }: UnknownFile): Learned | undefined {
  if ('error' in answer) return { thrown: fromDiskError(answer.error) };
  const look = fingerprint ?? answer.look;
  return look && { type: answer.type, capture: answer.capture, fingerprint: look };
}
