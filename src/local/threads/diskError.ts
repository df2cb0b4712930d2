/** What the disk said, as it passes from one thread to another. */
export interface DiskError {
  readonly message: string;
  readonly code: string | undefined;
}

/** What was thrown, for another thread. */
export function toDiskError(thrown: unknown): DiskError {
  const { message, code } = thrown as NodeJS.ErrnoException;
  return { message, code };
}

/** The error of another thread as one of this thread. */
export function fromDiskError({ message, code }: DiskError): Error {
  return Object.assign(new Error(message), { code });
}
