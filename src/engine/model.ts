/** The six things a comparison can find about one item, spelled so wherever a person or a program sees them. */
export const EVENTS = ['LOCAL_ONLY', 'REMOTE_ONLY', 'REMOTE_OLDER', 'DIFFERENT', 'SAME', 'UNKNOWN'] as const;
export type SyncEvent = (typeof EVENTS)[number];

/** What can be done about one item. */
export const ACTIONS = [
  'UPLOAD_LOCAL',
  'DELETE_LOCAL',
  'SILENT',
  'REPORT',
  'DOWNLOAD_REMOTE',
  'DELETE_REMOTE',
  'TAG_REMOTE',
  'REPLACE_REMOTE_WITH_LOCAL',
  'UPDATE_REMOTE_METADATA',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How an item ended. `planned` is what a preview shows for work that a sync would do. */
export const OUTCOMES = [
  'planned',
  'done',
  'silent',
  'reported',
  'notPermitted',
  'notSupported',
  'skipped',
  'failed',
  'cancelled',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the ledger adds to an event; it never changes the event's name. */
export const DETAILS = [
  'new',
  'deletedRemotely',
  'deletedLocally',
  'localChanged',
  'remoteChanged',
  'bothChanged',
] as const;
export type Detail = (typeof DETAILS)[number];

/** The tests that a comparison may use, in the order in which they are tried. */
export const COMPARE_TESTS = ['date', 'size', 'hash'] as const;
export type CompareTest = (typeof COMPARE_TESTS)[number];

export type MediaKind = 'photo' | 'video';

/** What an item's content is, decided by its first bytes and not by its name. */
export interface MediaType {
  readonly kind: MediaKind;
  /** MIME type, for example `image/jpeg`. */
  readonly mime: string;
}

/**
 * What is known of the content of one photo or video. A missing field is not known, and is never guessed.
 * With `shrink`, these are the facts of the original, also on the remote side.
 */
export interface ContentFacts {
  /** Bytes. */
  readonly size?: number | undefined;
  /** Algorithm and lower-case hex digest, for example `sha256:9f86d0…`. */
  readonly hash?: string | undefined;
  /** When the content was last changed: ms since 1970 UTC, with a fraction where the file system keeps one. */
  readonly modifiedMs?: number | undefined;
}

/** What a photo says about itself. */
export interface Capture {
  /** Wall-clock time at the place of capture, `YYYY-MM-DDTHH:MM:SS`, without a zone: cameras rarely know theirs. */
  readonly capturedAt?: string | undefined;
  /** The caption that a person wrote into the photo, as plain text. */
  readonly caption?: string | undefined;
  /** Pixels as a viewer shows it, where its first bytes say so. */
  readonly dimensions?: { readonly width: number; readonly height: number } | undefined;
}

/** A photo or video found in a photo folder. */
export interface LocalFile {
  /** Path relative to the workspace folder, with `/`, in the spelling of the disk. */
  readonly path: string;
  /** The root it was found in, relative to the workspace folder (`.` is the workspace folder itself). */
  readonly root: string;
  /** Path below the root, with `/`. */
  readonly pathInRoot: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly type: MediaType;
  readonly hash?: string | undefined;
  readonly capture?: Capture | undefined;
  /** Why this file cannot be read or sent; it still stands for its item, so that nobody thinks it was deleted. */
  readonly obstacle?: Problem | undefined;
}

/** A local file that has been given its album and its name in it. */
export interface LocalItem extends LocalFile {
  readonly album: string;
  /** Path relative to the album's folder, with `/`. */
  readonly name: string;
}

/** One web album at a service: a whole album, or one part of a long one. */
export interface RemoteAlbum {
  readonly id: string;
  readonly title: string;
  readonly url?: string | undefined;
  /** Earliest capture date that the service has for the album. */
  readonly date?: string | undefined;
  /**
   * Stands for everything that `listItems` would tell, like an ETag: while it is the same, so are the items. What somebody
   * changes past the service may show in it a day late. Missing where the service does not know without listing them, and
   * while the album may still be changing.
   */
  readonly mark?: string | undefined;
}

/** One photo or video in a web album. */
export interface RemoteItem extends ContentFacts, Capture {
  readonly id: string;
  readonly albumId: string;
  readonly name: string;
  readonly type?: MediaType | undefined;
  readonly url?: string | undefined;
  /** Absolute path, where the service keeps the bytes as a file of this computer. */
  readonly file?: string | undefined;
  /** What a download gives, where that is not the original that the other facts are about: a shrunk copy. */
  readonly stored?: Pick<ContentFacts, 'size' | 'hash'> | undefined;
  /**
   * The answer to the upload that may have made it never came. While the ledger does not know the item either, it counts as
   * not there, so that the file is sent again; where the service keeps the same bytes once, that finds it.
   */
  readonly unheardOf?: boolean | undefined;
  /** Set when the item carries the mark that `TAG_REMOTE` leaves. */
  readonly tagged?: boolean | undefined;
}

/** What the ledger remembers of one item: how both sides looked when they were last in step. */
export interface BaseItem {
  readonly album: string;
  readonly name: string;
  readonly path: string;
  readonly remoteId: string;
  readonly albumId: string;
  readonly local: ContentFacts;
  readonly remote: ContentFacts;
  readonly capturedAt?: string | undefined;
}

/** What the ledger remembers of one web album that this tool made or adopted. */
export interface BaseAlbum {
  readonly id: string;
  /** The album's name, without the ` #n` of a part. */
  readonly album: string;
  /** 1 for the first web album of an album, 2 for ` #2`, … */
  readonly part: number;
  /** Folders that flow into it, relative to the workspace folder; the first one receives what is downloaded. */
  readonly folders: readonly string[];
}

/** Something that went wrong or needs a decision, in words for a person and with a stable code for a program. */
export interface Problem {
  readonly code: ErrorCode;
  /** In English for programs, the command line and the log; an editor puts its own language here. */
  readonly message: string;
  /** What the message says of this case, for whoever says it in another language. */
  readonly about?: Phrase | undefined;
  /** Relative to the workspace folder, or to the gallery for a file in it. */
  readonly path?: string | undefined;
  /** The setting to change, for example `albumSync.mode`. */
  readonly setting?: string | undefined;
}

export type { ErrorCode } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { Phrase } from './phrase.ts';
