import type * as vscode from 'vscode';
import type { SecretStore } from '../../accounts/secretStore.ts';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import { fail, ok, type Result } from '../../engine/result.ts';

/** The editor's own store of secrets, which is the keyring of the system. On Linux there may be none. */
export function editorSecretStore(storage: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>): SecretStore {
  return {
    get: (key) => attempt(() => storage.get(key)),
    set: (key, value) => attempt(() => storage.store(key, value)),
    delete: (key) => attempt(() => storage.delete(key)),
  };
}

async function attempt<T>(use: () => PromiseLike<T>): Promise<Result<T>> {
  try {
    return ok(await use());
  } catch {
    return fail(problem('E_SECRETS', phrase`The editor cannot use the keyring of this computer`));
  }
}
