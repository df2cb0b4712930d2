import type { ErrorCode, Outcome } from '../../engine/model.ts';
import type { Waiting, WatchMode } from './runByItself.ts';

/** What a watching without an editor tells; plain data. */
export type WatchEvent =
  | { readonly event: 'watching'; readonly mode: WatchMode }
  /** So many photos are not as they were when both sides were last compared, and nothing is done about it. */
  | { readonly event: 'changed'; readonly count: number }
  /** Photo folders are not there, or empty, although something is remembered of them. */
  | { readonly event: 'missing'; readonly folders: readonly string[] }
  | { readonly event: 'back' }
  | { readonly event: 'waiting'; readonly why: Waiting }
  /** The system does not let all of it be watched; `why` is its word for that. */
  | { readonly event: 'unheard'; readonly why: string; readonly everyMs: number }
  | {
      readonly event: 'ran';
      readonly kind: 'preview' | 'sync';
      /** Missing for all of them. */
      readonly albums?: readonly string[] | undefined;
      readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
      readonly bytesUploaded: number;
      readonly bytesDownloaded: number;
    }
  /** Something went wrong with the run, or with one item. Told once, for as long as it lasts. */
  | { readonly event: 'problem'; readonly item?: string; readonly code: ErrorCode; readonly message: string }
  /** So many items would be deleted or were changed on both sides. */
  | { readonly event: 'needsPerson'; readonly count: number };
