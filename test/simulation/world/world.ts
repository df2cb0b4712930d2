import type { BaseAlbum, BaseItem } from '../../../src/engine/model.ts';
import type { FileKnowledge, Fingerprint } from '../../../src/engine/ports/ledger.ts';
import type { SettledAlbum } from '../../../src/engine/settled/settledAlbum.ts';
import type { NumberedStep, RunStamp } from '../../../src/engine/undo/model.ts';
import type { Content } from './content.ts';

/** Everything that survives a crash, as plain data: the disk, the account at the service, and the ledger. */
export interface World {
  disk: Disk;
  account: Account;
  memory: Memory;
  /** ms since 1970 UTC. */
  now: number;
}

export interface Disk {
  /** Path relative to the workspace folder, as the disk spells it, to the file that stands there. */
  files: Map<string, DiskFile>;
  /** Whether two paths that differ only in case or in the composition of accents are one file. */
  foldsNames: boolean;
  trash: Kept[];
  /** Gives every file that was ever made its own inode, and every change its own time. */
  changes: number;
}

export interface DiskFile {
  content: Content;
  modifiedMs: number;
  /** Larger than that of every change before, like the inode of a new file. */
  changed: number;
  inode: number;
}

export interface Account {
  albums: Map<string, WebAlbum>;
  items: Map<string, WebItem>;
  trash: Kept[];
  /** How many ids were given. */
  ids: number;
}

export interface WebAlbum {
  id: string;
  title: string;
  date?: string | undefined;
}

export interface WebItem {
  id: string;
  albumId: string;
  name: string;
  content: Content;
  modifiedMs?: number | undefined;
  /** What the service was told of the original, where that is not what it has. */
  original?: { size: number; hash: string | undefined } | undefined;
  /** A hash that was written to it. */
  hash?: string | undefined;
  capturedAt?: string | undefined;
  caption?: string | undefined;
  tagged: boolean;
  /** Raised by every change, like an ETag. */
  version: number;
}

/** Something in a trash. */
export interface Kept {
  name: string;
  content: Content;
}

/** The committed ledger. */
export interface Memory {
  items: Map<string, BaseItem>;
  albums: Map<string, BaseAlbum>;
  files: Map<string, { fingerprint: Fingerprint; knowledge: FileKnowledge }>;
  settled: Map<string, SettledAlbum>;
  run?: RunStamp | undefined;
  steps: readonly NumberedStep[];
}

export function emptyMemory(): Memory {
  return { items: new Map(), albums: new Map(), files: new Map(), settled: new Map(), steps: [] };
}

export function emptyWorld(now: number, foldsNames: boolean): World {
  return {
    disk: { files: new Map(), foldsNames, trash: [], changes: 0 },
    account: { albums: new Map(), items: new Map(), trash: [], ids: 0 },
    memory: emptyMemory(),
    now,
  };
}

/** A second world that nothing done to the first one reaches. What the ledger holds is never changed, only replaced. */
export function copyOf({ disk, account, memory, now }: World): World {
  return {
    disk: { ...disk, files: copyOfEach(disk.files), trash: [...disk.trash] },
    account: {
      ...account,
      albums: copyOfEach(account.albums),
      items: copyOfEach(account.items),
      trash: [...account.trash],
    },
    memory: {
      ...memory,
      items: new Map(memory.items),
      albums: new Map(memory.albums),
      files: new Map(memory.files),
      settled: new Map(memory.settled),
    },
    now,
  };
}

function copyOfEach<T extends object>(things: ReadonlyMap<string, T>): Map<string, T> {
  return new Map(Array.from(things, ([key, thing]) => [key, { ...thing }]));
}

/** Every content that a person could still find somewhere: in its place, or in a trash. */
export function contentsOf({ disk, account }: World): Set<Content> {
  const places: Iterable<{ readonly content: Content }>[] = [
    disk.files.values(),
    disk.trash,
    account.items.values(),
    account.trash,
  ];
  return new Set(places.flatMap((place) => Array.from(place, ({ content }) => content)));
}
