import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Body, Reply, Request } from './send.ts';

/** An answer that is longer than this is no answer to anything that is asked here; bytes. */
const LONGEST_JSON = 64 * 1024 * 1024;
const LONGEST_TEXT = 64 * 1024;

/** Sends over the `fetch` of the platform, which knows the editor's proxy and certificates. Redirects are not followed. */
export async function sendOverFetch(request: Request): Promise<Result<Reply>> {
  const { method, url, headers = {}, body, signal } = request;
  if (signal.aborted) return fail(problem('E_CANCELLED'));
  let thrown: { readonly error: unknown } | undefined;
  const prepared = body && prepare(body, (error) => (thrown = { error }));
  try {
    const response = await fetch(url, {
      method,
      headers: { ...prepared?.headers, ...headers },
      redirect: 'manual',
      signal,
      ...prepared?.init,
    });
    // 308 is also how Google says that an upload may go on; it has no address to go to.
    if (response.status >= 300 && response.status < 400 && response.headers.has('location')) {
      await response.body?.cancel();
      return fail(problem('E_SERVICE_ANSWER', phrase`${hostOf(url)} sent the request on to another address`));
    }
    return ok(replyOf(response, hostOf(url)));
  } catch (error) {
    // A photo that cannot be read is not the network's fault.
    if (thrown) throw thrown.error;
    if (signal.aborted) return fail(problem('E_CANCELLED'));
    return fail(problem('E_UNREACHABLE', phrase`${hostOf(url)}: ${reasonOf(error)}`));
  }
}

/**
 * What may have to be sent to another address, or with other credentials, `fetch` keeps a copy of until it is answered, and
 * of a video of some GB there is no room for one (Fetch Standard, HTTP-network-or-cache fetch, step 8.1). A redirect is then
 * like a connection that was cut.
 */
const KEPT_NOWHERE = { redirect: 'error', window: null } as const;

function prepare(body: Body, onThrow: (error: unknown) => void) {
  switch (body.kind) {
    case 'json':
      return {
        init: { body: JSON.stringify(body.value) },
        headers: { 'Content-Type': 'application/json; charset=UTF-8' },
      };
    case 'form':
      return {
        init: { body: new URLSearchParams(body.fields).toString() },
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      };
    case 'memory':
      return prepareStream(body.type, bytesIn(body.parts), piecesOf(body.parts), onThrow);
    case 'bytes':
      return prepareStream(body.type, body.size, copies(body.stream()), onThrow);
  }
}

function prepareStream(
  type: string,
  size: number,
  pieces: AsyncGenerator<Uint8Array>,
  onThrow: (error: unknown) => void,
) {
  return {
    init: { ...KEPT_NOWHERE, body: streamOf(pieces, onThrow), duplex: 'half' },
    headers: { 'Content-Type': type, 'Content-Length': String(size) },
  } as const;
}

/** So many bytes at once: on a slow line `fetch` must see now and then that something moves. */
const PIECE_BYTES = 1024 * 1024;

async function* piecesOf(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts)
    for (let at = 0; at < part.length; at += PIECE_BYTES) yield part.subarray(at, at + PIECE_BYTES);
}

/** What waits in the socket must stay as it is when the disk gives the next piece. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield new Uint8Array(piece);
}

function bytesIn(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** Asked for one piece after the other, so that no more of a long video is in memory than is on its way. */
function streamOf(pieces: AsyncGenerator<Uint8Array>, onThrow: (error: unknown) => void): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const piece = await pieces.next();
          if (piece.done === true) controller.close();
          else controller.enqueue(piece.value);
        } catch (error) {
          onThrow(error);
          throw error;
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function replyOf(response: Response, host: string): Reply {
  return {
    status: response.status,
    headers: response.headers,
    json: async () => {
      try {
        const text = await readText(response, LONGEST_JSON);
        return text === undefined
          ? fail(problem('E_SERVICE_ANSWER', phrase`${host} sent more than ${LONGEST_JSON} bytes`))
          : ok(JSON.parse(text) as unknown);
      } catch (error) {
        const isCut = !(error instanceof SyntaxError);
        return fail(
          isCut
            ? problem('E_UNREACHABLE', phrase`${host}: ${reasonOf(error)}`)
            : problem('E_SERVICE_ANSWER', phrase`${host} did not send JSON`),
        );
      }
    },
    text: async () => {
      try {
        return (await readText(response, LONGEST_TEXT)) ?? '';
      } catch {
        return '';
      }
    },
    async *chunks() {
      if (response.body) yield* response.body;
    },
    discard: async () => {
      await response.body?.cancel().catch(() => undefined);
    },
  };
}

/** Undefined when there is more of it than `longest` bytes. */
async function readText(response: Response, longest: number): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    // Leaving the loop cancels the body.
    if (size > longest) return undefined;
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** Never the whole address: an upload's is a secret. */
function hostOf(url: string): string {
  return new URL(url).host;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return code ?? (cause instanceof Error ? cause.message : error.message);
}
