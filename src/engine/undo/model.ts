import type { Action, BaseItem, Detail, RemoteAlbum, RemoteItem, SyncEvent } from '../model.ts';
import type { FileState } from '../ports/localFiles.ts';

/** The run that can be undone. */
export interface RunStamp {
  /** ms since 1970 UTC. */
  readonly startedMs: number;
  readonly mode: string;
}

/**
 * What one step of a run changed at one place, with all that taking it back needs. `trashed` names the old content in the
 * trash of its side; without it the old content cannot be brought back.
 */
export type Change =
  | { readonly side: 'remote'; readonly did: 'added'; readonly item: RemoteItem }
  | {
      readonly side: 'remote';
      readonly did: 'replaced';
      readonly was: RemoteItem;
      readonly item: RemoteItem;
      readonly trashed?: string | undefined;
    }
  | {
      readonly side: 'remote';
      readonly did: 'removed';
      readonly was: RemoteItem;
      readonly trashed?: string | undefined;
    }
  /** New facts, name, place or mark; the content stayed. */
  | { readonly side: 'remote'; readonly did: 'updated'; readonly was: RemoteItem; readonly item: RemoteItem }
  | { readonly side: 'local'; readonly did: 'added'; readonly file: FileState }
  | {
      readonly side: 'local';
      readonly did: 'replaced';
      readonly was: FileState;
      readonly file: FileState;
      readonly trashed?: string | undefined;
    }
  | { readonly side: 'local'; readonly did: 'removed'; readonly was: FileState; readonly trashed?: string | undefined }
  | { readonly side: 'album'; readonly did: 'added'; readonly album: RemoteAlbum }
  /** Another title or date. */
  | { readonly side: 'album'; readonly did: 'updated'; readonly was: RemoteAlbum; readonly album: RemoteAlbum }
  | { readonly side: 'album'; readonly did: 'removed'; readonly was: RemoteAlbum };

/** One item of a run that changed something, and what the ledger said of it before. */
export interface UndoStep {
  readonly album: string;
  /** Empty for a step that concerns the album itself. */
  readonly name: string;
  readonly path?: string | undefined;
  readonly event: SyncEvent;
  readonly detail?: Detail | undefined;
  readonly action: Action;
  /** In the order in which they happened. */
  readonly changes: readonly Change[];
  readonly before?: BaseItem | undefined;
}

export interface NumberedStep extends UndoStep {
  /** Higher for a later step. */
  readonly number: number;
}
