import type { Result } from '../../engine/result.ts';

/** What is sent with a request. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  /** In memory, one part after the other: what is sent is not copied, so nobody may change it before the answer. */
  | { readonly kind: 'memory'; readonly type: string; readonly parts: readonly Uint8Array[] }
  /** Read anew for every attempt; `size` in bytes. */
  | {
      readonly kind: 'bytes';
      readonly type: string;
      readonly size: number;
      readonly stream: () => AsyncIterable<Uint8Array>;
    };

export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Body | undefined;
  /**
   * `safe`: asked twice, it has happened once, so it is asked again when the answer was lost.
   * `once`: a lost answer is the caller's to clear up; only a refusal that changed nothing is tried again.
   */
  readonly repeat: 'safe' | 'once';
  readonly signal: AbortSignal;
}

/** The answer to a request, whatever its status. Its body is read at most once, or discarded. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON: `E_SERVICE_ANSWER` for anything else, and for one of more than 64 MB. */
  json(): Promise<Result<unknown>>;
  /** The first bytes of the body as text, for an error message. */
  text(): Promise<string>;
  /** The body piece by piece; it throws when the connection breaks. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Gives the connection up without reading the rest. */
  discard(): Promise<void>;
}

/**
 * Sends a request. `E_UNREACHABLE` when no answer came, `E_SERVICE_ANSWER` for a redirect to somewhere else,
 * `E_CANCELLED` after `signal`; an answer of any status is `ok`. What a body's stream throws is rethrown.
 * Token, retry, pace and count are wrappers around one of these.
 */
export type Send = (request: Request) => Promise<Result<Reply>>;
