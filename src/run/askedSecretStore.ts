import type { SecretStore } from '../accounts/secretStore.ts';
import { ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import type { FromWorker, SecretQuestion, ToWorker } from './workerProtocol.ts';

type Answer = Extract<ToWorker, { readonly type: 'secret' }>;

/** The editor's store of secrets as the worker sees it: every call is a message, and its answer is another. */
export interface AskedSecretStore extends SecretStore {
  /** Takes an answer of the editor. */
  onAnswer(answer: Answer): void;
}

export function askedSecretStore(send: (message: FromWorker) => void): AskedSecretStore {
  const waiting = new Map<number, (answer: Answer['answer']) => void>();
  let lastId = 0;
  const ask = (question: SecretQuestion): Promise<Answer['answer']> =>
    new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      send({ type: 'askSecret', id, ask: question });
    });
  const silently = async (question: SecretQuestion): Promise<Result<void>> => {
    const answer = await ask(question);
    return answer.ok ? ok() : answer;
  };
  return {
    get: (key) => ask({ verb: 'get', key }),
    set: (key, value) => silently({ verb: 'set', key, value }),
    delete: (key) => silently({ verb: 'delete', key }),
    onAnswer: ({ id, answer }) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
}

/** Carries out in the editor what the worker asks for. */
export async function answerSecret(secrets: SecretStore, ask: SecretQuestion): Promise<Answer['answer']> {
  switch (ask.verb) {
    case 'get':
      return secrets.get(ask.key);
    case 'set':
      return withoutValue(await secrets.set(ask.key, ask.value));
    case 'delete':
      return withoutValue(await secrets.delete(ask.key));
  }
}

function withoutValue(done: Result<void>): Result<undefined> {
  return done.ok ? ok(undefined) : done;
}
