import { problem } from '../../engine/errors.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import type { Reply, Request, Send } from './send.ts';

/** What a service asks of those who come again; ms. */
export interface RetryRules {
  /** Attempts of one request, the first included. */
  readonly attempts: number;
  /** Before the second attempt; each further one waits twice as long as the one before. */
  readonly firstWaitMs: number;
  /** At least so long after a 429, by all requests together. */
  readonly afterTooManyMs: number;
  /** A pause that the service asks for and that is longer than this is not waited out. */
  readonly longestPauseMs: number;
  /** Whether a 429 with this body is about a limit for which no waiting of this kind helps. */
  readonly isLasting: (body: string) => boolean;
}

export interface RetryPorts {
  /** ms since 1970 UTC. */
  readonly now: () => number;
  /** Resolves after so many ms, or at once after an abort. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1, so that clients that failed together do not come again together. */
  readonly random: () => number;
}

/** Told of what is sent and answered. */
export interface SendEvents {
  /** For every attempt, for a count that the service's is compared with. */
  readonly onRequest: () => void;
  /** The service asks to come more slowly, or is not able to answer so many. */
  readonly onSlowDown: () => void;
}

/** Statuses that say that the server was not able to, not that it did not want to. */
const FAILED: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** Tries again where that may help. After a 429 all requests pause; a pause that is too long is left to the caller. */
export function withRetry(
  send: Send,
  rules: RetryRules,
  { now, wait, random, onSlowDown }: RetryPorts & Pick<SendEvents, 'onSlowDown'>,
): Send {
  let pausedUntilMs = 0;
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const pauseMs = pausedUntilMs - now();
      if (pauseMs > 0) await wait(pauseMs, request.signal);
      if (request.signal.aborted) return fail(problem('E_CANCELLED'));
      const reply = await send(request);
      if (attempt === rules.attempts) return reply;
      const turn = await judge(request, reply, rules, now());
      if (turn.kind === 'pause' || (reply.ok && reply.value.status === 503)) onSlowDown();
      if (turn.kind === 'answer') return turn.reply;
      if (turn.kind === 'pause') pausedUntilMs = Math.max(pausedUntilMs, now() + turn.ms);
      else await wait(rules.firstWaitMs * 2 ** (attempt - 1) * (1 + random() / 2), request.signal);
    }
  };
}

type Turn =
  | { readonly kind: 'answer'; readonly reply: Result<Reply> }
  | { readonly kind: 'again' }
  | { readonly kind: 'pause'; readonly ms: number };

async function judge(request: Request, reply: Result<Reply>, rules: RetryRules, nowMs: number): Promise<Turn> {
  const isSafe = request.repeat === 'safe';
  if (!reply.ok) {
    const isLost = reply.problem.code === 'E_UNREACHABLE' && isSafe;
    return isLost ? { kind: 'again' } : { kind: 'answer', reply };
  }
  const { status, headers } = reply.value;
  if (FAILED.has(status) && isSafe) {
    await reply.value.discard();
    return { kind: 'again' };
  }
  if (status !== 429) return { kind: 'answer', reply };
  const body = await reply.value.text();
  const ms = Math.max(rules.afterTooManyMs, retryAfter(headers, nowMs));
  if (rules.isLasting(body) || ms > rules.longestPauseMs)
    return { kind: 'answer', reply: ok(withText(reply.value, body)) };
  return { kind: 'pause', ms };
}

/** What `Retry-After` asks for: ms; 0 without it. */
function retryAfter(headers: Headers, nowMs: number): number {
  const value = headers.get('Retry-After') ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - nowMs);
}

/** A reply whose body was read already. */
function withText(reply: Reply, text: string): Reply {
  return { ...reply, text: async () => text };
}
