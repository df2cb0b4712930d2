// What thumbnails cost without anything around them: node scripts/bench/programs/sharpLoop.ts PHOTOS PICTURES
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { THUMBNAIL_SIDE } from '../../../src/local/images/decode.ts';

const [photos = '', pictures = ''] = process.argv.slice(2);
sharp.cache(false);
sharp.concurrency(1);
const work = globSync('**/*.jpg', { cwd: photos }).entries();
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (const [number, photo] of work)
      await sharp(path.join(photos, photo), { sequentialRead: true })
        .autoOrient()
        .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .webp({ quality: 76, effort: 2 })
        .toFile(path.join(pictures, `${number}.webp`));
  }),
);
