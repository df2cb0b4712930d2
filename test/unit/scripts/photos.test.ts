import assert from 'node:assert/strict';
import { test } from 'node:test';
import exifr from 'exifr';
import { makePhoto } from '../../harness/photos.ts';

test('a photo that a test asks for says about itself what it was told', async () => {
  const photo = await makePhoto({
    width: 60,
    height: 40,
    capturedAt: '2019-06-01T10:00:00',
    caption: 'Forum Romanum',
    orientation: 6,
  });
  const tags = (await exifr.parse(photo, {
    pick: ['ImageDescription', 'DateTimeOriginal', 'Orientation', 'ExifImageWidth', 'ExifImageHeight'],
    translateValues: false,
    reviveValues: false,
  })) as unknown;
  assert.deepEqual(tags, {
    ImageDescription: 'Forum Romanum',
    DateTimeOriginal: '2019:06:01 10:00:00',
    Orientation: 6,
    ExifImageWidth: 60,
    ExifImageHeight: 40,
  });
});

test('the same spec gives the same bytes, another colour other ones', async () => {
  const [one, same, other] = await Promise.all([
    makePhoto({ colour: 'peru' }),
    makePhoto({ colour: 'peru' }),
    makePhoto({ colour: 'navy' }),
  ]);
  assert.equal(one.equals(same), true);
  assert.equal(one.equals(other), false);
});
