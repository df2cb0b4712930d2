import { hearFolder, type Heard } from './hearFolder.ts';

/** How one listens to a workspace folder, on a computer on which not all can be heard. */
export interface HearingOptions {
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  /** Its photo folders, relative to it. */
  readonly roots: readonly string[];
  /** See `HearTreeOptions`. */
  readonly isWanted: (folder: string) => boolean;
  /** ms after which all photo folders are looked at again; without it, an hour, or some minutes where not all can be heard. */
  readonly everyMs?: number | undefined;
  readonly tell: Heard['tell'];
  /** Not all can be heard, so that all is looked at every so many ms; said once. */
  readonly lost: (why: string, everyMs: number) => void;
  /** A test hears otherwise. */
  readonly hear?: typeof hearFolder | undefined;
}

const HOUR_MS = 3_600_000;
/** Where the system does not tell, nobody wants to wait for an hour, nor to have a disk that never rests. */
const UNHEARD_MS = 300_000;

/** One who listens to a workspace folder. */
export interface Hearing {
  /** Listens anew, as to a disk that has come back. */
  again(): void;
  dispose(): void;
}

/**
 * Hears of changes for as long as it is not disposed. Now and then it listens anew and has all photo folders looked at: a
 * disk that was mounted since, or a network disk that another computer writes to, is not heard of.
 */
export function hearing({ folder, roots, isWanted, everyMs, tell, lost, hear = hearFolder }: HearingOptions): Hearing {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ear: { dispose(): void } | undefined;
  let wasTold = false;
  const rest = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      listen();
      tell(roots);
    }, everyMs ?? ms);
  };
  const listen = (): void => {
    ear?.dispose();
    rest(HOUR_MS);
    ear = hear(folder, isWanted, {
      tell,
      lost: (why) => {
        rest(UNHEARD_MS);
        if (!wasTold) lost(why, everyMs ?? UNHEARD_MS);
        wasTold = true;
      },
    });
  };
  listen();
  return {
    again: listen,
    dispose: () => {
      clearTimeout(timer);
      ear?.dispose();
    },
  };
}
