import type { IncomingMessage } from 'node:http';
import type { LogEntry } from './requestLog.ts';
import type { RequestBody } from './route.ts';

const LONGEST = 32 * 1024 * 1024;

/** The body of a request, cut after `cutAfter` bytes where a fault says so. */
export function requestBody(request: IncomingMessage, entry: LogEntry, cutAfter = Infinity): RequestBody {
  let cut = false;
  let tooLong = false;
  /** Not `for await`: photos come in pieces of 64 KB, and the promises of each take longer than to copy it. */
  const each = (take: (chunk: Buffer) => void): Promise<void> =>
    new Promise((resolve) => {
      const end = (state: 'whole' | 'cut') => {
        cut ||= state === 'cut';
        request.removeAllListeners('data');
        // Whether it was cut by a fault or by its client, nothing more of it may be used.
        if (state === 'cut') request.destroy();
        resolve();
      };
      // Who has gone already sends no event any more.
      if (cutAfter === 0 || request.destroyed) {
        end(request.readableEnded ? 'whole' : 'cut');
        return;
      }
      request
        .on('data', (chunk: Buffer) => {
          const room = cutAfter - entry.requestBytes;
          const taken = chunk.length > room ? chunk.subarray(0, room) : chunk;
          entry.requestBytes += taken.length;
          take(taken);
          if (chunk.length >= room) end('cut');
        })
        .once('end', () => end('whole'))
        // The client has gone in the middle of its own request: a handler that keeps parts keeps what came.
        .once('error', () => end('cut'))
        .once('close', () => end(request.complete ? 'whole' : 'cut'));
    });
  return {
    each,
    all: async () => {
      const parts: Uint8Array[] = [];
      let length = 0;
      await each((chunk) => {
        length += chunk.length;
        if (length <= LONGEST) parts.push(chunk);
        else tooLong = true;
      });
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
