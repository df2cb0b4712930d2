import { problem } from '../engine/errors.ts';
import { phrase } from '../engine/phrase.ts';

/** What the disk said while a photo was read. */
export function unreadable(name: string, error: unknown) {
  return problem('E_FILE_UNREADABLE', phrase`${name}: ${error instanceof Error ? error.message : String(error)}`);
}
