import { watch } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { hearTree } from './hearTree.ts';

/** What is heard of a folder, and that not all of it can be. */
export interface Heard {
  /** Something at these paths, relative to the folder and with `/`, was made, changed or removed. */
  readonly tell: (paths: readonly string[]) => void;
  /** The system does not let all of it be watched; `why` is its word for that, such as `ENOSPC`. */
  readonly lost: (why: string) => void;
}

/** Many paths of a burst are one message; ms. */
const GATHER_MS = 100;

/**
 * Hears of every file below a folder, as far as the system tells; what it cannot tell is `lost`, once.
 * @param isWanted see `HearTreeOptions`; what is not wanted may be told all the same
 */
export function hearFolder(
  folder: string,
  isWanted: (folder: string) => boolean,
  { tell, lost }: Heard,
): { dispose(): void } {
  let gathered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLost = false;
  const flush = (): void => {
    timer = undefined;
    const paths = [...gathered];
    gathered = new Set();
    tell(paths);
  };
  const lose = (error: unknown): void => {
    if (!isLost) lost((error as NodeJS.ErrnoException).code ?? String(error));
    isLost = true;
  };
  const hear = (place: string): void => {
    gathered.add(place);
    timer ??= setTimeout(flush, GATHER_MS);
  };
  const ear = HEARS_ALL.has(process.platform)
    ? hearAll(folder, hear, lose)
    : hearTree({ folder, isWanted, hear, lose });
  return {
    dispose: () => {
      clearTimeout(timer);
      ear.dispose();
    },
  };
}

/** Systems that tell of all below a folder. */
const HEARS_ALL: ReadonlySet<NodeJS.Platform> = new Set<NodeJS.Platform>(['darwin', 'win32']);

function hearAll(folder: string, hear: (place: string) => void, lose: (error: unknown) => void): { dispose(): void } {
  try {
    const watcher = watch(folder, { recursive: true }, (_, name) => hear(name?.split(path.sep).join('/') ?? '.'));
    watcher.on('error', lose);
    return { dispose: () => watcher.close() };
  } catch (error) {
    lose(error);
    return { dispose: () => undefined };
  }
}
