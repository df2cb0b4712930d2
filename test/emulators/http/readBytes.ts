import type { Call } from './route.ts';

/** All bytes of a body, or undefined when they are more than that. */
export async function readBytes(call: Call, most: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // What is too much is read all the same: a connection that is cut gives the client no answer to learn from.
  for await (const part of call.body.chunks()) {
    length += part.length;
    if (length <= most) parts.push(part);
  }
  return length > most ? undefined : Buffer.concat(parts);
}
