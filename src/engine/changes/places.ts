/** Whether a path is one of some places or lies below one; `.` is above all. Paths with `/`. */
export function isAtOrBelow(path: string, places: ReadonlySet<string>): boolean {
  if (places.size === 0) return false;
  if (places.has('.')) return true;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
    if (places.has(path.slice(0, end))) return true;
  return false;
}

/** The folders on the way to some places, without the places themselves. */
export function foldersAbove(places: ReadonlySet<string>): ReadonlySet<string> {
  const above = new Set<string>();
  for (const place of places)
    for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1))
      above.add(place.slice(0, end));
  return above;
}
