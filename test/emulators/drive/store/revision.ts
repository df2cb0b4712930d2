import type { MediaFacts, Revision } from './model.ts';

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
const KEPT_REVISIONS = 100;

/** What a revision is made of. */
export interface Content {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly media: MediaFacts | undefined;
  readonly checksums: Checksums;
}

/** Of the whole content, in lower-case hex. */
export type Checksums = Pick<Revision, 'md5' | 'sha1' | 'sha256'>;

/** A revision of this content, with its checksums. */
export function makeRevision(
  id: string,
  content: Content,
  when: { readonly modifiedMs: number; readonly storedMs: number },
  originalFilename: string,
): Revision {
  const { bytes, mimeType, media, checksums } = content;
  return { id, bytes, ...checksums, mimeType, ...when, originalFilename, media, keepForever: false };
}

/**
 * Removes what Drive has purged by now: a content that has been replaced and is older than 30 days, or one of more than
 * 100. What is to be kept for ever stays. (Google's page "Manage file revisions".)
 */
export function purgeRevisions(revisions: Revision[], nowMs: number): void {
  const head = revisions.at(-1);
  const passing = revisions.filter((revision) => revision !== head && !revision.keepForever);
  const tooMany = new Set(passing.slice(0, Math.max(0, passing.length + 1 - KEPT_REVISIONS)));
  const kept = revisions.filter(
    (revision) => !passing.includes(revision) || (!tooMany.has(revision) && nowMs - revision.storedMs < KEPT_MS),
  );
  revisions.splice(0, revisions.length, ...kept);
}
