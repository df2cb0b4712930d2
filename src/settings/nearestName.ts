/** The name that somebody most likely meant; undefined when none is near. Letter case does not count. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const near = names
    .map((name) => ({ name, edits: edits(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter((candidate) => candidate.edits <= limit);
  return near.sort((a, b) => a.edits - b.edits)[0]?.name;
}

/** How many letters have to be added, removed or changed to make one text the other (Levenshtein's distance). */
function edits(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
