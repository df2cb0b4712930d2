import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { makePhoto } from '../../harness/photos.ts';

const MB = 1024 * 1024;

/** Photos that mean harm, or that a broken tool made, by name. All of them are photos by their first bytes. */
export async function hostilePictures(): Promise<Readonly<Record<string, Uint8Array>>> {
  const photo = await makePhoto({ width: 1200, height: 900 });
  const png = await sharp(photo).resize(600).png().toBuffer();
  return {
    'bomb.png': pngOf(50_000, [chunk('IDAT', deflateSync(Buffer.alloc(MB)))]),
    'truncated.jpg': photo.subarray(0, photo.length / 2),
    'lying.jpg': png,
    'year 9999.jpg': await makePhoto({ width: 600, height: 400, capturedAt: '9999-99-99T99:99:99' }),
    'year 0.jpg': await makePhoto({ width: 600, height: 400, capturedAt: '0000-00-00T00:00:00' }),
    'year 2107.jpg': await makePhoto({ width: 600, height: 400, capturedAt: '2107-12-31T23:59:58' }),
    'no number.jpg': await makePhoto({ width: 600, height: 400, capturedAt: 'NaN' }),
    'large exif.png': withChunk(png, chunk('eXIf', largeExif(10 * MB))),
    'entities.jpg': await sharp(photo).withXmp(ENTITY_BOMB).jpeg().toBuffer(),
    'endless directory.jpg': withSegment(photo, 0xe1, circularExif()),
    'good.jpg': photo,
  };
}

/** Names of the pictures that no decoder can show. */
export const UNDECODABLE: readonly string[] = ['bomb.png', 'truncated.jpg'];

/** Ten entities of ten entities each, down to a thousand million letters, in the caption. */
const ENTITY_BOMB = [
  '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">',
  ...Array.from({ length: 8 }, (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`),
  ']><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
  '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>',
  '<rdf:li xml:lang="x-default">&a8;</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>',
].join('');

/** A small file that says it is a huge picture. */
function pngOf(side: number, chunks: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  header[9] = 2;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

/** Puts a chunk after the header of a PNG, which is 33 bytes long with its signature. */
function withChunk(png: Buffer, added: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, 33), added, png.subarray(33)]);
}

/** An EXIF block with one description of this many bytes. */
function largeExif(bytes: number): Buffer {
  const tiff = Buffer.alloc(26 + bytes, 'x');
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x010e, 10);
  tiff.writeUInt16LE(2, 12);
  tiff.writeUInt32LE(bytes, 14);
  tiff.writeUInt32LE(26, 18);
  tiff.writeUInt32LE(0, 22);
  return tiff;
}

/** An EXIF block whose directory says that the next directory is itself. */
function circularExif(): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x8769, 10);
  tiff.writeUInt16LE(4, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt32LE(8, 18);
  tiff.writeUInt32LE(8, 22);
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
}

function withSegment(jpeg: Buffer, marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
