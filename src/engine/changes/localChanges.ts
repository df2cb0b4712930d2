import type { ContentFacts } from '../model.ts';
import type { ReportItem } from '../report.ts';

/** A file as somebody knew it. */
export interface KnownFile {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly album: string;
  readonly name: string;
  /** What its content was; missing where only the ledger knows it, because a run has worked on it since. */
  readonly was?: Pick<ContentFacts, 'size' | 'modifiedMs'> | undefined;
}

/** A file as it is now. */
export interface FoundFile {
  readonly path: string;
  readonly album: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** A photo that is not as it was when both sides were last compared. */
export interface LocalChange {
  readonly path: string;
  readonly album: string;
  readonly name: string;
  readonly kind: 'added' | 'changed' | 'gone';
}

/** Both looks at the same places, and what else there is to know of them. */
export interface TwoLooks {
  readonly known: readonly KnownFile[];
  readonly found: readonly FoundFile[];
  /** What the ledger remembers of a path: how the file was when it was last in step. `unread` where nobody could ask it. */
  readonly base: (path: string) => Pick<ContentFacts, 'size' | 'modifiedMs'> | 'unread' | undefined;
  /** What is known of a path at which nothing was found. */
  readonly standing: (path: string) => 'free' | 'leftAlone' | 'unreadable';
}

/** The files that a window knows from its last comparisons. */
export function* knownFiles(items: Iterable<ReportItem>): Iterable<KnownFile> {
  for (const { path, album, name, action, outcome, seen } of items) {
    const isGone = action === 'DELETE_LOCAL' && outcome === 'done';
    if (path !== undefined && !isGone) yield { path, album, name, was: seen?.local };
  }
}

/**
 * What changed since the last comparison. A file that is as it was then, or as a run left it, has not changed, however
 * often something was heard of it; one that nobody could look at has not either.
 */
export function localChanges({ known, found, base, standing }: TwoLooks): readonly LocalChange[] {
  const before = new Map(known.map((file) => [file.path, file]));
  const now = new Set(found.map(({ path }) => path));
  const here = found.flatMap((file): LocalChange | [] => {
    const was = before.get(file.path);
    const facts = was?.was ?? base(file.path);
    const isUnread = facts === 'unread';
    if (isUnread ? was !== undefined : facts !== undefined && isSame(facts, file)) return [];
    const { path, album, name } = file;
    return { path, album, name, kind: was === undefined && (isUnread || facts === undefined) ? 'added' : 'changed' };
  });
  const missing = known.flatMap(({ path, album, name }): LocalChange | [] => {
    const why = now.has(path) ? 'unreadable' : standing(path);
    if (why === 'unreadable') return [];
    return { path, album, name, kind: why === 'free' ? 'gone' : 'changed' };
  });
  return [...here, ...missing];
}

function isSame(was: Pick<ContentFacts, 'size' | 'modifiedMs'>, now: FoundFile): boolean {
  return was.size === now.size && was.modifiedMs === now.modifiedMs;
}
