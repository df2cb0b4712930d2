import assert from 'node:assert/strict';
import { test } from 'node:test';
import exifr from 'exifr';
import sharp from 'sharp';
import { HOUR_MS, MINUTE_MS } from '../../emulators/http/clock.ts';
import { ANNA, startPhotos, type Caller } from './photosCalls.ts';
import { makePhoto } from '../../harness/photos.ts';

const VIDEO = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex');

async function baseUrl(anna: Caller, id: string): Promise<string> {
  return String((await anna.call('GET', `/v1/mediaItems/${id}`)).body['baseUrl']);
}

/** The status, the type, and of a picture its size. */
async function looked(address: string, method = 'GET'): Promise<string> {
  const answer = await fetch(address, { method });
  const type = answer.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200 || bytes.length === 0) return `${String(answer.status)} ${type}`;
  const { width, height } = await sharp(bytes).metadata();
  return `200 ${type} ${String(width)}x${String(height)}`;
}

const SIZES: readonly [suffix: string, answer: string][] = [
  ['=d', '200 image/jpeg 400x300'],
  ['=w100', '200 image/jpeg 100x75'],
  ['=h150', '200 image/jpeg 200x150'],
  ['=w100-h100', '200 image/jpeg 100x75'],
  ['=w100-h100-c', '200 image/jpeg 100x100'],
  ['=w2000', '200 image/jpeg 400x300'],
  ['=w100-no', '200 image/jpeg 100x75'],
  ['', '400 image/gif'],
  ['=x5', '400 image/gif'],
  ['=w0', '400 image/gif'],
  ['=dv', '404 image/gif'],
];

for (const [suffix, answer] of SIZES) {
  test(`the address of a photo with ${suffix || 'nothing behind it'}`, async (t) => {
    const { anna } = await startPhotos(t);
    const id = await anna.create(await makePhoto({ width: 400, height: 300 }), 'a.jpg');
    assert.equal(await looked(`${await baseUrl(anna, id)}${suffix}`), answer);
  });
}

test('an address of a picture lives an hour, needs no token, and leads nowhere when the photo is gone', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const id = await anna.create(await makePhoto({}), 'a.jpg');
  const address = `${await baseUrl(anna, id)}=d`;
  emulator.clock.advance(HOUR_MS - 2000);
  assert.equal(await looked(address), '200 image/jpeg 320x240');
  assert.equal(await looked(address.replace(/.{5}=d$/, '=d')), '404 image/gif');
  assert.equal(await looked(address.replace('=d', '')), '400 image/gif');
  const again = `${await baseUrl(anna, id)}=d`;
  emulator.clock.advance(2000);
  assert.equal(await looked(address), '403 text/html; charset=UTF-8');
  assert.equal(await looked(again), '200 image/jpeg 320x240');
  emulator.person(ANNA).deleteItem(id);
  assert.equal(await looked(again), '404 image/gif');
});

test('HEAD tells the length of what GET would give', async (t) => {
  const { anna } = await startPhotos(t);
  const bytes = await makePhoto({});
  const address = `${await baseUrl(anna, await anna.create(bytes, 'é.jpg'))}=d`;
  const { status, headers } = await fetch(address, { method: 'HEAD' });
  assert.equal(
    [status, headers.get('content-length'), headers.get('content-disposition')].join(' '),
    `200 ${String(bytes.length)} attachment; filename*=UTF-8''%C3%A9.jpg`,
  );
});

test('a download has no place in it, and everything else of its EXIF', async (t) => {
  const { anna } = await startPhotos(t);
  const bytes = await withPlace();
  assert.deepEqual(await exifOf(bytes), {
    latitude: 41.9,
    longitude: 12.5,
    Make: 'Camera',
    time: '2019:06:01 10:00:00',
  });
  const id = await anna.create(bytes, 'a.jpg');
  const download = await fetched(`${await baseUrl(anna, id)}=d`);
  assert.equal(download.equals(bytes), false);
  assert.deepEqual(await exifOf(download), {
    latitude: undefined,
    longitude: undefined,
    Make: 'Camera',
    time: '2019:06:01 10:00:00',
  });
  const [before, after] = await Promise.all([bytes, download].map((one) => sharp(one).raw().toBuffer()));
  assert.equal(before?.equals(after ?? Buffer.alloc(0)), true);
});

test('a download may be another JPEG of the same picture', async (t) => {
  const { anna } = await startPhotos(t, { habits: { downloads: 'recompressed' } });
  const bytes = await makePhoto({ capturedAt: '2019-06-01T10:00:00' });
  const download = await fetched(`${await baseUrl(anna, await anna.create(bytes, 'a.jpg'))}=d`);
  assert.equal(download.equals(bytes), false);
  assert.equal((await exifOf(download)).time, '2019:06:01 10:00:00');
});

test('a video is given back when it is ready, and not as it came', async (t) => {
  const { emulator, anna } = await startPhotos(t);
  const address = await baseUrl(anna, await anna.create(VIDEO, 'v.mp4'));
  assert.equal(await looked(`${address}=dv`), '404 image/gif');
  assert.equal(await looked(`${address}=w160`), '200 image/jpeg 160x90');
  emulator.clock.advance(MINUTE_MS);
  const download = await fetched(`${address}=dv`);
  assert.equal(download.equals(VIDEO), false);
  assert.equal(download.subarray(0, VIDEO.length).equals(VIDEO), true);
});

test('a day has so many loads of pictures, whatever the requests', async (t) => {
  const { anna } = await startPhotos(t, { limits: { baseUrlLoadsPerDay: 2 } });
  const address = `${await baseUrl(anna, await anna.create(await makePhoto({}), 'a.jpg'))}=w10`;
  const statuses: number[] = [];
  for (let load = 0; load < 3; load += 1) statuses.push((await fetch(address)).status);
  assert.deepEqual(statuses, [200, 200, 429]);
  assert.equal((await anna.call('GET', '/v1/albums')).status, 200);
});

async function withPlace(): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: 'peru' } })
    .withExif({
      IFD0: { Make: 'Camera' },
      IFD2: { DateTimeOriginal: '2019:06:01 10:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 54/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '12/1 30/1 0/1' },
    })
    .jpeg()
    .toBuffer();
}

async function exifOf(bytes: Buffer) {
  const tags = ((await exifr.parse(bytes, { reviveValues: false, gps: true })) ?? {}) as Record<string, unknown>;
  const { latitude, longitude, Make, DateTimeOriginal: time } = tags;
  return { latitude, longitude, Make, time };
}

async function fetched(address: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(address)).arrayBuffer());
}
