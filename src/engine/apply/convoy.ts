import type { UploadCall } from '../ports/albumService.ts';
import { widthAfter, widthAtFirst } from './width.ts';

export interface ConvoyLimits {
  /** Transfers at once, at most. */
  readonly atOnce: number;
  /** How often the service could not keep up so far; then fewer run at once for a while. */
  readonly slowDowns: () => number;
  /** How many more may have sent their bytes and wait for their answer; see `Capabilities.pendingUploads`. */
  readonly waiting: number;
}

/** How a transfer tells the others, and hears from them. */
export interface Turn {
  readonly onSent: NonNullable<UploadCall['onSent']>;
  readonly lull: NonNullable<UploadCall['lull']>;
}

/**
 * Runs `work` over all pieces, begun in their order, and resolves when the last one is done. A piece is one transfer, of one
 * item or of several that go together; once its bytes are sent it makes room for the next one while its items wait. `work` must
 * not reject; an item that can fail returns its failure.
 */
export function inConvoy<Piece extends readonly unknown[]>(
  pieces: Iterable<Piece>,
  { atOnce: most, waiting, slowDowns }: ConvoyLimits,
  work: (piece: Piece, turn: Turn) => Promise<void>,
): Promise<void> {
  const queue = pieces[Symbol.iterator]();
  let [sending, sent] = [0, 0];
  let width = widthAtFirst(most);
  let isEmpty = false;
  let isGoingOn = false;
  const listeners: (() => void)[] = [];
  return new Promise((resolve) => {
    const leave = () => {
      sending--;
      width = widthAfter(width, slowDowns(), most);
    };
    const begin = (piece: Piece) => {
      let isSent = false;
      sending++;
      const turn = {
        onSent: () => {
          if (isSent) return;
          isSent = true;
          leave();
          sent += piece.length;
          goOn();
        },
        lull: () => new Promise<void>((calm) => listeners.push(calm)),
      };
      void work(piece, turn).then(() => {
        if (isSent) sent -= piece.length;
        else leave();
        goOn();
      });
    };
    const goOn = () => {
      // One that is sent as soon as it begins makes room for the next one here, and not within itself: there may be thousands.
      if (isGoingOn) return;
      isGoingOn = true;
      while (!isEmpty && sending < width.atOnce && sent < Math.max(waiting, 1)) {
        const next = queue.next();
        if (next.done === true) isEmpty = true;
        else begin(next.value);
      }
      isGoingOn = false;
      if (sending > 0) return;
      for (const calm of listeners.splice(0)) calm();
      if (isEmpty && sent === 0) resolve();
    };
    goOn();
  });
}
