import { closeSync, globSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../tools/command.ts';
import { LIBRARY, makeCorpus, YEARS } from './corpus.ts';
import type { Corpus } from './corpus.ts';
import { measuredProcess } from './measuredProcess.ts';
import { settledLibrary } from './settledLibrary.ts';
import type { Settled } from './settledLibrary.ts';

/** What the rows share. */
export interface Bench {
  /** The large library, or a smaller one that somebody asked for to try a row. */
  readonly library: Corpus;
  /** A share of `count`, as the library is a share of the usual one. */
  scaled(count: number): number;
  /** How often both sides of a row run, where nobody asked for another number. */
  repeats(usual: number): number;
  /** Absolute path of the folder of a corpus, which nobody may change. */
  corpus(corpus: Corpus): Promise<string>;
  /** A copy of the library whose gallery is in step with it, and a copy that the peers are in step with. */
  settled(): Promise<Settled>;
  /** An empty folder on the disk of the corpora, gone in the end. */
  folder(name: string): string;
  /** Whether a program is there. */
  has(program: string): Promise<boolean>;
  /** Waits until everything that was written is on the disk, so that one does not pay for what another wrote. */
  flush(): Promise<void>;
  /** Reads all photos of a folder, so that neither side pays for what the system has dropped from its memory meanwhile. */
  warm(photos: string): void;
}

export interface BenchOptions {
  readonly cache: string;
  readonly photos: number | undefined;
  readonly repeats: number | undefined;
}

/** What was made for the rows is gone when `use` ends. */
export async function withBench<T>(options: BenchOptions, use: (bench: Bench) => Promise<T>): Promise<T> {
  const { cache, photos = LIBRARY.photos } = options;
  const scratch = path.join(cache, 'bench-scratch');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const library = libraryOf(photos);
  const share = library.photos / LIBRARY.photos;
  let settled: Promise<Settled> | undefined;
  const bench: Bench = {
    library,
    scaled: (count) => Math.max(1, Math.round(count * share)),
    repeats: (usual) => options.repeats ?? usual,
    corpus: (corpus) => makeCorpus(corpus, cache),
    settled: () => (settled ??= settledLibrary(bench)),
    folder: (name) => {
      const folder = path.join(scratch, name);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    has: async (program) => (await runQuietly(program, ['--version'])).status !== 127,
    warm: readAll,
    flush: async () => void (await measuredProcess({ program: 'sync', args: [] }).catch(() => undefined)),
  };
  try {
    return await use(bench);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readAll(folder: string): void {
  const room = Buffer.allocUnsafe(1024 * 1024);
  for (const photo of globSync('**/*.jpg', { cwd: folder })) {
    const file = openSync(path.join(folder, photo), 'r');
    while (readSync(file, room) > 0);
    closeSync(file);
  }
}

/** A library of about so many photos, with as many albums in each of its ten years. */
function libraryOf(photos: number): Corpus {
  const albums = Math.max(1, Math.round(((photos / LIBRARY.photos) * LIBRARY.albums) / YEARS)) * YEARS;
  return { ...LIBRARY, albums, photos: Math.max(1, Math.round(photos / albums)) * albums };
}
