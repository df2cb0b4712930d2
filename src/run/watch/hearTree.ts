import { lstatSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/** How one listens to a folder and to all below it. */
export interface HearTreeOptions {
  /** Absolute. */
  readonly folder: string;
  /** Whether a folder, by its path relative to `folder` and with `/`, is listened to, and those below it. */
  readonly isWanted: (folder: string) => boolean;
  /** Something at this path, likewise relative, was made, changed or removed. */
  readonly hear: (path: string) => void;
  /** A folder cannot be listened to. */
  readonly lose: (error: unknown) => void;
}

/**
 * Listens to each folder for itself. Where the system has no way to listen to all below a folder, as on Linux, Node does it
 * by listening to each file too, and says nothing when the system allows no more of that.
 */
export function hearTree({ folder, isWanted, hear, lose }: HearTreeOptions): { dispose(): void } {
  const watchers = new Map<string, FSWatcher>();
  const add = (place: string): void => {
    const absolute = path.join(folder, place);
    try {
      const watcher = watch(absolute, (event, name) => follow(place, name, event));
      watcher.on('error', lose);
      watchers.set(place, watcher);
      for (const entry of readdirSync(absolute, { withFileTypes: true })) {
        const child = below(place, entry.name);
        if (entry.isDirectory() && isWanted(child)) add(child);
      }
    } catch (error) {
      // One that went away in the meantime is heard of in its parent.
      if (place === '.' || !isGone(error)) lose(error);
    }
  };
  const drop = (place: string): void => {
    if (!watchers.has(place)) return;
    for (const [each, watcher] of watchers)
      if (each === place || each.startsWith(`${place}/`)) {
        watcher.close();
        watchers.delete(each);
      }
  };
  const follow = (place: string, name: string | null, event: 'rename' | 'change'): void => {
    const child = name === null ? place : below(place, name);
    hear(child);
    if (name === null || event === 'change') return;
    // Another folder may stand under the name of one that was moved away.
    drop(child);
    if (isWanted(child) && isFolder(path.join(folder, child))) add(child);
  };
  add('.');
  return {
    dispose: () => {
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function below(place: string, name: string): string {
  return place === '.' ? name : `${place}/${name}`;
}

function isFolder(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
