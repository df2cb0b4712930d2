import type { ErrorCode, Problem } from '../../engine/model.ts';

/** A long upload, as it is told from others. */
export interface LongUpload {
  /** Names it from one run to the next, such as the id of the file that it makes. */
  readonly key: string;
  /** A digest of all that is sent: an upload that was begun with anything else cannot be gone on with. */
  readonly content: string;
}

/**
 * The addresses of uploads that were begun, so that a run goes on with what an earlier one has left. Whoever has an address
 * may write the file, so it is a secret. Nothing of this fails: an upload whose address was not kept is begun anew.
 */
export interface UploadSessions {
  /** The address that was kept for this very upload, for as long as the service may know it. */
  find(upload: LongUpload): Promise<string | undefined>;
  /** Takes the place of what was kept under the key. */
  keep(upload: LongUpload, address: string): Promise<void>;
  forget(upload: LongUpload): Promise<void>;
  /** Forgets what no service knows any more, of all accounts. */
  sweep(): Promise<void>;
}

/** Whether an upload that ended so stands where it is, for the next run to go on with. */
export function mayGoOn({ code }: Problem): boolean {
  return STANDING.has(code);
}

const STANDING: ReadonlySet<ErrorCode> = new Set([
  'E_UNREACHABLE',
  'E_CANCELLED',
  'E_QUOTA',
  'E_RATE_LIMIT',
  'E_SIGN_IN',
  'E_FILE_UNREADABLE',
]);
