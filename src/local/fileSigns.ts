import { endianness } from 'node:os';
import type { Fingerprint } from '../engine/ports/ledger.ts';
import { fingerprintColumns, NUMBERS, numbersOf } from './fingerprint.ts';

/** Bytes for each file. */
export const SIGN_BYTES = NUMBERS * BigInt64Array.BYTES_PER_ELEMENT;

/** The fingerprints of files, one after the other; undefined where one has a number of more than 64 bits. */
export function fileSigns(files: readonly Fingerprint[]): Uint8Array | undefined {
  return files.every(numbersOf) ? signsInColumns(fingerprintColumns(files)) : undefined;
}

/** On nearly every computer numbers lie in memory as they do in signs. */
const IS_SAME_ORDER = endianness() === 'LE';

/** The same of fingerprints in columns. */
export function signsInColumns(columns: BigInt64Array): Uint8Array {
  if (IS_SAME_ORDER) return new Uint8Array(columns.slice().buffer);
  const signs = new DataView(new ArrayBuffer(columns.length * BigInt64Array.BYTES_PER_ELEMENT));
  for (const [index, number] of columns.entries())
    signs.setBigInt64(index * BigInt64Array.BYTES_PER_ELEMENT, number, true);
  return new Uint8Array(signs.buffer);
}

/** The columns of which these signs were made; see `fingerprintColumns`. */
export function columnsOf(signs: Uint8Array): BigInt64Array {
  const files = Math.floor(signs.byteLength / SIGN_BYTES);
  if (IS_SAME_ORDER) return new BigInt64Array(signs.slice(0, files * SIGN_BYTES).buffer);
  const view = new DataView(signs.buffer, signs.byteOffset, signs.byteLength);
  const columns = new BigInt64Array(NUMBERS * files);
  for (let index = 0; index < columns.length; index++)
    columns[index] = view.getBigInt64(index * BigInt64Array.BYTES_PER_ELEMENT, true);
  return columns;
}
