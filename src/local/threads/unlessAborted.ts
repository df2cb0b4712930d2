/** What `work` resolves to; rejects with the reason of the signal as soon as that is aborted, and begins nothing after. */
export function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) {
      cancel();
      return;
    }
    signal.addEventListener('abort', cancel, { once: true });
    work()
      .finally(() => signal.removeEventListener('abort', cancel))
      .then(resolve, reject);
  });
}
