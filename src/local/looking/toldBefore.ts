import { createHash } from 'node:crypto';
import { folderKey, type FolderRecord } from '../../engine/ports/localFiles.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';

/**
 * What was told of folders when they looked as their records say, as digests. While the same is told, a folder looks so without
 * anybody understanding a word of it.
 */
export interface ToldBefore {
  /** When the last news were remembered: what changed since is not what was told. ms since 1970 UTC */
  readonly since: number | undefined;
  /**
   * Whether this was told of a folder that looked as its record says.
   * @param rules how the rules from above look
   * @param told without marks
   */
  isSame(folder: FolderRecord, rules: string, told: Uint8Array | string): boolean;
  /** What of a folder is no number (`ToldLook`), when something was noted of it. */
  namesOf(folder: FolderRecord): string | undefined;
  /**
   * Notes that this is told of a folder that looks as its record says.
   * @param names those of `namesOf`, where they may be others
   */
  note(folder: FolderRecord, rules: string, told: string, names?: string): void;
  /**
   * Remembers what was the same and what was noted, and forgets all other folders.
   * @param now when it began to be told, ms since 1970 UTC
   */
  remember(now: number): void;
}

/** What is read by each run. The names of each folder have a key of their own, since they are asked for only where it looks different. */
interface Told {
  readonly since?: number;
  /** By `folderKey`. */
  readonly digests: Readonly<Record<string, string>>;
}

const TOLD = 'folders/told';
const NAMES = `${TOLD}/`;

/** @param state where it is kept between runs; without it, all is forgotten */
export function toldBefore(state: ServiceState | undefined): ToldBefore {
  const { since, digests } = toldIn(state?.get(TOLD));
  const before = new Map(Object.entries(digests));
  const now = new Map<string, string>();
  const names = new Map<string, string>();
  let isNews = false;
  return {
    since,
    isSame(folder, rules, told) {
      const key = folderKey(folder);
      const known = before.get(key);
      if (known === undefined || known !== digestOf(folder, rules, told)) return false;
      now.set(key, known);
      return true;
    },
    namesOf: (folder) => state?.get(NAMES + folderKey(folder)),
    note(folder, rules, told, others) {
      isNews = true;
      now.set(folderKey(folder), digestOf(folder, rules, told));
      if (others !== undefined) names.set(folderKey(folder), others);
    },
    remember(nowMs) {
      const gone = [...before.keys()].filter((key) => !now.has(key));
      if (!state || (!isNews && gone.length === 0)) return;
      for (const [key, text] of names) state.set(NAMES + key, text);
      for (const key of gone) state.delete(NAMES + key);
      const told: Told = { since: nowMs, digests: Object.fromEntries(now) };
      state.set(TOLD, JSON.stringify(told));
    },
  };
}

/** Nobody but `remember` writes it. */
function toldIn(text: string | undefined): Told {
  return text === undefined ? { digests: {} } : (JSON.parse(text) as Told);
}

function digestOf({ look }: FolderRecord, rules: string, told: Uint8Array | string): string {
  return createHash('sha256').update(`${look}\0${rules}\0`).update(told).digest('base64');
}
