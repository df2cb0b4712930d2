import { memoryFor } from './hashing.ts';
import type { Call } from './route.ts';

/** All bytes of a body, or undefined when they are more than that. */
export async function readBytes(call: Call, most: number): Promise<Buffer | undefined> {
  const announced = Number(call.headers['content-length'] ?? 0);
  // Where its length is known, all of it goes to one place, so that photos are not copied once more.
  const place = announced <= most ? memoryFor(announced) : undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  // What is too much is read all the same: a connection that is cut gives the client no answer to learn from.
  await call.body.each((part) => {
    // `set` takes twice as long in memory that threads share.
    if (place && length + part.length <= announced) part.copy(place, length);
    else if (length + part.length <= most) parts.push(part);
    length += part.length;
  });
  if (length > most) return undefined;
  return place && length <= announced ? place.subarray(0, length) : Buffer.concat(parts);
}
