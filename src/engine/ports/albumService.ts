import type { Capture, ContentFacts, MediaType, Problem, RemoteAlbum, RemoteItem } from '../model.ts';
import type { Result } from '../result.ts';
import type { Fingerprint } from './ledger.ts';

/** What a service can do. The engine and the editor ask this record, never the service's name. */
export interface Capabilities {
  /**
   * Which facts the service can tell of an item. Where it does not know the `name`, because it keeps no folders in names
   * or the name of an earlier upload, an item that the ledger knows has the name that it has there.
   */
  readonly knows: {
    readonly size: boolean;
    readonly sourceDate: boolean;
    readonly hashes: readonly string[];
    readonly name: boolean;
  };
  /**
   * `ownItems`: every name is an item of its own. `oneItem`: the same bytes are one item with one id, whatever their
   * names, and it may be in several albums; an id always means the same bytes. There `upload` gives the item that is
   * there already, `replace`, `remove` and `restore` concern its place in `albumId` alone, and `replace` leaves an item
   * in its album that this client has put there meanwhile.
   */
  readonly sameBytes: 'ownItems' | 'oneItem';
  /**
   * `inPlace`: the item keeps its place and the service keeps the old content in its trash;
   * `uploadThenRemove`: a second item is made and the old one removed, which needs permission to delete.
   */
  readonly replace: 'inPlace' | 'uploadThenRemove' | 'no';
  /** Where a deleted item goes. */
  readonly remove: 'trash' | 'permanent' | 'fromAlbumOnly' | 'no';
  readonly rename: { readonly item: boolean; readonly album: boolean; readonly move: boolean };
  /** Which facts can be written without sending the bytes again. */
  readonly metadata: readonly ('size' | 'hash' | 'sourceDate' | 'caption' | 'captureDate' | 'albumDate')[];
  /** Whether `restore` brings back what `replace` and `remove` put away. */
  readonly restore: boolean;
  readonly tag: boolean;
  readonly removeAlbum: boolean;
  /** Whether a download is the original, byte for byte. */
  readonly downloadsOriginal: boolean;
  /** Items in one web album, or undefined when there is no limit. */
  readonly maxAlbumItems?: number | undefined;
  /** Whether the service takes originals of this type. */
  readonly accepts: (type: MediaType) => boolean;
  /** How many uploads it is worth running at once. */
  readonly concurrency: number;
  /** What the work costs in requests; missing where none are sent. */
  readonly requests?: RequestCosts | undefined;
  /** How many uploads may have sent their bytes and wait for each other, where items are made in batches; else 0. */
  readonly pendingUploads: number;
}

/**
 * What the work costs in requests, for an estimate, beyond the lists. What is not named here costs one: a
 * download, a change, a new album.
 */
export interface RequestCosts {
  /** For each file that is sent. */
  readonly send: number;
  /** Bytes from which a file costs one more. */
  readonly largeFrom: number;
  /** Items of one album that are made with one request more. */
  readonly batch?: number | undefined;
  /** For each item that takes the place of another one, beside what it costs to send it. */
  readonly replace: number;
  readonly remove: number;
  /** Whether an `UNKNOWN` item is recognised by sending it again. */
  readonly sendsUnknown: boolean;
}

/** How a hash is made. */
export type HashName = 'sha1' | 'sha256';

/** What was read into memory. */
export interface ReadContent {
  /** Bytes that were there. Where they are fewer than fit into the memory, or more, they are not what was promised. */
  readonly size: number;
  /** Of the bytes that are in the memory: lower-case hex, in the order in which they were asked for. */
  readonly hashes: readonly string[];
}

