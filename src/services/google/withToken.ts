import { fail } from '../../engine/result.ts';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Send } from '../http/send.ts';
import type { GoogleAccess } from './access.ts';

/**
 * Sends with the token of an account, and once more with another one when the service refuses it. A token goes to this
 * origin only.
 */
export function withToken(send: Send, access: GoogleAccess, origin: string): Send {
  return async (request) => {
    const { signal } = request;
    if (URL.parse(request.url)?.origin !== origin)
      return fail(problem('E_SERVICE_ANSWER', phrase`A request would have gone to another address`));
    const token = await access.token({ signal });
    if (!token.ok) return token;
    const first = await send(authorised(request, token.value));
    if (!first.ok || first.value.status !== 401) return first;
    await first.value.discard();
    const another = await access.token({ signal, refused: token.value });
    return another.ok ? send(authorised(request, another.value)) : another;
  };
}

function authorised(request: Parameters<Send>[0], token: string): Parameters<Send>[0] {
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
}
