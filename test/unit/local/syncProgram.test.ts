import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { PROGRAM, startSyncProgram } from '../../../src/local/flushing/syncProgram.ts';
import { sizedFile } from '../../harness/sizedFiles.ts';

/** Elsewhere every flush must say that it did not go well. */
const isHere = existsSync(PROGRAM);

/** Names that a shell would read something into, and whether a file of that name leads to its file system. */
const NAMES: readonly (readonly [name: string, isFlushed: boolean])[] = [
  ['photo.jpg', isHere],
  [' two  spaces and a backslash\\n .jpg', isHere],
  ['"; touch made; echo "done.jpg', isHere],
  ['$(touch made) `touch made`.jpg', isHere],
  ['*.jpg', isHere],
  ['-f.jpg', isHere],
  // A line for each path: such a name is not given to the program at all.
  ['two\nlines.jpg', false],
];

/** Windows has no files of most of these names, and no such program. */
const NAMES_HERE = process.platform === 'win32' ? NAMES.slice(0, 1) : NAMES;

test('one program flushes again and again, whatever the names of the files are', async (t) => {
  const folder = path.join(path.dirname(sizedFile(t, 3).file), 'names');
  mkdirSync(folder);
  const program = startSyncProgram();
  t.after(() => program.leave());
  for (const [name, isFlushed] of NAMES_HERE) {
    const file = path.join(folder, name);
    writeFileSync(file, 'photo');
    assert.equal(await program.sync(file), isFlushed, name);
  }
  assert.equal(existsSync(path.join(folder, 'made')), false);
  assert.equal(existsSync('made'), false);
});

test('each of several that are asked for at once has its own answer', async (t) => {
  const { file } = sizedFile(t, 3);
  const program = startSyncProgram();
  t.after(() => program.leave());
  const asked = [file, path.join(file, 'is no folder'), file].map((each) => program.sync(each));
  assert.deepEqual(await Promise.all(asked), [isHere, false, isHere]);
});

test('who leaves waits for nothing, and nothing is flushed afterwards', async (t) => {
  const { file } = sizedFile(t, 3);
  const program = startSyncProgram();
  const asked = program.sync(file);
  program.leave();
  assert.equal(await asked, false);
  assert.equal(await program.sync(file), false);
});
