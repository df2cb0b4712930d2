import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeByContent, typeByName } from '../../../src/local/mediaType.ts';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const ftyp = (brand: string) => Buffer.concat([ascii('\0\0\0\x18ftyp'), ascii(brand), ascii('\0\0\0\0mif1')]);

test('the content tells the type, whatever the name says', async () => {
  const table: readonly (readonly [name: string, head: Buffer, mime: string | undefined])[] = [
    ['a.png', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
    ['a.jpg', Buffer.from('ffd8fff7000b0800', 'hex'), undefined],
    [
      'a.jpg',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154', 'hex'),
      'image/png',
    ],
    ['a.jpg', ascii('GIF89a\x01\0\x01\0'), 'image/gif'],
    ['a', ascii('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp'],
    ['a.jpg', ftyp('avif'), 'image/avif'],
    ['a.jpg', ftyp('heic'), 'image/heic'],
    ['a.heic', ftyp('mif1'), 'image/heif'],
    ['a.bmp', ascii('BM\x46\0\0\0\0\0\0\0'), 'image/bmp'],
    ['a.tif', ascii('II*\0\x08\0\0\0\0\0\0\0'), 'image/tiff'],
    ['a.DNG', ascii('II*\0\x08\0\0\0\0\0\0\0'), 'image/x-adobe-dng'],
    ['a.pef', ascii('MM\0*\0\0\0\x08\0\0\0\0'), 'image/x-pentax-pef'],
    ['a.crw', ascii('II\x1a\0\0\0HEAPCCDR\x02\0'), 'image/x-canon-crw'],
    ['a.raf', ascii('FUJIFILMCCD-RAW 0201'), 'image/x-fujifilm-raf'],
    ['a.jpg', ftyp('mp42'), 'video/mp4'],
    ['a.mov', ftyp('qt  '), 'video/quicktime'],
    ['a.m4v', ftyp('M4V '), 'video/x-m4v'],
    ['a.3gp', ftyp('3gp4'), 'video/3gpp'],
    ['a.avi', ascii('RIFF\x24\0\0\0AVI LIST'), 'video/x-msvideo'],
    ['a.wmv', Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'), 'video/x-ms-wmv'],
    ['a.mpg', Buffer.from('000001ba44000400', 'hex'), 'video/mpeg'],
    ['a.mpg', Buffer.from('000001b314008013', 'hex'), 'video/mpeg'],
    ['a.jpg', ascii('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
    ['a.jpg', ascii('<!doctype html><script>alert(1)</script>'), undefined],
    ['a.jpg', ascii('%PDF-1.7'), undefined],
    ['a.mp3', ascii('ID3\x04\0\0\0\0\0\0'), undefined],
    ['a.jpg', Buffer.alloc(0), undefined],
  ];
  for (const [name, head, mime] of table) {
    // A real file goes on after its first bytes.
    const bytes = head.length === 0 ? head : Buffer.concat([head, Buffer.alloc(200)]);
    assert.equal((await typeByContent(name, bytes))?.mime, mime, `${name} ${head.toString('latin1', 0, 12)}`);
  }
});

test('a name promises a type by its extension, in any case', () => {
  const table: readonly (readonly [name: string, mime: string | undefined])[] = [
    ['IMG.JPG', 'image/jpeg'],
    ['a.b.HeIc', 'image/heic'],
    ['movie.m2v', 'video/mpeg'],
    ['jpg', undefined],
    ['a.txt', undefined],
  ];
  for (const [name, mime] of table) assert.equal(typeByName(name)?.mime, mime);
});
