import type { BaseAlbum, BaseItem, Capture, MediaType } from '../model.ts';
import type { SettledAlbum } from '../settled/settledAlbum.ts';
import type { NumberedStep, RunStamp, UndoStep } from '../undo/model.ts';

/** Tells one state of a file from another without reading it: bytes, nanoseconds since 1970, inode. */
export interface Fingerprint {
  readonly size: number;
  readonly modifiedNs: bigint;
  readonly changedNs: bigint;
  readonly inode: bigint;
}

/** What was learned by reading a file, remembered so that no unchanged byte is read twice. */
export interface FileKnowledge {
  /** `notMedia` when the content is neither a photo nor a video. */
  readonly type?: MediaType | 'notMedia' | undefined;
  readonly hash?: string | undefined;
  readonly capture?: Capture | undefined;
}

/**
 * What was last in step: the base of the three-way comparison. Writes are durable when `commit` returns, and calls
 * between two commits become durable together or not at all.
 */
export interface Ledger {
  items(): readonly BaseItem[];
  itemsIn(album: string): readonly BaseItem[];
  /** Those of an album whose files have these paths; where each has one of its own name, no other one is looked for. */
  itemsAt(album: string, paths: ReadonlySet<string>): readonly BaseItem[];
  /** Every album of which an item is remembered. */
  albumsWithItems(): readonly string[];
  countItems(): number;
  /** Every name that stands for a web item: more than one where the same bytes are one item. */
  itemsOf(remoteId: string): readonly BaseItem[];
  albums(): readonly BaseAlbum[];
  rememberItem(item: BaseItem): void;
  forgetItem(album: string, name: string): void;
  rememberAlbum(album: BaseAlbum): void;
  forgetAlbum(id: string): void;
  /** Albums that were found wholly in step. One is forgotten as soon as anything is written about an item of it. */
  settled(): readonly SettledAlbum[];
  /** @param signs what `LocalFiles.signsOf` says of its places, in their order; undefined where it does not of all */
  settle(album: SettledAlbum, signs: readonly Uint8Array[] | undefined): void;
  /** What was given of a settled album. */
  signsOf(album: string): readonly Uint8Array[] | undefined;
  /**
   * What is known of a file, when it still has the given fingerprint.
   * @param fingerprint or what finds it out, which is called where something was learned of the file
   */
  knowledge(path: string, fingerprint: Fingerprint | (() => Fingerprint)): FileKnowledge | undefined;
  learn(path: string, fingerprint: Fingerprint, knowledge: FileKnowledge): void;
  /** The steps of the last run that changed something, in the order in which they happened. */
  steps(): readonly NumberedStep[];
  /** Begins the record of a run: the first step that follows takes the place of those of earlier runs. */
  beginRun(run: RunStamp): void;
  rememberStep(step: UndoStep): void;
  /** @param number of `NumberedStep` */
  forgetStep(number: number): void;
  /** The run to which `steps` belong, where there is one. */
  lastRun(): RunStamp | undefined;
  commit(): void;
}
