/** The page works for so long, in ms, before it lets frames and the person have their turn. */
const SLICE_MS = 6;

/**
 * Makes what long work asks between its steps: whether it is still wanted. Every now and then the answer comes a turn of the
 * event loop later.
 */
export function pageSlices(signal: AbortSignal): () => Promise<boolean> {
  let sliceEnd = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() >= sliceEnd) {
      await nextTurn();
      sliceEnd = performance.now() + SLICE_MS;
    }
    return !signal.aborted;
  };
}

/** A timer would wait for some ms after a few turns; a message does not. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
