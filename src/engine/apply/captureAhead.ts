import type { Capture, LocalItem } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { LocalFiles } from '../ports/localFiles.ts';
import { SENDING } from './sending.ts';

/** The items of a run, and what their photos say of themselves. */
export interface CaptureAhead {
  /** The items as they were given. While one is worked on, the photos of the next ones are read. */
  readonly items: Iterable<PlannedItem>;
  readonly captureOf: (file: LocalItem) => Promise<Capture>;
}

/** So many photos are read together at a fraction of the price of each by itself. */
const AHEAD = 128;

/** Asks for the captures of photos shortly before they are sent, so that no transfer waits for its own. */
export function captureAhead(
  items: readonly PlannedItem[],
  files: Pick<LocalFiles, 'capture'>,
  signal: AbortSignal,
): CaptureAhead {
  const asked = new Map<LocalItem, Promise<Capture>>();
  // Also a fault of the port is then one of the item that asks, and not of the others.
  const read = async (file: LocalItem) => files.capture(file, { signal });

  function ask({ action, sides: { local } }: PlannedItem): void {
    if (!SENDING.includes(action) || !local || local.capture || signal.aborted) return;
    const capture = read(local);
    // Who never asks for it must not hear of its failure either.
    capture.catch(() => undefined);
    asked.set(local, capture);
  }

  function* begin(): Generator<PlannedItem> {
    items.slice(0, AHEAD).forEach(ask);
    let next = AHEAD;
    for (const item of items) {
      yield item;
      const ahead = items[next++];
      if (ahead) ask(ahead);
    }
  }

  return {
    items: { [Symbol.iterator]: begin },
    captureOf(file) {
      const capture = asked.get(file) ?? read(file);
      asked.delete(file);
      return capture;
    },
  };
}
