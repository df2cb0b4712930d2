type Compare<T> = (a: T, b: T) => number;

/** Where a thing belongs in a list that is in order: behind those that are equal to it. */
export function positionAfter<T>(list: readonly T[], thing: T, compare: Compare<T>): number {
  return firstWhere(list, (other) => compare(other, thing) > 0);
}

/** Where a thing is in a list that is in order, or belongs where it is not: before those that are equal to it. */
export function positionOf<T>(list: readonly T[], thing: T, compare: Compare<T>): number {
  return firstWhere(list, (other) => compare(other, thing) >= 0);
}

/**
 * Puts things into a list; both are in order. Only what stands behind the first of them is moved, and only the things are
 * compared.
 * @returns the place of the first one
 */
export function insertedAt<T>(list: T[], things: readonly T[], compare: Compare<T>): number {
  const [first] = things;
  if (first === undefined) return list.length;
  const from = positionAfter(list, first, compare);
  const behind = list.splice(from);
  let taken = 0;
  for (const thing of things) {
    const until = positionAfter(behind, thing, compare);
    for (; taken < until; taken++) list.push(behind[taken] as T);
    list.push(thing);
  }
  for (; taken < behind.length; taken++) list.push(behind[taken] as T);
  return from;
}

/** Takes things out of a list that is in order, and in which no two are equal. */
export function takeOut<T>(list: T[], things: readonly T[], compare: Compare<T>): void {
  const places = things.map((thing) => positionOf(list, thing, compare)).sort((a, b) => a - b);
  const [first] = places;
  if (first === undefined) return;
  let [to, next] = [first, 0];
  for (let from = first; from < list.length; from++) {
    if (from === places[next]) next++;
    else list[to++] = list[from] as T;
  }
  list.length = to;
}

/** The first place at which something holds, where it holds for all places behind it. */
export function firstWhere<T>(list: readonly T[], holds: (thing: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
