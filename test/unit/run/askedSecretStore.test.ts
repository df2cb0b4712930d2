import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { fail } from '../../../src/engine/result.ts';
import { answerSecret, askedSecretStore } from '../../../src/run/askedSecretStore.ts';
import type { AskedSecretStore } from '../../../src/run/askedSecretStore.ts';
import type { SecretStore } from '../../../src/accounts/secretStore.ts';
import { memorySecretStore } from '../../harness/memorySecretStore.ts';

/** A worker whose questions the editor answers. */
function workerOf(secrets: SecretStore): AskedSecretStore {
  let before: Promise<unknown> = Promise.resolve();
  const store = askedSecretStore((message) => {
    assert.equal(message.type, 'askSecret');
    const { id, ask } = structuredClone(message);
    before = Promise.all([before, answerSecret(secrets, ask)]).then(([, answer]) =>
      store.onAnswer(structuredClone({ type: 'secret', id, answer })),
    );
  });
  return store;
}

test("the worker reads, keeps and forgets secrets in the editor's store", async () => {
  const kept = new Map([['a', '1']]);
  const store = workerOf(memorySecretStore(kept));
  assert.deepEqual(await Promise.all([store.get('a'), store.get('b')]), [
    { ok: true, value: '1' },
    { ok: true, value: undefined },
  ]);
  assert.deepEqual(await Promise.all([store.set('b', '2'), store.delete('a')]), [
    { ok: true, value: undefined },
    { ok: true, value: undefined },
  ]);
  assert.deepEqual([...kept], [['b', '2']]);
});

test("what is wrong with the editor's store is told to the worker", async () => {
  const wrong = async () => fail(problem('E_SECRETS', phrase`no keyring`));
  const store = workerOf({ get: wrong, set: wrong, delete: wrong });
  for (const result of [await store.get('a'), await store.set('a', '1'), await store.delete('a')])
    assert.equal(result.ok || result.problem.code, 'E_SECRETS');
});

test('an answer that nobody waits for changes nothing', async () => {
  const store = workerOf(memorySecretStore(new Map([['a', '1']])));
  store.onAnswer({ type: 'secret', id: 7, answer: { ok: true, value: 'other' } });
  assert.deepEqual(await store.get('a'), { ok: true, value: '1' });
});
