import type { Problem } from '../model.ts';
import type { ReportItem } from '../report.ts';

export type Phase = 'scan' | 'list' | 'compare' | 'apply' | 'finish';

/** What happens during a run, for progress bars, the tree, the panel and the terminal. */
export type RunEvent =
  | { readonly type: 'phase'; readonly phase: Phase }
  /** `done` of `total` things of this phase; `total` is missing while it is not known. */
  | {
      readonly type: 'progress';
      readonly phase: Phase;
      readonly done: number;
      readonly total?: number;
      /** Of the bytes that the plan would move, those of the items that are settled. */
      readonly bytes?: { readonly done: number; readonly total: number };
      readonly label: string;
    }
  /** An item reached its outcome. */
  | { readonly type: 'item'; readonly item: ReportItem }
  | { readonly type: 'problem'; readonly problem: Problem };

/** What every long operation takes: somewhere to tell, and a way to be stopped. */
export interface Watch {
  readonly onEvent: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}
