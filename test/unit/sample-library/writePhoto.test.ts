import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import exifr from 'exifr';
import sharp, { type OutputInfo } from 'sharp';
import type { SamplePhoto } from '../../../scripts/sample-library/samplePhoto.ts';
import type { Scene } from '../../../scripts/sample-library/scenes/scene.ts';
import { writePhoto } from '../../../scripts/sample-library/writePhoto.ts';

/** Sky above, earth below: enough to see which way up a picture is. */
const blueAboveBrown: Scene = ({ width, height, light }) => {
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) light.set(y < height / 2 ? [0, 0, 0.8] : [0.3, 0.1, 0], i);
  }
};

const plain: SamplePhoto = {
  path: 'a folder/photo.jpg',
  scene: blueAboveBrown,
  capturedAt: '2024-09-21T09:12:04+02:00',
  camera: 'nikon',
};

/** Writes one photo into a folder of its own and hands its path on. */
async function written(photo: SamplePhoto, look: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sample photo '));
  try {
    await writePhoto(folder, photo, 1);
    await look(join(folder, photo.path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a photo tells what a camera tells', async () => {
  const photo: SamplePhoto = { ...plain, caption: 'Grüße aus 京都', place: [67.9323, -13.0888] };
  await written(photo, async (path) => {
    const tags = (await exifr.parse(path, { reviveValues: false })) as Record<string, unknown>;
    const { Make, Model, DateTimeOriginal, OffsetTimeOriginal, ImageDescription } = tags;
    assert.deepEqual(
      { Make, Model, DateTimeOriginal, OffsetTimeOriginal, ImageDescription },
      {
        Make: 'NIKON CORPORATION',
        Model: 'NIKON Z 6_2',
        DateTimeOriginal: '2024:09:21 09:12:04',
        OffsetTimeOriginal: '+02:00',
        ImageDescription: 'Grüße aus 京都',
      },
    );
    const { latitude, longitude } = await exifr.gps(path);
    assert.deepEqual([latitude.toFixed(4), longitude.toFixed(4)], ['67.9323', '-13.0888']);
  });
});

test('a photo is as old as its capture time', async () => {
  await written(plain, async (path) => {
    assert.equal((await stat(path)).mtime.toISOString(), '2024-09-21T07:12:04.000Z');
  });
});

const layouts = [
  { shape: 'landscape', stored: '1600x1067', orientation: 1, upright: '1600x1067' },
  { shape: 'portrait', stored: '1067x1600', orientation: 1, upright: '1067x1600' },
  { shape: 'turned6', stored: '1600x1067', orientation: 6, upright: '1067x1600' },
  { shape: 'turned8', stored: '1600x1067', orientation: 8, upright: '1067x1600' },
  { shape: 'small', stored: '960x640', orientation: 1, upright: '960x640' },
] as const;

for (const { shape, stored, orientation, upright } of layouts) {
  test(`a ${shape} photo is stored as ${stored} with orientation ${orientation} and stands upright`, async () => {
    await written({ ...plain, shape }, async (path) => {
      const file = await sharp(path).metadata();
      assert.equal(`${file.width}x${file.height}`, stored);
      assert.equal(file.orientation, orientation);
      const { data, info } = await sharp(path).autoOrient().raw().toBuffer({ resolveWithObject: true });
      assert.equal(`${info.width}x${info.height}`, upright);
      const middle = info.width / 2;
      const above = pixel(data, info, middle, info.height * 0.25);
      const below = pixel(data, info, middle, info.height * 0.75);
      assert.ok(above.blue > above.red && below.red > below.blue, JSON.stringify({ above, below }));
    });
  });
}

const formats = [
  { path: 'photo.jpg', format: 'jpeg' },
  { path: 'photo.png', format: 'png' },
  { path: 'photo.webp', format: 'webp' },
  { path: 'a JPEG called.png', format: 'jpeg' },
] as const;

for (const { path, format } of formats) {
  test(`${path} holds a ${format} with its capture time`, async () => {
    await written({ ...plain, path, format, shape: 'small' }, async (file) => {
      const { format: found, exif } = await sharp(await readFile(file)).metadata();
      assert.equal(found, format);
      assert.ok(exif?.includes('2024:09:21 09:12:04'));
    });
  });
}

function pixel(
  data: Buffer,
  { width, channels }: OutputInfo,
  x: number,
  y: number,
): { red: number; green: number; blue: number } {
  const i = (Math.floor(y) * width + Math.floor(x)) * channels;
  return { red: data.readUInt8(i), green: data.readUInt8(i + 1), blue: data.readUInt8(i + 2) };
}
