import { problem } from '../engine/errors.ts';

/** What the disk said while a photo was read. */
export function unreadable(name: string, error: unknown) {
  return problem('E_FILE_UNREADABLE', `${name}: ${error instanceof Error ? error.message : String(error)}`);
}
