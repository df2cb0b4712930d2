import type { ErrorCode } from '../engine/model.ts';
import type { Review } from '../engine/plan/review.ts';

/** `undo` takes back what the last run did. A preview, of either, changes nothing anywhere. */
export type RunKind = 'preview' | 'sync' | 'undoPreview' | 'undo';

/** Whether a run changes nothing anywhere. */
export function isDryRun(kind: RunKind): boolean {
  return kind === 'preview' || kind === 'undoPreview';
}

/** One run over one workspace folder. Plain data, so that it can cross to the worker. */
export interface RunRequest {
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  /** The `albumSync.*` values that somebody set, keyed without the prefix (`naming.templates`); defaults are filled in. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly kind: RunKind;
  /** Names of the albums to work on; without it, all of them. */
  readonly albums?: readonly string[] | undefined;
  /** Whether the report lists the items whose action is `SILENT` too, of the albums that the run is about. */
  readonly all: boolean;
  /** Stops that a person has looked at and confirmed, for example `E_TOO_MANY_DELETES`. */
  readonly confirmed: readonly ErrorCode[];
  /**
   * A person is there: a sync that deletes or that settles conflicts stops until `E_UNCONFIRMED` is confirmed, or `agreed`
   * has the keys (`graveKey`) of all of that. What comes up after the question is in none of the answers.
   */
  readonly askBefore?: { readonly agreed: readonly string[] } | undefined;
  /** A plan that a person looked at: a sync does what is in it and nothing else. Its mode wins over that of the settings. */
  readonly review?: Review | undefined;
  /** Absolute path of the directory that holds the ledgers. */
  readonly stateDirectory: string;
}
