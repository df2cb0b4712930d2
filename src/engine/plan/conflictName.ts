/** The name of a copy that is kept beside another: `a (conflict 2026-11-22).jpg`, then `… 2).jpg` when that is taken. */
export function conflictName(name: string, today: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const stemEnd = dot > name.lastIndexOf('/') + 1 ? dot : name.length;
  for (let count = 1; ; count++) {
    const mark = count === 1 ? `(conflict ${today})` : `(conflict ${today} ${count})`;
    const candidate = `${name.slice(0, stemEnd)} ${mark}${name.slice(stemEnd)}`;
    if (!taken.has(candidate)) return candidate;
  }
}
