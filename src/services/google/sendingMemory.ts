/** Pieces are made this long, or a multiple of it, so that one fits the photos of one camera: bytes. */
const STEP = 1024 * 1024;
/** So many that are not in use are kept: as many as there are transfers at once. */
const KEPT = 4;

/**
 * Memory in which photos wait to be sent, shared with the threads that read them, and used again once they have arrived. A fresh piece for every photo keeps the
 * garbage collector busy for longer than reading, hashing and sending it together.
 */
export class SendingMemory {
  readonly #kept: ArrayBufferLike[] = [];
  readonly #lent = new WeakSet<ArrayBufferLike>();

  /** `size` bytes of any content. What is never given back is cleared away like all memory. */
  borrow(size: number): Uint8Array {
    const at = this.#kept.findIndex(({ byteLength }) => byteLength >= size);
    const [memory = new SharedArrayBuffer(Math.ceil(size / STEP) * STEP)] = at < 0 ? [] : this.#kept.splice(at, 1);
    this.#lent.add(memory);
    return new Uint8Array(memory, 0, size);
  }

  /** Only for bytes that nobody reads any more: neither a socket nor who would send them again. */
  giveBack({ buffer }: Uint8Array): void {
    if (!this.#lent.delete(buffer)) return;
    this.#kept.push(buffer);
    // The longest ones fit the most photos.
    if (this.#kept.length > KEPT) this.#kept.sort((a, b) => a.byteLength - b.byteLength).shift();
  }
}
