import type { DiskError } from '../threads/diskError.ts';
import type { BrokenWrite } from '../writeChecked.ts';

/** What a thread is asked to copy. */
export interface CopyJob {
  readonly task: 'copy';
  /** Absolute path of the file to copy. */
  readonly from: string;
  /** Absolute path of the copy, where nothing stands. */
  readonly to: string;
  /** Bytes, as far as anybody knows. */
  readonly size: number;
  /** Modification time to give the copy, ms since 1970 UTC; without it, now. */
  readonly modifiedMs: number | undefined;
  /** `later`: who asked flushes it, before it gets its name. */
  readonly flush: 'now' | 'later';
  /** Shared with who asked: one number, which is no longer 0 once the copy is not wanted any more. */
  readonly isUnwanted?: Int32Array<SharedArrayBuffer> | undefined;
}

/** The copy, compared, and flushed if that was asked for; or why there is none. */
export type CopyAnswer =
  | {
      readonly size: number;
      /** `sha256:<hex>` */
      readonly hash: string;
      /** As the disk keeps it, ms since 1970 UTC. */
      readonly modifiedMs: number;
    }
  | { readonly failed: 'reading' | 'writing'; readonly error: DiskError }
  | { readonly failed: BrokenWrite | 'unwanted' | 'changed' };

/**
 * Which files a thread is asked to copy, one after the other: in columns, since an object for each takes longer to send than
 * the file to copy.
 */
export interface CopiesJob extends Pick<CopyJob, 'flush' | 'isUnwanted'> {
  readonly task: 'copies';
  /** Absolute paths. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** How each file looked when it was found (`fingerprintColumns`): there is no copy of another one (`changed`). */
  readonly looks: BigInt64Array;
  /** Bytes of all of them. */
  readonly size: number;
  /** The modification time to give each copy, ms since 1970 UTC. */
  readonly modifiedMs: Float64Array;
}

/** What became of each file, in columns in their order. A copy is as long as the file was when it was found. */
export interface CopiesAnswer {
  /** `sha256:<hex>`; empty where there is no copy. */
  readonly hashes: readonly string[];
  /** As the disk keeps it, ms since 1970 UTC. */
  readonly modifiedMs: Float64Array;
  /** Of which files there is no copy, and why. */
  readonly failed: readonly (readonly [index: number, why: NotCopied])[];
}

/** Why there is no copy. */
export type NotCopied = Extract<CopyAnswer, { readonly failed: string }>;

/** What a thread is asked to say of staged files before they get their names; who asked flushes the journal. */
export interface NoteJob {
  readonly task: 'note';
  /** Absolute path of the journal, to which the line of each file is added. */
  readonly journal: string;
  readonly files: readonly NamedFile[];
  /** `free`: nothing can stand in their places but what came a moment ago, which is seen right before they get their names. */
  readonly places?: 'free' | undefined;
}

export interface NamedFile {
  /** Absolute path of the staged file. */
  readonly from: string;
  /** Absolute path that it gets, if nothing stands there; the folder is there. */
  readonly to: string;
  readonly line: string;
}

/** Which staged files, of which a journal speaks durably, a thread is asked to rename; who asked flushes their folders. */
export interface RenameJob {
  readonly task: 'rename';
  readonly files: readonly Pick<NamedFile, 'from' | 'to'>[];
}

/** What became of the names of files: one outcome for each, in their order. */
export interface NameAnswer {
  readonly outcomes: readonly NameOutcome[];
}

/** What a journal says of files: one outcome for each, in their order. */
export interface NoteAnswer {
  readonly outcomes: readonly NoteOutcome[];
}

export type NoteOutcome = { readonly how: 'noted' } | NotNoted;

/** `taken`: something stands there; `failed`: the disk said no. The journal says nothing of the file. */
export type NotNoted = { readonly how: 'taken' } | { readonly how: 'failed'; readonly error: DiskError };

export type NameOutcome = { readonly how: 'named' } | NotNamed;

/** The journal speaks of the file, but it did not get its name; `takenSince`: something came to stand there meanwhile. */
export type NotNamed =
  NotNoted | { readonly how: 'takenSince' } | { readonly how: 'onlyNoted'; readonly error: DiskError };

/** What a thread that copies is asked, and what it answers. */
export type CopierJob = CopyJob | CopiesJob | NoteJob | RenameJob;
export type CopierAnswer = CopyAnswer | CopiesAnswer | NameAnswer | NoteAnswer;
