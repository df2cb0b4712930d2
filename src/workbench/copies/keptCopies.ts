import type { Watch } from '../../engine/ports/progress.ts';
import type { Copy } from '../../run/readCopy.ts';

/** An item of a web album, by what is needed to find it again. */
export interface CopyRef {
  /** The key of its workspace folder. */
  readonly folder: string;
  /** Titles of the web albums in one of which it is. */
  readonly parts: readonly string[];
  readonly remoteId: string;
  readonly name: string;
}

/** A copy as text that survives in an address, whoever encodes or decodes that once more. */
export function copyKey({ folder, parts, remoteId, name }: CopyRef): string {
  return Buffer.from(JSON.stringify([folder, parts, remoteId, name])).toString('base64url');
}

/** Undefined for a text that `copyKey` has not made: addresses come from anywhere. */
export function copyOfKey(key: string): CopyRef | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(key, 'base64url').toString());
    if (!Array.isArray(read)) return undefined;
    const [folder, parts, remoteId, name] = read as unknown[];
    const areTexts = Array.isArray(parts) && parts.every((part) => typeof part === 'string');
    if (typeof folder !== 'string' || typeof remoteId !== 'string' || typeof name !== 'string' || !areTexts)
      return undefined;
    return { folder, parts, remoteId, name };
  } catch {
    return undefined;
  }
}

/** The photos that tabs show, in memory, each read once however often it is asked for. */
export class KeptCopies {
  readonly #read: (copy: CopyRef, watch: Watch) => Promise<Copy>;
  readonly #kept = new Map<string, Promise<Copy>>();

  constructor(read: (copy: CopyRef, watch: Watch) => Promise<Copy>) {
    this.#read = read;
  }

  /** What is kept, or else what the web album has. What could not be read is asked for again the next time. */
  async get(copy: CopyRef, watch: Watch): Promise<Copy> {
    const key = copyKey(copy);
    const reading = this.#kept.get(key) ?? this.#read(copy, watch);
    this.#kept.set(key, reading);
    const read = await reading;
    if (read.kind !== 'photo' && this.#kept.get(key) === reading) this.#kept.delete(key);
    return read;
  }

  /** Reads it anew the next time. */
  drop(copy: CopyRef): void {
    this.#kept.delete(copyKey(copy));
  }
}
