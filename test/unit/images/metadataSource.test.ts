import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { HEAD_BYTES, readMetadataSource } from '../../../src/local/images/metadataSource.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

const START = Buffer.from('ffd8', 'hex');
const PICTURE = Buffer.concat([Buffer.from('ffda0002', 'hex'), Buffer.alloc(HEAD_BYTES)]);

/** A segment of a JPEG with so many bytes of content. */
function segment(bytes: number): Buffer {
  const head = Buffer.from('ffe10000', 'hex');
  head.writeUInt16BE(bytes + 2, 2);
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}

const FULL = 60_000;

/** What is read at first, where the metadata end before that. */
const FEW = 16 * 1024;

const TABLE: readonly [what: string, content: Buffer, readFrom: 'head' | 'path', bytes?: number][] = [
  ['an empty file', Buffer.alloc(0), 'head'],
  ['a short file of any kind', Buffer.from('RIFF'), 'head'],
  ['a file that ends where the first bytes do', Buffer.alloc(FEW, 'ftyp'), 'head'],
  ['a file of one byte more', Buffer.alloc(FEW + 1, 'ftyp'), 'head'],
  ['a long file that is no JPEG', Buffer.alloc(2 * HEAD_BYTES, 'ftyp'), 'path'],
  ['a long JPEG without metadata', Buffer.concat([START, PICTURE]), 'head', FEW],
  ['a long JPEG with a few', Buffer.concat([START, segment(100), PICTURE]), 'head', FEW],
  ['a JPEG of which the picture just begins in time', Buffer.concat([START, segment(FEW - 10), PICTURE]), 'head', FEW],
  ['a JPEG of which it does not', Buffer.concat([START, segment(FEW - 9), PICTURE]), 'head'],
  ['a long JPEG with some', Buffer.concat([START, segment(100), segment(FULL), PICTURE]), 'head'],
  [
    'a JPEG whose metadata fill the head',
    Buffer.concat([START, ...Array.from({ length: 5 }, () => segment(FULL)), PICTURE]),
    'path',
  ],
  ['a JPEG with a fault between its segments', Buffer.concat([START, segment(8), Buffer.alloc(8), PICTURE]), 'path'],
  ['a JPEG of a segment without length', Buffer.concat([START, Buffer.from('ffe10000', 'hex'), PICTURE]), 'path'],
];

for (const [what, content, readFrom, bytes = HEAD_BYTES] of TABLE) {
  test(`the metadata of ${what} are read from the ${readFrom}`, (t) => {
    const file = path.join(temporaryFolder(t), 'photo');
    writeFileSync(file, content);
    const { head, input } = readMetadataSource(file);
    assert.deepEqual(Buffer.from(head), content.subarray(0, bytes));
    assert.equal(input, readFrom === 'path' ? file : head);
  });
}
