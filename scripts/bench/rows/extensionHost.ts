import { linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchProgram } from '../benchProgram.ts';
import { LIBRARY } from '../corpus.ts';
import type { Corpus } from '../corpus.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { HostFigures } from '../programs/extensionHost.ts';
import type { Row } from '../row.ts';

/** As small as photos can be: the events and the report are the same for large ones. */
const SMALL: Corpus = { ...LIBRARY, photos: 100_000, albums: 500, width: 24, bytes: 0 };
const MOST_MS = 50;
const MOST_P99_MS = 16;

export const EXTENSION_HOST: Row = {
  name: 'extension-host',
  work: 'The event loop of the editor while its worker scans, hashes and plans 100,000 photos, and then fills the tree',
  against: '',
  goal: `no block over ${MOST_MS} ms, and in 99 of 100 cases under ${MOST_P99_MS} ms`,
  measure: async (bench) => {
    const photos = bench.scaled(SMALL.photos / YEAR_STEP) * YEAR_STEP;
    const corpus = { ...SMALL, photos, albums: Math.max(1, photos / IN_ALBUM) };
    const folder = bench.folder('host');
    linkTree(path.join(await bench.corpus(corpus), 'photos'), folder);
    const figures: HostFigures[] = [];
    for (const kind of ['first', 'hashed'] as const) {
      const state = bench.folder(`state-host-${kind}`);
      const { output } = await measuredProcess(benchProgram('extensionHost.ts', folder, state, kind));
      figures.push(JSON.parse(output) as HostFigures);
    }
    const worst = Math.max(...figures.map(({ longestMs }) => longestMs));
    const p99 = Math.max(...figures.map(({ p99Ms }) => p99Ms));
    return {
      ours: `longest block ${worst.toFixed(0)} ms, 99 % under ${p99.toFixed(1)} ms`,
      theirs: '',
      ratio: '',
      isMet: worst <= MOST_MS && p99 < MOST_P99_MS,
      notes: figures.map(
        ({ what, seconds, longestMs, p99Ms, over }) =>
          `${what}: ${seconds.toFixed(1)} s, longest block ${longestMs.toFixed(0)} ms, ${over} over ${MOST_MS} ms, 99 % under ${p99Ms.toFixed(1)} ms.`,
      ),
    };
  },
};

const IN_ALBUM = SMALL.photos / SMALL.albums;
const YEAR_STEP = IN_ALBUM;

/** The photos, and a gallery that somebody else made of the same ones, in which nothing was ever hashed. */
function linkTree(corpus: string, folder: string): void {
  for (const year of readdirSync(corpus))
    for (const album of readdirSync(path.join(corpus, year))) {
      const title = `${album} (${year})`;
      const here = path.join(folder, 'photos', year, album);
      const there = path.join(
        folder,
        'album-gallery',
        'albums',
        title
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/-$/, ''),
      );
      for (const target of [here, there]) mkdirSync(target, { recursive: true });
      writeFileSync(
        path.join(there, 'album.json'),
        JSON.stringify({ generator: 'Album Sync', version: 1, title, items: [] }),
      );
      for (const photo of readdirSync(path.join(corpus, year, album)))
        for (const target of [here, there]) linkSync(path.join(corpus, year, album, photo), path.join(target, photo));
    }
}