/** Bytes to be sent, read from a file that must not change meanwhile. */
export interface ContentSource {
  /** Bytes. */
  readonly size: number;
  /** Absolute path, where the bytes are a local file: a service on the same disk may copy it. */
  readonly filePath?: string | undefined;
  /** How that file must look in the end, when it was read by its path; who compares that need not call `verify`. */
  readonly look?: Fingerprint | undefined;
  /** SHA-256 of these bytes (`sha256:…`), where they are others than those of the file: a shrunk copy. */
  readonly hash?: string | undefined;
  /** The bytes from the start; may be called again for a retry. A piece holds until the next one is asked for. */
  stream(): AsyncIterable<Uint8Array>;
  /**
   * Reads all bytes into memory of `size` bytes that threads share, hashes them on the way, and then does what `verify`
   * does. It is quicker than `stream`, because another thread does it; missing where none can. After `signal` nobody may use
   * the memory for anything else: it may still be written to. `E_FILE_UNREADABLE` when the disk does not give them.
   */
  readonly readInto?:
    ((memory: Uint8Array, hashes: readonly HashName[], call: Call) => Promise<Result<ReadContent>>) | undefined;
  /** A service calls this after the last byte and before it commits: `E_SOURCE_CHANGED` when the file was changed. */
  verify(): Promise<Result<void>>;
}

/** What is sent beside the bytes. `facts` are those of the original, also when a shrunk copy is sent. */
export interface UploadDetails {
  readonly name: string;
  readonly type: MediaType;
  readonly facts: ContentFacts & { readonly size: number; readonly modifiedMs: number };
  readonly capture: Capture;
}

/** One of many files that are sent together. */
export interface Upload {
  readonly details: UploadDetails;
  readonly source: ContentSource;
}

/** Where downloaded bytes go; the receiver checks them and gives them their name. */
export type ContentSink = (chunks: AsyncIterable<Uint8Array>) => Promise<Result<void>>;

/** What `updateItem` may set; a missing field stays as it is. */
export interface ItemPatch extends ContentFacts, Capture {
  readonly name?: string;
  /** Another album's id moves the item there. */
  readonly albumId?: string;
  /** False takes the mark of `tag` away. */
  readonly tagged?: boolean;
}

/** What `remove` did with the content. */
export interface Removed {
  /** Names the old content in the service's trash, for `restore`; missing where it cannot be brought back. */
  readonly trashed?: string | undefined;
}

/** What `listSome` tells of an album. */
export interface SomeItems {
  readonly items: readonly RemoteItem[];
  /** The earliest capture date of all others; undefined where none has one. */
  readonly othersSince: string | undefined;
}

/** An item with its new content, and where its old one went. */
export interface Replaced extends RemoteItem, Removed {}

export interface Call {
  readonly signal: AbortSignal;
}

/** What a plan will ask of a service, for it to say what will not be done in one go. */
export interface Outlook {
  /** For each web album or part that items will be added to, how many. */
  readonly additions: readonly number[];
  /** How many of them take the place of another item. */
  readonly replacements: number;
  /** Bytes of each file that will be sent. */
  readonly sizes: readonly number[];
  readonly removals: number;
  readonly downloads: number;
  /** Bytes of all downloads, as far as they are known. */
  readonly fetchedBytes: number;
  /** Items that are moved, marked, or get other facts without their bytes. */
  readonly changes: number;
  readonly newAlbums: number;
}

/** A call after which others may begin before it is answered. */
export interface QueuedCall extends Call {
  /** The service calls this when all has arrived and only the answer is missing, so that the next one begins. */
  readonly onSent?: (() => void) | undefined;
}

/** How an upload stands to the others of its run, for a service that makes several items with one request. */
export interface UploadCall extends QueuedCall {
  /**
   * Resolves at the next lull: when no upload comes any more before one of those that wait is answered. To be asked for
   * before `onSent`. Without it, only those that are under way already are waited for.
   */
  readonly lull?: (() => Promise<void>) | undefined;
}

/**
 * A place that holds web albums. The contract, tried by `test/conformance` for every service:
 * a call that answers `ok` has happened and survives a crash; one that fails has changed nothing that a person can see,
 * or the next listing shows what it changed; a listing is complete or fails with `E_LIST_PARTIAL`; nothing throws for
 * what the outside world may do; a call stops soon after `signal` with `E_CANCELLED`.
 */
