import { cp } from 'node:fs/promises';
import path from 'node:path';
import { ratioFigures } from '../figures.ts';
import type { Row } from '../row.ts';
import { firstSyncs } from './firstSync.ts';

const MOST = 1;
const ALBUMS = 4000;
const PHOTOS_AN_ALBUM = 4;

export const MANY_ALBUMS: Row = {
  name: 'many-albums',
  work: 'The same of 4,000 albums of four photos, 20 KB each',
  against: '`rclone copy` of the same photos, which makes a folder for each album and nothing else',
  goal: `at most ${MOST} of it`,
  measure: async (bench) => {
    const albums = bench.scaled(ALBUMS);
    const count = albums * PHOTOS_AN_ALBUM;
    const corpus = await bench.corpus({ photos: count, albums, width: 640, bytes: 20_000 });
    const folder = bench.folder('many-library');
    const photos = path.join(folder, 'photos');
    await cp(path.join(corpus, 'photos'), photos, { recursive: true, preserveTimestamps: true });
    const { middles, notes } = await firstSyncs(bench, { name: 'many', folder, photos, count });
    return ratioFigures(middles, MOST, notes);
  },
};
