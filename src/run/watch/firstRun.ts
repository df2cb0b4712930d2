import { PATIENCE_MS } from './folderWatch.ts';
import type { BackgroundEnd, Waiting } from './runByItself.ts';

/** What the first run of a watch is made with. */
export interface FirstRunPorts {
  /** Compares all albums, and syncs where nothing holds it back. */
  readonly act: () => Promise<BackgroundEnd>;
  /** Why nothing may be done by itself now. */
  readonly restraint: () => Promise<Waiting | undefined>;
  /** Takes note of why it waits, or that it waits no longer. */
  readonly note: (waiting: Waiting | undefined) => void;
  /** Resolves after so many milliseconds, or at once when the watch ends. */
  readonly wait: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Comes again when what held it back has passed by itself; what is only being written is for the watch. */
export async function firstRun({ act, restraint, note, wait, signal }: FirstRunPorts): Promise<BackgroundEnd> {
  for (;;) {
    const end = await act();
    if (end.kind !== 'putOff' || end.why === 'growing' || signal.aborted) return end;
    let why: Waiting | undefined = end.why;
    while (why !== undefined) {
      note(why);
      await wait(PATIENCE_MS[why]);
      if (signal.aborted) return end;
      why = await restraint();
    }
    note(undefined);
  }
}
