import { memoryFor } from './hashing.ts';
import type { Call } from './route.ts';

/** Parts as one; a single one is not copied. */
export function joined(parts: readonly Buffer[]): Buffer {
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
}

/** All bytes of a body, or undefined when they are more than that. */
export async function readBytes(call: Call, most: number): Promise<Buffer | undefined> {
  const announced = Number(call.headers['content-length'] ?? 0);
  // Where its length is known, all of it goes to one place, so that photos are not copied once more.
  const place = announced <= most ? memoryFor(announced) : undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  // What is too much is read all the same: a connection that is cut gives the client no answer to learn from.
  await call.body.each((part) => {
    // `copy` takes ten times as long into memory that threads share, where its place is no multiple of eight.
    if (place && length + part.length <= announced) place.fill(part, length, length + part.length);
    else if (length + part.length <= most) parts.push(part);
    length += part.length;
  });
  if (length > most) return undefined;
  return place && length <= announced ? place.subarray(0, length) : Buffer.concat(parts);
}
