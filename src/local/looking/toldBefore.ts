import { createHash } from 'node:crypto';
import { folderKey, type FolderRecord } from '../../engine/ports/localFiles.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';

/**
 * What was told of folders when they looked as their records say. While the same is told, a folder looks so without anybody
 * understanding a word of it.
 */
export interface ToldBefore {
  /**
   * Whether this was told of a folder that looked as its record says.
   * @param rules how the rules from above look
   */
  isSame(folder: FolderRecord, rules: string, told: Uint8Array): boolean;
  /** What was told of a folder that looked as its record says; undefined where that is not known. */
  textOf(folder: FolderRecord, rules: string): string | undefined;
  /**
   * Notes that it is told of a folder that looks as its record says.
   * @param text the same as `told`
   */
  note(folder: FolderRecord, rules: string, told: Uint8Array, text: string): void;
  /** Remembers what was the same and what was noted, and forgets all other folders. */
  remember(): void;
}

/** Digests of all, by `folderKey`; what they were made of has a key of its own for each, as it is read only where it is different. */
const DIGESTS = 'folders/told';
const TEXT = `${DIGESTS}/`;

/** @param state where it is kept between runs; without it, all is forgotten */
export function toldBefore(state: ServiceState | undefined): ToldBefore {
  const before = new Map(Object.entries(recordsIn(state?.get(DIGESTS))));
  const now = new Map<string, string>();
  const texts = new Map<string, string>();
  return {
    isSame(folder, rules, told) {
      const key = folderKey(folder);
      const known = before.get(key);
      if (known === undefined || known !== digestOf(folder, rules, told)) return false;
      now.set(key, known);
      return true;
    },
    textOf(folder, rules) {
      const key = folderKey(folder);
      const known = before.get(key);
      const text = known === undefined ? undefined : state?.get(TEXT + key);
      return text !== undefined && digestOf(folder, rules, text) === known ? text : undefined;
    },
    note(folder, rules, told, text) {
      const key = folderKey(folder);
      now.set(key, digestOf(folder, rules, told));
      texts.set(key, text);
    },
    remember() {
      const gone = [...before.keys()].filter((key) => !now.has(key));
      if (!state || (texts.size === 0 && gone.length === 0)) return;
      for (const [key, text] of texts) state.set(TEXT + key, text);
      for (const key of gone) state.delete(TEXT + key);
      state.set(DIGESTS, JSON.stringify(Object.fromEntries(now)));
    },
  };
}

/** Nobody but `remember` writes it. */
function recordsIn(text: string | undefined): Readonly<Record<string, string>> {
  return text === undefined ? {} : (JSON.parse(text) as Readonly<Record<string, string>>);
}

function digestOf({ look }: FolderRecord, rules: string, told: Uint8Array | string): string {
  return createHash('sha256').update(`${look}\0${rules}\0`).update(told).digest('base64');
}
