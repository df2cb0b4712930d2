import type { Fingerprint } from '../engine/ports/ledger.ts';
import { NUMBERS, numbersOf } from './fingerprint.ts';

/** Bytes for each file. */
export const SIGN_BYTES = NUMBERS * BigInt64Array.BYTES_PER_ELEMENT;

/** The fingerprints of files, one after the other; undefined where one has a number of more than 64 bits. */
export function fileSigns(files: readonly Fingerprint[]): Uint8Array | undefined {
  const signs = new DataView(new ArrayBuffer(files.length * SIGN_BYTES));
  let at = 0;
  for (const file of files) {
    const numbers = numbersOf(file);
    if (!numbers) return undefined;
    for (const number of numbers) {
      signs.setBigInt64(at, number, true);
      at += BigInt64Array.BYTES_PER_ELEMENT;
    }
  }
  return new Uint8Array(signs.buffer);
}

/** Reads what `fileSigns` wrote, file by file. */
export class SignReader {
  readonly #view: DataView;
  #at = 0;

  constructor(signs: Uint8Array) {
    this.#view = new DataView(signs.buffer, signs.byteOffset, signs.byteLength);
  }

  /** Undefined at the end. */
  next(): Fingerprint | undefined {
    if (this.#at + SIGN_BYTES > this.#view.byteLength) return undefined;
    const [size, modifiedNs, changedNs, inode] = [this.#number(), this.#number(), this.#number(), this.#number()];
    return { size: Number(size), modifiedNs, changedNs, inode };
  }

  #number(): bigint {
    const number = this.#view.getBigInt64(this.#at, true);
    this.#at += BigInt64Array.BYTES_PER_ELEMENT;
    return number;
  }
}
