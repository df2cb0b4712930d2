import type { IncomingMessage } from 'node:http';
import type { LogEntry } from './requestLog.ts';
import type { RequestBody } from './route.ts';

const LONGEST = 32 * 1024 * 1024;

/** The body of a request, cut after `cutAfter` bytes where a fault says so. */
export function requestBody(request: IncomingMessage, entry: LogEntry, cutAfter = Infinity): RequestBody {
  let cut = false;
  let tooLong = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    if (cutAfter === 0) {
      cut = true;
      return;
    }
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        const room = cutAfter - entry.requestBytes;
        const taken = chunk.length > room ? chunk.subarray(0, room) : chunk;
        entry.requestBytes += taken.length;
        yield taken;
        if (chunk.length >= room) {
          cut = true;
          return;
        }
      }
    } catch {
      // The client has gone in the middle of its own request: a handler that keeps parts keeps what came.
      cut = true;
    }
  }
  return {
    chunks,
    all: async () => {
      const parts: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of chunks()) {
        length += chunk.length;
        if (length <= LONGEST) parts.push(chunk);
        else tooLong = true;
      }
      return Buffer.concat(parts);
    },
    get cut() {
      return cut;
    },
    get tooLong() {
      return tooLong;
    },
  };
}
