/**
 * What a service keeps between runs, such as the listing that a change feed continues, or an id that was drawn before an
 * upload. It lies in the ledger of the service's account: what is set becomes durable with the next `commit`, together
 * with what the engine remembers. A preview works on a copy that is forgotten. Never a secret.
 */
export interface ServiceState {
  get(key: string): string | undefined;
  /** All keys that begin so, in no particular order. */
  entries(prefix: string): Iterable<readonly [key: string, value: string]>;
  set(key: string, value: string): void;
  delete(key: string): void;
  commit(): void;
}
