/** The chunks, until the signal is aborted: also while the next one is still awaited. */
export async function* untilAborted(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const { promise: aborted, resolve } = Promise.withResolvers<'aborted'>();
  const stop = () => resolve('aborted');
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const next = signal.aborted ? 'aborted' : await Promise.race([iterator.next(), aborted]);
      if (next === 'aborted' || next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // A source that never answers must not keep this call waiting for its end either.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
