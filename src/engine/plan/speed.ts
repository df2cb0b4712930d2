/** How far a run has come at a moment: things, and bytes where they are known. */
export interface Progress {
  readonly done: number;
  readonly total?: number | undefined;
  readonly bytes?: { readonly done: number; readonly total: number } | undefined;
}

/** How fast a run is, and how long it will still take. */
export interface Speed {
  readonly bytesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

/** So long back a run is measured: a line that gets slower is seen soon, and one slow photo does not make it look so. */
const WINDOW_MS = 30_000;
/** Before that, nothing is said. */
const FIRST_MS = 3_000;

/** Measures a run that is on, by the clock of whoever asks. */
export class SpeedMeter {
  #marks: { readonly at: number; readonly progress: Progress }[] = [];

  /** @param nowMs of a clock that only goes forward */
  add(nowMs: number, progress: Progress): Speed {
    // Another phase, or another folder, begins anew.
    if ((this.#marks.at(-1)?.progress.done ?? 0) > progress.done) this.#marks = [];
    this.#marks.push({ at: nowMs, progress });
    const first = this.#marks.findLast(({ at }) => nowMs - at >= WINDOW_MS) ?? this.#marks[0];
    if (first === undefined) return {};
    this.#marks = this.#marks.slice(this.#marks.indexOf(first));
    const seconds = (nowMs - first.at) / 1000;
    if (nowMs - first.at < FIRST_MS || progress.done <= first.progress.done) return {};
    const byNumber = left(progress, first.progress, seconds);
    const byBytes = progress.bytes && first.progress.bytes && left(progress.bytes, first.progress.bytes, seconds);
    const secondsLeft = byNumber === undefined ? undefined : Math.max(byNumber, byBytes ?? 0);
    const moved = (progress.bytes?.done ?? 0) - (first.progress.bytes?.done ?? 0);
    return {
      ...(moved > 0 ? { bytesPerSecond: moved / seconds } : {}),
      ...(secondsLeft === undefined ? {} : { secondsLeft }),
    };
  }
}

function left(
  { done, total }: Pick<Progress, 'done' | 'total'>,
  first: Pick<Progress, 'done'>,
  seconds: number,
): number | undefined {
  if (total === undefined || done <= first.done) return undefined;
  return ((total - done) / (done - first.done)) * seconds;
}
