import type { RunKind } from '../run/request.ts';
import type { Speed } from '../engine/plan/speed.ts';
import type { Phase } from '../engine/ports/progress.ts';
import type { CompareTest } from '../engine/model.ts';
import type { ReportItem, SyncReport } from '../engine/report.ts';
import type { Choice } from './choices.ts';
import type { PackedItems } from './packedItems.ts';
import type { Words } from './words.ts';

/** What the host tells the page. The page asks first (`ready`), so that nothing is sent to a page that is not there. */
export type ToPage =
  | { readonly type: 'show'; readonly view: PackedView }
  /** Items that reached a new outcome during a run; they replace those of the same folder, album and name. */
  | { readonly type: 'items'; readonly folder: string; readonly items: PackedItems }
  | { readonly type: 'run'; readonly run: RunView }
  /** Twice for a row that was opened: what the report knows, then what a look at the photos told. */
  | { readonly type: 'facts'; readonly facts: ItemFacts };

/** What the page asks of the host. Paths and names come back as the host sent them, and are checked there again. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'preview' }
  /** Carries out the plans that the page shows, with what was chosen in them. */
  | { readonly type: 'apply'; readonly plans: readonly PlanRef[]; readonly choices: readonly Choice[] }
  /** Tries again what failed or was cancelled: one row, or all of them. */
  | { readonly type: 'retry'; readonly row?: RowRef | undefined }
  /** A row was opened: the page wants the facts of both sides, under the key by which it knows the row. */
  | { readonly type: 'look'; readonly key: string; readonly row: RowRef }
  /** It was closed again. */
  | { readonly type: 'lookAway'; readonly key: string }
  /** How many actions are chosen now, so that no other button forgets them silently. */
  | { readonly type: 'chosen'; readonly count: number }
  | { readonly type: 'cancel' }
  | { readonly type: 'openFile'; readonly folder: string; readonly path: string }
  | { readonly type: 'openAlbum'; readonly folder: string; readonly album: string }
  | { readonly type: 'signIn'; readonly service: string }
  | { readonly type: 'openSetting'; readonly folder: string; readonly setting: string };

/** A plan as the page shows it: the report of this folder that began then. */
export interface PlanRef {
  readonly folder: string;
  readonly startedAt: string;
}

/** One item of a folder's report. */
export interface RowRef {
  readonly folder: string;
  readonly item: Pick<ReportItem, 'album' | 'name' | 'path' | 'remoteId'>;
}

/** The two sides of one item; one that is missing is not there. */
export interface ItemFacts {
  readonly key: string;
  readonly state: 'looking' | 'complete';
  readonly decidedBy?: CompareTest | undefined;
  readonly local?: SideFacts | undefined;
  readonly remote?: SideFacts | undefined;
}

/** What is known of one side. */
export interface SideFacts {
  /** Bytes. */
  readonly size?: number | undefined;
  /** ms since 1970 UTC. */
  readonly modifiedMs?: number | undefined;
  /** `YYYY-MM-DDTHH:MM:SS`, by the clock of the camera. */
  readonly capturedAt?: string | undefined;
  readonly camera?: string | undefined;
  readonly dimensions?: { readonly width: number; readonly height: number } | undefined;
  /** A small WebP picture. */
  readonly picture?: Uint8Array | undefined;
}

/** All that the page shows. */
export interface ReportView {
  readonly words: Words;
  /** One for every workspace folder that was compared. */
  readonly folders: readonly FolderReport[];
  readonly run: RunView;
}

/** All that the page shows, on its way there: the reports have no items in them, which come packed beside them, in pieces. */
export type PackedView = Omit<ReportView, 'folders'> & {
  readonly folders: readonly (FolderReport & { readonly items: readonly PackedItems[] })[];
};

/** The current state of one workspace folder, as a report. */
export interface FolderReport {
  /** The folder's URI. */
  readonly key: string;
  readonly name: string;
  readonly report: SyncReport;
  /** Whether the last run ended before it changed anything. */
  readonly stopped: boolean;
}

/** What a run of this window is doing. */
export type RunView =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running';
      readonly kind: RunKind;
      readonly phase: Phase;
      readonly done: number;
      readonly total?: number | undefined;
      /** Missing until enough was measured. */
      readonly speed?: Speed | undefined;
      /** The album or folder at work. */
      readonly label: string;
    };
