/** One part of `npm test`. */
export interface Stage {
  /** What it is asked for by, as in `npm run test:unit`. */
  readonly name: string;
  readonly heading: string;
  /** Runs it; `filter` narrows tests down to the files whose path contains it. Throws an error that says what is wrong. */
  run(filter: string): Promise<StageResult>;
}

/** A check only passes or fails; tests are counted. */
export type StageResult =
  | { readonly kind: 'check'; readonly passed: boolean }
  | { readonly kind: 'tests'; readonly passed: number; readonly failed: number };
