import type { ReportItem } from '../../engine/report.ts';

/** What a file of a photo folder still lacks on the web. */
export type FileMark = 'notOnTheWeb' | 'olderOnTheWeb';

/**
 * The files of all workspace folders that have a mark, as the last comparison and the runs since left them. Nobody reads
 * a disk to answer: the Explorer asks for every file that it draws.
 */
export class FileMarks {
  readonly #byFolder = new Map<string, Map<string, FileMark>>();

  /** @param path relative to the workspace folder */
  of(folder: string, path: string): FileMark | undefined {
    return this.#byFolder.get(folder)?.get(path);
  }

  /** Some items have reached their outcome. Gives the paths that look different now. */
  put(folder: string, items: Iterable<ReportItem>): readonly string[] {
    const marks = this.#folder(folder);
    const changed: string[] = [];
    for (const item of items) {
      if (item.path === undefined) continue;
      const mark = markOf(item);
      if (mark === marks.get(item.path)) continue;
      if (mark === undefined) marks.delete(item.path);
      else marks.set(item.path, mark);
      changed.push(item.path);
    }
    return changed;
  }

  /** All that is known of a folder now. Gives the paths that look different. */
  replace(folder: string, items: Iterable<ReportItem>): readonly string[] {
    const before = this.#folder(folder);
    this.#byFolder.delete(folder);
    this.put(folder, items);
    const after = this.#folder(folder);
    const paths = new Set([...before.keys(), ...after.keys()]);
    return [...paths].filter((path) => before.get(path) !== after.get(path));
  }

  #folder(folder: string): Map<string, FileMark> {
    let marks = this.#byFolder.get(folder);
    if (marks === undefined) {
      marks = new Map();
      this.#byFolder.set(folder, marks);
    }
    return marks;
  }
}

/** A file that a sync is to leave alone has no mark: it would never lose it. */
function markOf({ event, outcome }: ReportItem): FileMark | undefined {
  if (outcome === 'done' || outcome === 'silent' || outcome === 'skipped') return undefined;
  if (event === 'LOCAL_ONLY') return 'notOnTheWeb';
  return event === 'REMOTE_OLDER' ? 'olderOnTheWeb' : undefined;
}
