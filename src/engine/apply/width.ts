/** How many transfers run at once, and what was seen since that changed. */
export interface Width {
  readonly atOnce: number;
  /** Transfers that have ended since. */
  readonly ended: number;
  /** How many of them were under way before the service could not keep up: what it says to them is no news. */
  readonly old: number;
  /** How often the service could not keep up, in all. */
  readonly slowDowns: number;
}

/** @param most transfers at once, which is also what a run begins with */
export function widthAtFirst(most: number): Width {
  return { atOnce: most, ended: 0, old: 0, slowDowns: 0 };
}

/**
 * After a transfer has ended: half as many as before where the service could not keep up meanwhile, and one more after as
 * many in a row as run at once.
 */
export function widthAfter({ atOnce, ended, old, slowDowns: before }: Width, slowDowns: number, most: number): Width {
  if (slowDowns > before && ended >= old)
    return { atOnce: Math.max(1, Math.floor(atOnce / 2)), ended: 0, old: atOnce - 1, slowDowns };
  const isCalm = ended + 1 >= old + atOnce;
  return isCalm && atOnce < most
    ? { atOnce: atOnce + 1, ended: 0, old: 0, slowDowns }
    : { atOnce, ended: ended + 1, old, slowDowns };
}
