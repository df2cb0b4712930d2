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
  known(folder: FolderRecord, rules: string): KnownFolder | undefined;
  /** Notes that this is told of a folder that looks as its record says. */
  note(folder: FolderRecord, rules: string, known: KnownFolder): void;
  /** Remembers what was the same and what was noted, and forgets all other folders. */
  remember(): void;
}

/** A folder as it was told of. */
export interface KnownFolder {
  /** All that was told. */
  readonly text: string;
  /** What of it is no number, see `ToldLook`. */
  readonly names: string;
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
    known(folder, rules) {
      const key = folderKey(folder);
      const digest = before.get(key);
      const stored = digest === undefined ? undefined : state?.get(TEXT + key);
      const found = stored === undefined ? undefined : knownIn(stored);
      return found && digestOf(folder, rules, found.text) === digest ? found : undefined;
    },
    note(folder, rules, known) {
      const key = folderKey(folder);
      now.set(key, digestOf(folder, rules, known.text));
      texts.set(key, storedText(known));
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

/** Behind each name there is a stroke, and no name is empty. */
const BEHIND_NAMES = '//';

function storedText({ names, text }: KnownFolder): string {
  return `${names}/${text}`;
}

function knownIn(stored: string): KnownFolder {
  const end = stored.indexOf(BEHIND_NAMES) + 1;
  return { names: stored.slice(0, end), text: stored.slice(end + 1) };
}

/** Nobody but `remember` writes it. */
function recordsIn(text: string | undefined): Readonly<Record<string, string>> {
  return text === undefined ? {} : (JSON.parse(text) as Readonly<Record<string, string>>);
}

function digestOf({ look }: FolderRecord, rules: string, told: Uint8Array | string): string {
  return createHash('sha256').update(`${look}\0${rules}\0`).update(told).digest('base64');
}
