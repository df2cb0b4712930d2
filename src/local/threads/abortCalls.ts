/** What is called when a signal is aborted, for many calls at once. */
export interface AbortCalls {
  /** Returns what takes the call back. A signal that is aborted already calls nothing. */
  add(signal: AbortSignal, call: () => void): () => void;
}

/** With one listener for all calls of a signal, because a signal looks through all of its own whenever one comes or goes. */
export function createAbortCalls(): AbortCalls {
  const known = new WeakMap<AbortSignal, Set<() => void>>();

  function callsOf(signal: AbortSignal): Set<() => void> {
    const before = known.get(signal);
    if (before) return before;
    const calls = new Set<() => void>();
    known.set(signal, calls);
    signal.addEventListener(
      'abort',
      () => {
        for (const call of [...calls]) call();
      },
      { once: true },
    );
    return calls;
  }

  return {
    add(signal, call) {
      const calls = callsOf(signal);
      calls.add(call);
      return () => calls.delete(call);
    },
  };
}
