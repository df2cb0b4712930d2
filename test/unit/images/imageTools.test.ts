import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { createImageTools } from '../../../src/local/images/imageTools.ts';
import { makePhoto } from '../../harness/photos.ts';

const tools = createImageTools({ workerPath: path.resolve('src/imageWorker.ts'), processes: 2, timeoutMs: 60_000 });
const folder = await mkdtemp(path.join(tmpdir(), 'album-sync-images-'));
after(async () => {
  tools.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Red, green and blue, each whether it is there. */
const COLOURS = new Map([
  ['100', 'red'],
  ['010', 'green'],
  ['001', 'blue'],
  ['111', 'white'],
]);

const call = { signal: new AbortController().signal };

async function keep(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8] as const) {
  test(`a photo of orientation ${orientation} is upright`, async () => {
    // The stored pixels are red above and blue below, and lie as a camera that was held so would store them.
    const isTurned = orientation >= 5;
    const file = await keep(`orientation${orientation}.jpg`, await storedFor(orientation));
    const made = await tools.thumbnail(file, call);
    assert.equal(made.kind, 'done');
    assert.deepEqual(made.value.dimensions, { width: 800, height: 600 }, isTurned ? 'turned' : 'not turned');
    const { data, info } = await sharp(made.value.bytes).raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [560, 420]);
    assert.deepEqual([colourAt(data, info, 0.25, 0.25), colourAt(data, info, 0.75, 0.25)], ['red', 'green']);
    assert.deepEqual([colourAt(data, info, 0.25, 0.75), colourAt(data, info, 0.75, 0.75)], ['blue', 'white']);
    assert.deepEqual(await tools.dimensions(file, call), { kind: 'done', value: { width: 800, height: 600 } });
  });
}

test('a thumbnail carries nothing of the photo but its picture', async () => {
  const file = await keep('tagged.jpg', await makePhoto({ caption: 'Secret', capturedAt: '2001-02-03T04:05:06' }));
  const made = await tools.thumbnail(file, call);
  assert.equal(made.kind, 'done');
  const { format, exif, icc, xmp } = await sharp(made.value.bytes).metadata();
  assert.deepEqual({ format, exif, icc, xmp }, { format: 'webp', exif: undefined, icc: undefined, xmp: undefined });
});

test('a small photo is not blown up', async () => {
  const made = await tools.thumbnail(await keep('small.jpg', await makePhoto({ width: 64, height: 48 })), call);
  assert.equal(made.kind, 'done');
  assert.equal((await sharp(made.value.bytes).metadata()).width, 64);
});

const photo = await makePhoto({ width: 1200, height: 900 });

/** What is no photo that can be shown, and how it ends; none of it may cost more than itself. */
const bad: readonly (readonly [string, Uint8Array | string, 'damaged' | 'unsupported'])[] = [
  ['a truncated photo', photo.subarray(0, photo.length / 2), 'damaged'],
  ['half a header', photo.subarray(0, 200), 'damaged'],
  ['an image of 50,000 by 50,000 pixels', pngBomb(50_000), 'damaged'],
  ['an empty file', '', 'unsupported'],
  ['a text', 'no photo', 'unsupported'],
  ['a web page', '<!doctype html><script>alert(1)</script>', 'unsupported'],
  ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'unsupported'],
];

for (const [what, bytes, kind] of bad) {
  test(`${what} is ${kind}`, async () => {
    const file = await keep('bad.jpg', bytes);
    const made = await tools.thumbnail(file, call);
    assert.equal(made.kind, kind);
    if (made.kind === 'damaged') {
      assert.equal(made.problem.code, 'E_IMAGE_DECODE');
      assert.ok(!made.problem.message.includes(folder), made.problem.message);
    }
    const good = await tools.thumbnail(await keep('good.jpg', photo), call);
    assert.equal(good.kind, 'done');
  });
}

test('a missing photo has no picture and says nothing of itself', async () => {
  const file = path.join(folder, 'missing.jpg');
  assert.equal((await tools.thumbnail(file, call)).kind, 'damaged');
  assert.equal(JSON.stringify(await tools.capture(file, call)), '{}');
});

