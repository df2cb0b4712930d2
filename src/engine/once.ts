/** What is made when it is first asked for, and kept: a start should not pay for what it may not need. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
