/** The earlier of two dates that are written alike; where only one is known, that one. */
export function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b < a ? b : a;
}