export interface AlbumService {
  /** The value of `albumSync.service`. */
  readonly id: string;
  /** For people, for example `Google Drive`. */
  readonly label: string;
  readonly capabilities: Capabilities;
  /** A stable name of the account or gallery, for the ledger. Never a secret. */
  readonly account: string;
  /** Requests sent so far, for the report; 0 for a service without a network. */
  requests(): number;
  /** How often the service has said so far that it cannot keep up; missing where it never does. */
  slowDowns?(): number;

  listAlbums(call: Call): Promise<Result<readonly RemoteAlbum[]>>;
  listItems(album: RemoteAlbum, call: Call): Promise<Result<readonly RemoteItem[]>>;

  /**
   * Some items of an album, by their ids, as `listItems` tells them. It looks at these as closely as that does, and at the album as
   * closely as `listAlbums`: undefined when it may be another one than when it had this mark (`RemoteAlbum.mark`), so that all of it
   * has to be listed. Missing where that is no less work.
   */
  listSome?(album: RemoteAlbum, ids: ReadonlySet<string>, call: Call): Promise<Result<SomeItems | undefined>>;

  createAlbum(title: string, call: QueuedCall): Promise<Result<RemoteAlbum>>;
  updateAlbum(
    album: RemoteAlbum,
    patch: { readonly title?: string; readonly date?: string },
    call: QueuedCall,
  ): Promise<Result<RemoteAlbum>>;
  /** Removes an album that has no items. */
  removeAlbum(album: RemoteAlbum, call: Call): Promise<Result<void>>;

  /** Adds an item. Sending the same name and content again after a lost answer must not make a second one. */
  upload(
    album: RemoteAlbum,
    details: UploadDetails,
    source: ContentSource,
    call: UploadCall,
  ): Promise<Result<RemoteItem>>;
  /**
   * `upload` for many photos of one album, one answer for each, in their order. Missing where that is no less work. Several
   * such calls may be under way at once.
   */
  uploadTogether?(
    album: RemoteAlbum,
    uploads: readonly Upload[],
    call: UploadCall,
  ): Promise<readonly Result<RemoteItem>[]>;
  /** Gives an item new content: the new one is whole and verified before the old one goes to the service's trash. */
  replace(item: RemoteItem, details: UploadDetails, source: ContentSource, call: UploadCall): Promise<Result<Replaced>>;
  download(item: RemoteItem, sink: ContentSink, call: Call): Promise<Result<void>>;
  remove(item: RemoteItem, call: Call): Promise<Result<Removed>>;
  /**
   * Brings back what `remove` or `replace` put away, as the item that it was. With `replaces`, that item stands in its
   * place and goes to the trash in turn, when it is still as it is given. Done twice, it has happened once;
   * `E_TRASH_EMPTIED` when the content is no longer there, or is not what was put away.
   */
  restore(
    was: RemoteItem,
    trashed: string,
    options: Call & { readonly replaces?: RemoteItem | undefined },
  ): Promise<Result<RemoteItem>>;
  /** Marks an item so that a person who looks at the album finds it. */
  tag(item: RemoteItem, call: Call): Promise<Result<void>>;
  /** Writes facts without sending bytes; `E_VERIFY` for a size or hash that the stored bytes contradict. */
  updateItem(item: RemoteItem, patch: ItemPatch, call: Call): Promise<Result<RemoteItem>>;

  /**
   * Says that nothing more is to come for an album in this run, as far as anybody knows, for a service that can complete it while
   * others are sent. `finish` completes what was not, and what was changed since.
   */
  albumDone?(album: RemoteAlbum, call: Call): void;

  /** What a person should know before the run begins, such as that it will take several days. */
  foresee?(outlook: Outlook): readonly Problem[];

  /** Completes what may wait until the end of a run, such as the pages of the gallery. Also called after a cancel. */
  finish(call: Call): Promise<FinishReport>;
}

/** What came up while a service completed its work; none of it concerns an original. */
export interface FinishReport {
  readonly problems: readonly Problem[];
  /**
   * How albums look now that this client has made them, or that items of them were replaced, by their ids: later listings give them
   * this mark (`RemoteAlbum.mark`) while nothing else has happened to them, since they were made or since `listSome` told of them, than
   * what was asked of this client.
   */
  readonly marks?: ReadonlyMap<string, string> | undefined;
}
