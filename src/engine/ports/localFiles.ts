import type { Capture, LocalFile, Problem, RemoteItem } from '../model.ts';
import type { Result } from '../result.ts';
import type { Call, ContentSink, ContentSource } from './albumService.ts';

/** A photo folder as the scan found it. */
export interface ScannedRoot {
  readonly path: string;
  readonly state: 'listed' | 'missing' | 'notAFolder' | 'unreadable';
}

/** Files that need be objects only while somebody looks at them. An array of them is such a list too. */
export interface FileList extends Iterable<LocalFile> {
  readonly length: number;
  at(index: number): LocalFile | undefined;
}

/** All that a scan found. Files are sorted by path, so that equal folders give equal plans. */
export interface LocalScan {
  readonly roots: readonly ScannedRoot[];
  readonly files: FileList;
  /** Folders that could not be listed, and files of which nobody could see what they are; relative to the workspace folder. */
  readonly unreadable: readonly string[];
  readonly skipped: readonly SkippedFile[];
  /** Folders that hold files and can be recognised by a later run. */
  readonly folders: readonly FolderRecord[];
  /** Whether the settings exclude a path, also one at which nothing stands. */
  readonly excludes: (path: string) => boolean;
  readonly problems: readonly Problem[];
}

/**
 * A folder with all that a scan finds out about it beside its files, by which a later run recognises it. One that changed
 * a moment ago, or that has rules of its own, is not worth one.
 */
export interface FolderRecord {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** The photo folder that it was found in. */
  readonly root: string;
  /** Stands for the names of all that lies in it, the fingerprints of its files and the rules from above. */
  readonly look: string;
  /** How many photos and videos lie in it, without those in folders in it. */
  readonly files: number;
  /** Names of the folders in it. */
  readonly folders: readonly string[];
  /** Files in it that are passed over. */
  readonly skipped: readonly SkippedFile[];
}

/** How folders look beside their records. */
export interface FolderLooks {
  /** Those that look as they did, by `folderKey`. */
  readonly unchanged: ReadonlySet<string>;
  /** Those in which nothing but some of the photos and videos looks different, by `folderKey`. */
  readonly touched: ReadonlyMap<string, TouchedFolder>;
}

/** A folder in which some files were written into, and nothing came, went or got another name. */
export interface TouchedFolder {
  /** The names of these files. */
  readonly names: ReadonlySet<string>;
  /** The folder as it looks now; undefined while it may still be changing. */
  readonly record: FolderRecord | undefined;
}

/** Names a folder of one root. */
export function folderKey({ root, path }: Pick<FolderRecord, 'root' | 'path'>): string {
  return `${root}\n${path}`;
}

/** A file or folder that was passed over, and why; what lies in a skipped folder is passed over with it. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
}

export type SkipReason =
  'hidden' | 'excluded' | 'sidecar' | 'system' | 'gallery' | 'otherFormat' | 'notMedia' | 'special' | 'link';

/** Whether a file that was passed over for this reason was looked at: otherwise its name said enough. */
export function isLookedAt({ reason }: Pick<SkippedFile, 'reason'>): boolean {
  return reason === 'notMedia' || reason === 'otherFormat';
}

/** Where the trash keeps what was moved there: a text that only the trash can read. */
export interface Trashed {
  readonly trashed?: string | undefined;
}

/** A file as a run knew it, by which it is recognised later. */
export interface FileState {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly hash?: string | undefined;
}

/** The photo folders of one workspace folder. Paths are relative to it, with `/`. Nothing outside its roots is written. */
export interface LocalFiles {
  /**
   * Finds the photos and videos. Of the folders in `asBefore`, by `folderKey`, the files are left out: they are as they
   * were, but for those of the names in `touched`.
   */
  scan(
    call: Call & {
      readonly onFolder?: (path: string, files: number) => void;
      readonly asBefore?: ReadonlyMap<string, FolderRecord>;
      readonly touched?: ReadonlyMap<string, ReadonlySet<string>>;
    },
  ): Promise<LocalScan>;
  /**
   * Looks at folders and at all files in them. No file is read.
   * @param signsOf what `signsOf` said of the files of such a folder, where that was kept
   */
  looksOf(
    folders: readonly FolderRecord[],
    call: Call & { readonly signsOf?: (folder: FolderRecord) => Uint8Array | undefined },
  ): Promise<FolderLooks>;
  /**
   * How each file of a folder looked when its record was made, so that `looksOf` can later tell one file from the other.
   * Undefined where that is not known of all of them.
   */
  signsOf(folder: FolderRecord): Uint8Array | undefined;
  /** SHA-256 of the content as `sha256:<hex>`; reads the file unless the ledger knows it. */
  hash(file: LocalFile, call: Call): Promise<Result<string>>;
  /** Takes note of a hash that was computed while the file was sent, so that it need not be read again for it. */
  learnHash(file: LocalFile, hash: string): void;
  /** Capture date and caption; empty when there are none or they cannot be read. */
  capture(file: LocalFile, call: Call): Promise<Capture>;
  /** Opens a file that is still as the scan saw it (`E_SOURCE_CHANGED` otherwise), shrunk when the settings say so. */
  open(file: LocalFile, call: Call): Promise<Result<ContentSource>>;
  /**
   * The bytes of a file, like `open`, without a look at it: whether it is still as the scan saw it, its `verify` says. Undefined
   * where there is more to do than to read it.
   */
  sourceOf?(file: LocalFile): ContentSource | undefined;
  /**
   * Receives a download under a temporary name, checks it against what the service says of it, flushes it, gives it the
   * source date and then its name. `replaces` is the file that is moved to the trash for it, after it was checked to be
   * still as the scan saw it; without it nothing may stand at `path`.
   */
  receive(
    path: string,
    item: RemoteItem,
    fetch: (sink: ContentSink) => Promise<Result<void>>,
    options: { readonly replaces?: LocalFile | undefined } & Call,
  ): Promise<Result<LocalFile & Trashed>>;
  /** Moves a file that is still as the scan saw it to the trash. */
  trash(file: LocalFile, call: Call): Promise<Result<Trashed>>;
  /**
   * Brings back a file from the trash, to where it was. With `replaces`, that file stands there and goes to the trash in
   * turn, when it is still as it is given; without it nothing may stand there. Done twice, it has happened once;
   * `E_TRASH_EMPTIED` when the content is no longer there, or is not what was put away.
   */
  restore(
    was: FileState,
    trashed: string,
    options: Call & { readonly replaces?: FileState | undefined },
  ): Promise<Result<Trashed>>;
  /** Moves a file to the trash that is still as a run left it; one that is gone already is no fault. */
  takeBack(file: FileState, call: Call): Promise<Result<Trashed>>;
}
