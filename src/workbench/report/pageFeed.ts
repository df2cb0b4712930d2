import type { ReportItem } from '../../engine/report.ts';
import { packItems } from '../../webview/packedItems.ts';
import type { ReportView, RunView, ToPage } from '../../webview/protocol.ts';
import { packView, PIECE } from './packView.ts';

/** What the feed of a page works with. */
export interface PageFeedPorts {
  /** All that the page is to show now. */
  readonly view: () => ReportView;
  readonly run: () => RunView;
  readonly send: (message: ToPage) => void;
  /** Makes what lets others have the event loop while a report is packed. */
  readonly slices: () => () => Promise<void>;
}

/**
 * Tells the page of reports and of what runs do, in an order in which they make one picture. A large report is packed in
 * slices; what comes meanwhile is told after it, so that the page never has items of one report in another.
 */
export interface PageFeed {
  /** Everything is new. What was being packed until now is not sent. */
  showAll(): Promise<void>;
  putItems(folder: string, items: readonly ReportItem[]): void;
  setRun(run: RunView): void;
  /** Nobody reads any more. */
  stop(): void;
}

export function pageFeed({ view, run, send, slices }: PageFeedPorts): PageFeed {
  let packing: AbortController | undefined;
  let waiting: (readonly [folder: string, items: readonly ReportItem[]])[] = [];
  const tell = (folder: string, items: readonly ReportItem[]): void => {
    for (let from = 0; from < items.length; from += PIECE)
      send({ type: 'items', folder, items: packItems(items.slice(from, from + PIECE)) });
  };
  const stop = (): void => {
    packing?.abort();
    packing = undefined;
    waiting = [];
  };
  return {
    async showAll() {
      stop();
      const own = new AbortController();
      packing = own;
      const { signal } = own;
      const pause = slices();
      // At the end of a run there is more than one reason to show everything: they are heard first.
      await pause();
      if (signal.aborted) return;
      // What came until here is in the view.
      waiting = [];
      const packed = await packView(view(), { pause, signal });
      if (packed === undefined || signal.aborted) return;
      send({ type: 'show', view: { ...packed, run: run() } });
      packing = undefined;
      for (const [folder, items] of waiting.splice(0)) tell(folder, items);
    },
    putItems(folder, items) {
      if (packing === undefined) tell(folder, items);
      else waiting.push([folder, items]);
    },
    setRun(next) {
      // The view tells how far the run has come by then.
      if (packing === undefined) send({ type: 'run', run: next });
    },
    stop,
  };
}