test('whether there is a decoder is known before any photo is looked at', async (t) => {
  assert.deepEqual(await tools.decoder(call), { ok: true, value: undefined });
  const broken = createImageTools({ workerPath: path.join(folder, 'missing.js'), processes: 1, timeoutMs: 60_000 });
  t.after(() => broken.dispose());
  const found = await broken.decoder(call);
  assert.equal(found.ok ? undefined : found.problem.code, 'E_IMAGE_LIBRARY');
});

test('without the image process, every picture says so and captures are empty', async (t) => {
  const broken = createImageTools({ workerPath: path.join(folder, 'missing.js'), processes: 1, timeoutMs: 60_000 });
  t.after(() => broken.dispose());
  const file = await keep('any.jpg', photo);
  const kinds = await Promise.all(Array.from({ length: 4 }, async () => (await broken.thumbnail(file, call)).kind));
  assert.deepEqual(kinds, ['damaged', 'damaged', 'noDecoder', 'noDecoder']);
  assert.deepEqual(await broken.capture(file, call), {});
});

const described = (description: Uint8Array) => photoWithExif(description);

const captures: readonly (readonly [string, () => Promise<Uint8Array>, object])[] = [
  ['nothing', () => makePhoto({}), {}],
  ['a date', () => makePhoto({ capturedAt: '2008-10-22T16:28:39' }), { capturedAt: '2008-10-22T16:28:39' }],
  ['a caption', () => makePhoto({ caption: 'Harbour' }), { caption: 'Harbour' }],
  ['a caption of its camera', () => makePhoto({ caption: 'OLYMPUS DIGITAL CAMERA' }), {}],
  ['a caption in UTF-8', async () => described(Buffer.from('Größe 東京\0')), { caption: 'Größe 東京' }],
  ['a caption in Latin-1', async () => described(Buffer.from('Größe\0', 'latin1')), { caption: 'Größe' }],
  ['a caption in XMP', () => withXmp('H&#xF6;he &amp; Tiefe'), { caption: 'Höhe & Tiefe' }],
  ['a caption in IPTC', async () => photoWithIptc(Buffer.from('Größe', 'latin1')), { caption: 'Größe' }],
  ['a date and a caption in WebP', webpPhoto, { capturedAt: '2001-02-03T04:05:06', caption: 'Harbour' }],
];

for (const [what, make, expected] of captures) {
  test(`a photo with ${what} says ${JSON.stringify(expected)}`, async () => {
    const { dimensions, ...capture } = await tools.capture(await keep('capture.jpg', await make()), call);
    assert.deepEqual(JSON.parse(JSON.stringify(capture)), expected);
    assert.equal(typeof dimensions?.width, what.endsWith('WebP') ? 'undefined' : 'number');
  });
}

const HEADERS: readonly (readonly [what: string, make: () => Promise<Uint8Array>, says: string])[] = [
  ['a JPEG', () => photoIn('jpeg'), '4 x 2'],
  ['a JPEG that lies on its side', () => photoIn('jpeg', { orientation: 6 }), '2 x 4'],
  ['a JPEG that stands on its head', () => photoIn('jpeg', { orientation: 3 }), '4 x 2'],
  ['a PNG', () => photoIn('png'), '4 x 2'],
  ['a WebP, which needs the decoder', () => photoIn('webp'), 'nothing'],
  ['a JPEG that ends too early', async () => (await photoIn('jpeg')).subarray(0, 40), 'nothing'],
  ['something else', async () => Buffer.from('something else'), 'nothing'],
];

for (const [what, make, says] of HEADERS) {
  test(`the first bytes of ${what} say: ${says}`, async () => {
    const file = await keep('header', await make());
    const { dimensions } = await tools.capture(file, call);
    assert.equal(dimensions ? `${dimensions.width} x ${dimensions.height}` : 'nothing', says);
    const decoded = await tools.dimensions(file, call);
    if (dimensions) assert.deepEqual(decoded, { kind: 'done', value: dimensions });
  });
}

function photoIn(format: 'jpeg' | 'png' | 'webp', { orientation = 1 } = {}): Promise<Buffer> {
  const pixels = sharp({ create: { width: 4, height: 2, channels: 3, background: 'teal' } });
  return pixels.withMetadata({ orientation }).toFormat(format).toBuffer();
}

