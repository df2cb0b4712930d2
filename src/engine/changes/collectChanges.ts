/** Paths that changed, relative to the workspace folder; past a bound nobody keeps count, and it is `many`. */
export type ChangedPaths = ReadonlySet<string> | 'many';

/** What happened, for the collector to take note of. */
export type CollectInput =
  /** Something at these paths was made, changed or removed. */
  | { readonly type: 'heard'; readonly paths: readonly string[] }
  /** A run, or a look at what changed, has begun: nothing is handed over until `idle`. */
  | { readonly type: 'busy' }
  | { readonly type: 'idle' }
  /** What was handed over could not be acted on: it comes again, and may be acted on from then on. */
  | { readonly type: 'putOff'; readonly paths: ChangedPaths; readonly untilMs: number }
  /** What was put off need not wait any longer. */
  | { readonly type: 'resume' }
  /** Time has passed. */
  | { readonly type: 'tick' };

/** Times in ms. */
export interface CollectRules {
  /** So long nothing must have changed: whoever copies a card is not finished with the first photo. */
  readonly quietMs: number;
  /** Where changes never cease, they are handed over after this. */
  readonly maxWaitMs: number;
  /** More paths than this are `many`. */
  readonly mostPaths: number;
}

/** What has been collected; plain data, made by `nothingCollected` and changed by `collectChanges` alone. */
export interface Collected {
  readonly heard: ChangedPaths;
  /** Looked at already, and not yet acted on. */
  readonly owed: ChangedPaths;
  readonly isBusy: boolean;
  readonly firstHeardMs: number;
  readonly lastHeardMs: number;
  /** When a run ended or something was handed over: what follows close upon it may be its own doing. */
  readonly restSinceMs: number;
  /** Before this, what is handed over is only to be looked at. */
  readonly notBeforeMs: number;
}

/** Changes to look at and, where that is allowed by now, to act on. */
export interface HandOver {
  readonly paths: ChangedPaths;
  readonly mayAct: boolean;
}

export interface Collecting {
  readonly collected: Collected;
  readonly handed?: HandOver | undefined;
  /** When a `tick` would hand something over; missing while only an input can change that. */
  readonly wakeAtMs?: number | undefined;
}

const NOTHING: ReadonlySet<string> = new Set();

export function nothingCollected(): Collected {
  return {
    heard: NOTHING,
    owed: NOTHING,
    isBusy: false,
    firstHeardMs: 0,
    lastHeardMs: 0,
    restSinceMs: Number.NEGATIVE_INFINITY,
    notBeforeMs: Number.NEGATIVE_INFINITY,
  };
}

/**
 * Collects changes until there is a quiet moment, and hands them over together. During a run it only collects. Pure:
 * the clock is the caller's, who comes with a `tick` at `wakeAtMs`.
 */
export function collectChanges(before: Collected, input: CollectInput, nowMs: number, rules: CollectRules): Collecting {
  const collected = takeNote(before, input, nowMs, rules);
  const dueAtMs = dueAt(collected, rules);
  return nowMs < dueAtMs ? waiting(collected, dueAtMs) : handOver(collected, nowMs, rules);
}

/** Both together, or `many`. */
export function joinPaths(a: ChangedPaths, b: ChangedPaths, mostPaths: number): ChangedPaths {
  if (a === 'many' || b === 'many') return 'many';
  if (b.size === 0) return a;
  const both = new Set([...a, ...b]);
  return both.size > mostPaths ? 'many' : both;
}

function takeNote(before: Collected, input: CollectInput, nowMs: number, { mostPaths }: CollectRules): Collected {
  switch (input.type) {
    case 'heard':
      return {
        ...before,
        heard: joinPaths(before.heard, new Set(input.paths), mostPaths),
        firstHeardMs: isEmpty(before.heard) ? nowMs : before.firstHeardMs,
        lastHeardMs: nowMs,
      };
    case 'busy':
      return { ...before, isBusy: true };
    case 'idle':
      return { ...before, isBusy: false, restSinceMs: nowMs };
    case 'putOff':
      return { ...before, owed: joinPaths(before.owed, input.paths, mostPaths), notBeforeMs: input.untilMs };
    case 'resume':
      return { ...before, notBeforeMs: nowMs };
    case 'tick':
      return before;
  }
}

/** Both are handed over together, so what was put off waits for the quiet of what was heard. */
function dueAt({ heard, owed, isBusy, ...times }: Collected, { quietMs, maxWaitMs }: CollectRules): number {
  if (isBusy || (isEmpty(heard) && isEmpty(owed))) return Number.POSITIVE_INFINITY;
  const due = isEmpty(heard)
    ? times.notBeforeMs
    : Math.min(times.lastHeardMs + quietMs, times.firstHeardMs + maxWaitMs);
  return Math.max(due, times.restSinceMs + quietMs);
}

function waiting(collected: Collected, wakeAtMs: number): Collecting {
  return Number.isFinite(wakeAtMs) ? { collected, wakeAtMs } : { collected };
}

function handOver(collected: Collected, nowMs: number, rules: CollectRules): Collecting {
  const { heard, owed, notBeforeMs } = collected;
  const mayAct = nowMs >= notBeforeMs;
  const both = joinPaths(owed, heard, rules.mostPaths);
  const rest: Collected = {
    ...collected,
    heard: NOTHING,
    owed: mayAct ? NOTHING : both,
    restSinceMs: nowMs,
    notBeforeMs: mayAct ? Number.NEGATIVE_INFINITY : notBeforeMs,
  };
  return { ...waiting(rest, dueAt(rest, rules)), handed: { paths: mayAct ? both : heard, mayAct } };
}

function isEmpty(paths: ChangedPaths): boolean {
  return paths !== 'many' && paths.size === 0;
}
