import { setImmediate as yieldToOthers } from 'node:timers/promises';

/** Others wait no longer than this for the event loop, in ms. */
const SLICE_MS = 15;

/** Makes what long work calls between its steps: every now and then it lets others have the event loop. */
export function workInSlices(): () => Promise<void> {
  const pause = pauseWhenDue();
  return async () => pause();
}

/** The same, and undefined where there is nothing to wait for: even that would let other promises go on. */
export function pauseWhenDue(): () => Promise<void> | undefined {
  let sliceEnd = 0;
  const pause = async () => {
    await yieldToOthers();
    sliceEnd = performance.now() + SLICE_MS;
  };
  return () => (performance.now() < sliceEnd ? undefined : pause());
}

/** So many things are visited between two looks at the time. */
const STEP = 200;

/** Visits each of very many things, and lets others have the event loop meanwhile. */
export async function visitInSlices<T>(
  things: Iterable<T>,
  pause: () => Promise<void>,
  visit: (thing: T) => void,
): Promise<void> {
  let count = 0;
  for (const thing of things) {
    visit(thing);
    if (++count % STEP === 0) await pause();
  }
}
