import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail, ok } from '../../../src/engine/result.ts';
import type { Request } from '../../../src/services/http/send.ts';
import { withRetry } from '../../../src/services/http/withRetry.ts';

const RULES = {
  attempts: 4,
  firstWaitMs: 1000,
  afterTooManyMs: 30_000,
  longestPauseMs: 300_000,
  isLasting: (body: string) => body.includes('per day'),
};

const onSlowDown = () => undefined;

/** What a server answers one after the other: a status, with a body and `Retry-After`, or nothing at all. */
type Turn = number | 'nothing' | { readonly status: number; readonly body?: string; readonly retryAfter?: string };

/** Answers, how the request may be repeated, and what comes of it: the waits in seconds, and the last answer. */
const TABLE: readonly (readonly [turns: readonly Turn[], repeat: Request['repeat'], told: string])[] = [
  [[200], 'safe', '200'],
  [[404], 'safe', '404'],
  [[503, 500, 200], 'safe', '1 2 200'],
  [[503, 503, 503, 503], 'safe', '1 2 4 503'],
  [['nothing', 200], 'safe', '1 200'],
  [['nothing', 'nothing', 'nothing', 'nothing'], 'safe', '1 2 4 E_UNREACHABLE'],
  [['nothing'], 'once', 'E_UNREACHABLE'],
  [[500], 'once', '500'],
  [[429, 200], 'once', '30 200'],
  [[429, 429, 200], 'safe', '30 30 200'],
  [[{ status: 429, retryAfter: '7' }, 200], 'safe', '30 200'],
  [[{ status: 429, retryAfter: '90' }, 200], 'safe', '90 200'],
  [[{ status: 429, retryAfter: 'Sun, 22 Nov 2026 12:02:00 GMT' }, 200], 'safe', '120 200'],
  [[{ status: 429, retryAfter: '3600' }], 'safe', '429'],
  [[{ status: 429, retryAfter: 'soon' }, 200], 'safe', '30 200'],
  [[{ status: 429, body: 'requests per day' }], 'safe', '429 requests per day'],
];

for (const [turns, repeat, told] of TABLE) {
  test(`${JSON.stringify(turns)}, ${repeat}: ${told}`, async () => {
    const waits: number[] = [];
    let now = Date.parse('2026-11-22T12:00:00Z');
    const wait = async (ms: number) => {
      waits.push(ms / 1000);
      now += ms;
    };
    const left = [...turns];
    const ports = { now: () => now, wait, random: () => 0, onSlowDown };
    const send = withRetry(async () => replyOf(left.shift() ?? 599), RULES, ports);
    const reply = await send({ method: 'GET', url: 'https://example.com/', repeat, signal: NEVER });
    const end = reply.ok ? [reply.value.status, await reply.value.text()] : [reply.problem.code];
    assert.equal([...waits, ...end].filter((word) => word !== '').join(' '), told);
    assert.deepEqual(left, []);
  });
}

test('after a 429 all requests pause together, and an abort ends the pause', async () => {
  const controller = new AbortController();
  const asked: number[] = [];
  let now = 0;
  const send = withRetry(
    async () => {
      asked.push(now);
      return replyOf(asked.length === 1 ? 429 : 200);
    },
    RULES,
    {
      now: () => now,
      wait: async (ms) => {
        now += ms;
        if (asked.length === 3) controller.abort();
      },
      random: () => 0,
      onSlowDown,
    },
  );
  const request = { method: 'GET', url: 'https://example.com/', repeat: 'safe', signal: controller.signal } as const;
  const replies = await Promise.all([send(request), send(request)]);
  assert.deepEqual([replies.every(({ ok: isOk }) => isOk), asked.filter((at) => at >= 30_000).length], [true, 1]);
});

/** Answers, and how often that says that the service cannot keep up. */
const SLOW: readonly (readonly [turns: readonly Turn[], repeat: Request['repeat'], slowDowns: number])[] = [
  [[200], 'safe', 0],
  [[500, 502, 504, 200], 'safe', 0],
  [['nothing', 200], 'safe', 0],
  [[503, 200], 'safe', 1],
  [[503], 'once', 1],
  [[429, 429, 200], 'safe', 2],
  [[{ status: 429, body: 'requests per day' }], 'safe', 0],
];

for (const [turns, repeat, slowDowns] of SLOW) {
  test(`${JSON.stringify(turns)}, ${repeat}, asks ${slowDowns} times to come more slowly`, async () => {
    let asked = 0;
    const left = [...turns];
    const ports = { now: () => 0, wait: async () => undefined, random: () => 0, onSlowDown: () => void asked++ };
    const send = withRetry(async () => replyOf(left.shift() ?? 599), RULES, ports);
    await send({ method: 'GET', url: 'https://example.com/', repeat, signal: NEVER });
    assert.deepEqual([asked, left], [slowDowns, []]);
  });
}

test('an abort in a pause is answered so', async () => {
  const controller = new AbortController();
  const wait = async () => controller.abort();
  const send = withRetry(async () => replyOf(429), RULES, { now: () => 0, wait, random: () => 0, onSlowDown });
  const reply = await send({ method: 'GET', url: 'https://example.com/', repeat: 'safe', signal: controller.signal });
  assert.equal(reply.ok ? '' : reply.problem.code, 'E_CANCELLED');
});

const NEVER = new AbortController().signal;

function replyOf(turn: Turn) {
  if (turn === 'nothing') return fail(problem('E_UNREACHABLE', phrase`example.com`));
  const { status, body = '', retryAfter } = typeof turn === 'number' ? { status: turn } : turn;
  return ok({
    status,
    headers: new Headers(retryAfter === undefined ? {} : { 'Retry-After': retryAfter }),
    json: async () => ok({}),
    text: async () => body,
    chunks: async function* () {
      yield* [];
    },
    discard: async () => undefined,
  });
}