const real = path.resolve('../shared/photos');
if (existsSync(real)) {
  test('every real photo has a thumbnail', async () => {
    const files = readdirSync(real, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jpg'));
    const made = await Promise.all(files.map((name) => tools.thumbnail(path.join(real, name), call)));
    assert.deepEqual(
      files.filter((_, index) => made[index]?.kind !== 'done'),
      [],
    );
  });
}

/** The four-coloured picture of 800 by 600 pixels, as a camera held for this orientation stores it. */
async function storedFor(orientation: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8): Promise<Buffer> {
  const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="400" height="300" fill="#f00"/>
    <rect x="400" width="400" height="300" fill="#0f0"/><rect y="300" width="400" height="300" fill="#00f"/>
    <rect x="400" y="300" width="400" height="300" fill="#fff"/></svg>`;
  const upright = await sharp(Buffer.from(scene)).png().toBuffer();
  // What undoes the turn and the mirroring that a viewer of this orientation does (EXIF 2.32, tag 0x0112).
  const [turn, mirror] = (
    [
      [0, false],
      [0, true],
      [180, false],
      [180, true],
      [270, true],
      [270, false],
      [90, true],
      [90, false],
    ] as const
  )[orientation - 1] ?? [0, false];
  const turned = await sharp(upright).rotate(turn).png().toBuffer();
  const stored = mirror
    ? await sharp(turned)
        .flop(orientation < 5)
        .flip(orientation >= 5)
        .png()
        .toBuffer()
    : turned;
  return sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
}

function colourAt(
  data: Buffer,
  info: { width: number; height: number; channels: number },
  x: number,
  y: number,
): string {
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  const [red = 0, green = 0, blue = 0] = [...data.subarray(at, at + 3)].map((value) => Math.round(value / 255));
  return COLOURS.get(`${red}${green}${blue}`) ?? `${red}${green}${blue}`;
}

function webpPhoto(): Promise<Buffer> {
  return sharp(photo)
    .withExif({ IFD0: { ImageDescription: 'Harbour' }, IFD2: { DateTimeOriginal: '2001:02:03 04:05:06' } })
    .webp()
    .toBuffer();
}

function withXmp(description: string): Promise<Buffer> {
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">${description}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`;
  return sharp(photo).withXmp(packet).jpeg().toBuffer();
}

/** A photo with an EXIF block that holds nothing but this description, in whatever bytes. */
function photoWithExif(description: Uint8Array): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x010e, 10);
  tiff.writeUInt16LE(2, 12);
  tiff.writeUInt32LE(description.length, 14);
  tiff.writeUInt32LE(26, 18);
  return withSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, description]));
}

/** A photo with the caption in an IPTC block (record 2, dataset 120) of Photoshop's segment. */
function photoWithIptc(caption: Uint8Array): Buffer {
  const dataset = Buffer.from([0x1c, 2, 120, caption.length >> 8, caption.length & 255]);
  const iptc = Buffer.concat([dataset, caption]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(iptc.length);
  return withSegment(
    0xed,
    Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'), size, iptc, Buffer.alloc(8)]),
  );
}

function withSegment(marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([photo.subarray(0, 2), head, content, photo.subarray(2)]);
}

/** A small file that says it is a huge picture. */
function pngBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  header[9] = 2;
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

const CAMERAS: readonly (readonly [make: string, model: string, camera: string | undefined])[] = [
  ['Canon', 'Canon EOS 5D', 'Canon EOS 5D'],
  ['NIKON CORPORATION', 'NIKON Z 6', 'NIKON Z 6'],
  ['FUJIFILM', 'X-T4', 'FUJIFILM X-T4'],
  ['', 'Pinhole', 'Pinhole'],
  ['', '', undefined],
];

for (const [make, model, camera] of CAMERAS)
  test(`the camera of "${make}" and "${model}" is ${camera ?? 'not known'}`, async () => {
    const exif = { IFD0: { ...(make && { Make: make }), ...(model && { Model: model }) } };
    const photo = sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } }).withExif(exif);
    assert.equal(
      await tools.camera(await keep(`camera ${make} ${model}.jpg`, await photo.jpeg().toBuffer()), call),
      camera,
    );
  });

test('what is no photo, or is not there, has no camera', async () => {
  assert.equal(await tools.camera(await keep('text.jpg', 'no photo'), call), undefined);
  assert.equal(await tools.camera(path.join(folder, 'none.jpg'), call), undefined);
});
