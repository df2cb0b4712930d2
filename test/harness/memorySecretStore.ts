import type { SecretStore } from '../../src/accounts/secretStore.ts';
import { ok } from '../../src/engine/result.ts';

/** Secrets in memory, for a test to look at. */
export function memorySecretStore(kept: Map<string, string>): SecretStore {
  return {
    get: async (key) => ok(kept.get(key)),
    set: async (key, value) => {
      kept.set(key, value);
      return ok();
    },
    delete: async (key) => {
      kept.delete(key);
      return ok();
    },
  };
}
