import type { Result } from '../engine/result.ts';

/** A place for secrets: a file that only its owner can read, or the store of the editor. */
export interface SecretStore {
  /** Undefined where nothing is kept under the name. `E_SECRETS` when the store cannot be read, or is not safe. */
  get(key: string): Promise<Result<string | undefined>>;
  /** What is kept when this has answered `ok` survives a crash. */
  set(key: string, value: string): Promise<Result<void>>;
  delete(key: string): Promise<Result<void>>;
}
