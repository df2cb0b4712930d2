/** A change as the feed keeps it: the latest of its file. */
export interface Change {
  readonly fileId: string;
  readonly sequence: number;
  readonly timeMs: number;
  /** What is left to know of a file that is gone: whose it was, and which apps knew it. */
  readonly gone?: { readonly accounts: ReadonlySet<string>; readonly clients: ReadonlySet<string> };
}

/** Which files changed, in the order of their latest change. */
export interface ChangeFeed {
  /** Takes a change in; an older one of the same file disappears. */
  readonly record: (fileId: string, timeMs: number, gone?: Change['gone']) => void;
  /** All changes from a position on, oldest first. */
  readonly since: (sequence: number) => Change[];
  /** The position that the next change will have. */
  readonly nextSequence: () => number;
}

/** Where a feed starts. Drive's tokens do not begin at 1 either, and nobody may take them for a count. */
export const FIRST_SEQUENCE = 1_204;

export function createFeed(): ChangeFeed {
  const latest = new Map<string, Change>();
  let next = FIRST_SEQUENCE;
  return {
    record: (fileId, timeMs, gone) => {
      // A map keeps the order of insertion, which is the order of the feed.
      latest.delete(fileId);
      latest.set(fileId, { fileId, sequence: next++, timeMs, ...(gone === undefined ? {} : { gone }) });
    },
    since: (sequence) => [...latest.values()].filter((change) => change.sequence >= sequence),
    nextSequence: () => next,
  };
}
