import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { headCapture } from '../../../src/local/images/headCapture.ts';
import { plainCapture } from '../../../src/local/images/plainCapture.ts';
import { tinyJpeg } from '../../harness/library.ts';
import { makePhoto } from '../../harness/photos.ts';

const CAPTURED = '2008-10-22T16:28:39';

/** A photo as many cameras write it: big-endian, with a date, a caption that is none, and an orientation. */
const camera = withSegment(
  tinyJpeg('camera'),
  0xe1,
  exifBlock('MM', { 0x010e: 'SONY DSC\0', 0x0112: 6, 0x9003: '2008:10:22 16:28:39\0' }),
);
const described = withSegment(tinyJpeg('d'), 0xe1, exifBlock('II', { 0x010e: ' On the quay \0\0', 0x0112: 1 }));

const PHOTOS: readonly (readonly [what: string, bytes: Uint8Array, isPlain: boolean])[] = [
  ['that says nothing', tinyJpeg('nothing'), true],
  ['of a camera', camera, true],
  ['with a caption', described, true],
  ['with all of it', await makePhoto({ capturedAt: CAPTURED, caption: 'Harbour', width: 32, height: 24 }), true],
  ['that lies on its side', await makePhoto({ orientation: 6, width: 32, height: 24 }), true],
  [
    'with a profile',
    await sharp(await makePhoto({}))
      .withIccProfile('srgb')
      .jpeg()
      .toBuffer(),
    true,
  ],
  [
    'that is progressive',
    await sharp(await makePhoto({}))
      .jpeg({ progressive: true })
      .toBuffer(),
    true,
  ],
  ['with XMP', withSegment(camera, 0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>')), false],
  ['with IPTC', withSegment(camera, 0xed, Buffer.from('Photoshop 3.0\0')), false],
  ['with two blocks', withSegment(camera, 0xe1, exifBlock('II', { 0x0112: 3 })), false],
  [
    'with a caption in other letters',
    withSegment(tinyJpeg('o'), 0xe1, exifBlock('II', { 0x010e: 'Gr\xf6\xdfe\0' })),
    false,
  ],
  ['that ends too early', camera.subarray(0, 60), false],
  ['that is none', Buffer.from('no photo at all'), false],
];

for (const [what, bytes, isPlain] of PHOTOS) {
  test(`a photo ${what} ${isPlain ? 'says of itself by plain means what' : 'is left to'} the reader for everything says`, async () => {
    const plain = plainCapture(bytes);
    assert.equal(plain !== undefined, isPlain);
    if (plain) assert.deepEqual(plain, await headCapture({ head: bytes, input: bytes }));
  });

  test(`no byte of a photo ${what} can be another one and have it say something else`, async () => {
    for (let at = 0; at < Math.min(bytes.length, 700); at++) {
      for (const change of CHANGES) {
        const other = Buffer.from(bytes);
        other[at] = change(other[at] ?? 0);
        const plain = plainCapture(other);
        if (plain)
          assert.deepEqual(plain, await headCapture({ head: other, input: other }), `byte ${at} is ${other[at]}`);
      }
    }
  });
}

const CHANGES: readonly ((byte: number) => number)[] = [
  (byte) => byte ^ 1,
  (byte) => byte + 1,
  (byte) => byte - 2,
  () => 0,
  () => 0xff,
];

/** A segment right behind the start of the image. */
function withSegment(photo: Uint8Array, marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([photo.subarray(0, 2), head, content, photo.subarray(2)]);
}

/** A block of EXIF with these tags; those from 0x9000 on are in the directory of EXIF. */
function exifBlock(order: 'II' | 'MM', tags: Readonly<Record<number, string | number>>): Buffer {
  const room = Buffer.alloc(1024);
  const isLittle = order === 'II';
  const short = (value: number, at: number) =>
    isLittle ? room.writeUInt16LE(value, at) : room.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? room.writeUInt32LE(value, at) : room.writeUInt32BE(value, at);
  const all = Object.entries(tags).map(([tag, value]) => [Number(tag), value] as const);
  const [ours, theirs] = [all.filter(([tag]) => tag < 0x9000), all.filter(([tag]) => tag >= 0x9000)];
  room.write(order, 'latin1');
  short(42, 2);
  long(8, 4);
  let end = 200;
  const directory = (at: number, entries: readonly (readonly [number, string | number])[]) => {
    short(entries.length, at);
    for (const [index, [tag, value]] of entries.entries()) {
      const entry = at + 2 + index * 12;
      short(tag, entry);
      short(typeof value === 'string' ? 2 : tag === 0x8769 ? 4 : 3, entry + 2);
      long(typeof value === 'string' ? value.length : 1, entry + 4);
      if (typeof value === 'number') (tag === 0x8769 ? long : short)(value, entry + 8);
      else {
        long(end, entry + 8);
        room.write(value, end, 'latin1');
        end += value.length;
      }
    }
  };
  directory(8, [...ours, ...(theirs.length > 0 ? [[0x8769, 120] as const] : [])]);
  if (theirs.length > 0) directory(120, theirs);
  return Buffer.concat([Buffer.from('Exif\0\0'), room.subarray(0, end)]);
}
