import type { Drive } from './drive.ts';
import { purgeRevisions } from './store/revision.ts';

/** Deletes what has been in the trash for 30 days, and what Drive no longer keeps of replaced contents. */
export function purgeTrash({ store, limits, clock }: Drive): void {
  for (const file of store.all()) {
    if (file.revisions.length > 1) purgeRevisions(file.revisions, clock.now());
    const isOld = file.trashedMs !== undefined && file.trashedMs + limits.trashMs <= clock.now();
    if (isOld && store.get(file.id)) store.remove(file);
  }
}
