import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createTextReader } from '../../../src/local/textReader.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

test('texts are read one after the other, whatever their lengths', (t) => {
  const folder = temporaryFolder(t);
  const texts = ['', 'short', 'Été 😀'.repeat(5000), 'in the room of the longer one', '', 'x'.repeat(200_000), 'y'];
  const read = createTextReader();
  for (const [index, text] of texts.entries()) {
    const file = path.join(folder, String(index));
    writeFileSync(file, text);
    assert.equal(read(file), text);
  }
});

/** Has no size before it is read; elsewhere there is no such file. */
const SIZELESS = process.platform === 'linux' ? '/proc/self/cmdline' : import.meta.filename;

test('what has no size before it is read is read to its end', () => {
  assert.equal(createTextReader()(SIZELESS), readFileSync(SIZELESS, 'utf8'));
});

test('what the disk throws is thrown', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(path.join(folder, 'folder'));
  assert.throws(() => createTextReader()(path.join(folder, 'missing')), { code: 'ENOENT' });
  assert.throws(() => createTextReader()(path.join(folder, 'folder')), { code: 'EISDIR' });
});
