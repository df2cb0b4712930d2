import type { ServiceState } from '../../src/engine/ports/serviceState.ts';

/** What services keep, in memory. Each `open` is a client of its own, which finds what was committed before. */
export class MemoryState {
  #saved = new Map<string, string>();

  open(): ServiceState {
    const now = new Map(this.#saved);
    return {
      get: (key) => now.get(key),
      entries: (prefix) => [...now].filter(([key]) => key.startsWith(prefix)),
      set: (key, value) => void now.set(key, value),
      delete: (key) => void now.delete(key),
      commit: () => {
        this.#saved = new Map(now);
      },
    };
  }
}
