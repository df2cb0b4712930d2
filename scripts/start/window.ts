import type { SampleWorkspace } from './sampleWorkspace.ts';

/** A VS Code that `npm start` has opened on the sample library. */
export interface StartedWindow {
  /** In words: which VS Code it is and where its window is. */
  readonly name: string;
  /** The address of the window, when it is a page in a browser. */
  readonly address?: string;
  /** Settles when the user has closed the window; a page in a browser may be closed and opened again. */
  readonly closed?: Promise<void>;
  /** Ends what only the first sync needed; the address goes on to work. */
  release(): Promise<void>;
  /** What helps to find out why the first sync did not end. */
  evidence(): Promise<string>;
  close(): Promise<void>;
}

export type OpenStartWindow = (sample: SampleWorkspace) => Promise<StartedWindow>;
