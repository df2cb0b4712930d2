import type { Problem, RemoteAlbum, RemoteItem } from '../model.ts';
import type { PlannedItem } from '../plan/model.ts';
import type { AlbumService, QueuedCall } from '../ports/albumService.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { LocalFiles } from '../ports/localFiles.ts';
import type { Result } from '../result.ts';
import type { CaptureAhead } from './captureAhead.ts';
import type { Turn } from './convoy.ts';
import type { Places } from './places.ts';
import type { RecordTogether } from './recordTogether.ts';

/** What an action needs: the two sides, the memory, and the web album that a new item goes to. */
export interface ActionPorts {
  readonly service: AlbumService;
  readonly files: LocalFiles;
  /** What a photo says of itself; see `CaptureAhead`. */
  readonly captureOf: CaptureAhead['captureOf'];
  readonly ledger: Ledger;
  /** Writes into it together with others. */
  readonly record: RecordTogether;
  /** Which web items were where before. */
  readonly places: Places;
  /** @param onSent see `QueuedCall`; without it, the transfer keeps its place among the others while the album is made */
  readonly albumFor: (item: PlannedItem, onSent?: QueuedCall['onSent']) => Promise<Result<RemoteAlbum>>;
  /** The web album in which the web copy of an item is. */
  readonly albumOf: (item: PlannedItem, remote: Pick<RemoteItem, 'albumId'>) => RemoteAlbum | undefined;
  /** How a transfer makes room for the next one while it waits. */
  readonly turn: Turn;
  /**
   * The hash of the file must be known: other bytes are sent (`shrink`), only the ledger will be able to tell it, or
   * nothing else tells what the service stored.
   */
  readonly hashFirst: boolean;
  /** Whether web copies are originals, byte for byte, and not smaller ones. */
  readonly sendsOriginals: boolean;
  readonly signal: AbortSignal;
}

/** What an action moved, in bytes, and the web item that stands now. */
export interface Effect {
  readonly uploaded?: number;
  readonly downloaded?: number;
  readonly remote?: RemoteItem;
  /** The id of the web item that is gone. */
  readonly removed?: string;
  /** What a person should know of an item that is done. */
  readonly problem?: Problem;
}

export type ItemAction = (item: PlannedItem, ports: ActionPorts) => Promise<Result<Effect>>;
