/** What a thread that hashes is asked. */
export interface ToHashWorker {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
}

/** `sha256:<hex>`, or what the disk said. */
export type FromHashWorker =
  | { readonly id: number; readonly hash: string }
  | { readonly id: number; readonly message: string; readonly code: string | undefined };
