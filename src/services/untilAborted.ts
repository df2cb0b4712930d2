/** The chunks up to an abort, also where the next one never comes. */
export async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const pieces = chunks[Symbol.asyncIterator]();
  const { promise: aborted, resolve } = Promise.withResolvers<undefined>();
  const onAbort = () => resolve(undefined);
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const piece = await Promise.race([pieces.next(), aborted]);
      if (piece === undefined || piece.done === true) break;
      yield piece.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Not waited for: a disk that does not answer does not answer this either.
    void pieces.return?.();
  }
}
