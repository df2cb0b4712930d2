import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { fail, ok } from '../../../src/engine/result.ts';
import type { Result } from '../../../src/engine/result.ts';
import type { GoogleAccess } from '../../../src/services/google/access.ts';
import { withToken } from '../../../src/services/google/withToken.ts';
import type { Request } from '../../../src/services/http/send.ts';

const ORIGIN = 'https://photoslibrary.googleapis.com';

/** Where a request goes, the tokens that are given out, those that the service takes, and what comes of it. */
const TABLE: readonly (readonly [
  url: string,
  tokens: readonly (string | undefined)[],
  good: readonly string[],
  told: string,
])[] = [
  [`${ORIGIN}/v1/albums`, ['one'], ['one'], 'one 200'],
  [`${ORIGIN}/v1/albums`, ['one', 'two'], ['two'], 'one two 200'],
  [`${ORIGIN}/v1/albums`, ['one', 'two'], [], 'one two 401'],
  [`${ORIGIN}/v1/albums`, ['one', undefined], [], 'one E_SIGN_IN'],
  [`${ORIGIN}/v1/albums`, [undefined], [], 'E_SIGN_IN'],
  ['https://photoslibrary.googleapis.com.example.com/', ['one'], ['one'], 'E_SERVICE_ANSWER'],
  ['http://photoslibrary.googleapis.com/', ['one'], ['one'], 'E_SERVICE_ANSWER'],
  ['nowhere', ['one'], ['one'], 'E_SERVICE_ANSWER'],
];

for (const [url, tokens, good, told] of TABLE) {
  test(`${url} with ${tokens.join(', ')}: ${told}`, async () => {
    const sent: string[] = [];
    const left = [...tokens];
    const access: GoogleAccess = {
      account: { id: '1', email: 'anna@example.com', clientId: 'app', scopes: [] },
      token: async (): Promise<Result<string>> => {
        const token = left.shift();
        return token === undefined ? fail(problem('E_SIGN_IN')) : ok(token);
      },
    };
    const server = async ({ headers = {} }: Request) => {
      const token = (headers['Authorization'] ?? '').replace('Bearer ', '');
      sent.push(token);
      return ok(replyWith(good.includes(token) ? 200 : 401));
    };
    const signal = new AbortController().signal;
    const reply = await withToken(server, access, ORIGIN)({ method: 'GET', url, repeat: 'safe', signal });
    assert.equal([...sent, reply.ok ? reply.value.status : reply.problem.code].join(' '), told);
  });
}

function replyWith(status: number) {
  return {
    status,
    headers: new Headers(),
    json: async () => ok({}),
    text: async () => '',
    chunks: async function* () {
      yield* [];
    },
    discard: async () => undefined,
  };
}
