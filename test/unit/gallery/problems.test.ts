import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorCode } from '../../../src/engine/model.ts';
import { settle, writeProblem } from '../../../src/services/gallery/fileProblem.ts';

const codes: readonly (readonly [string, ErrorCode])[] = [
  ['EACCES', 'E_GALLERY_NOT_WRITABLE'],
  ['EPERM', 'E_GALLERY_NOT_WRITABLE'],
  ['EROFS', 'E_GALLERY_NOT_WRITABLE'],
  ['EIO', 'E_GALLERY_NOT_WRITABLE'],
  ['ENOSPC', 'E_DISK_FULL'],
  ['EDQUOT', 'E_DISK_FULL'],
  ['ENAMETOOLONG', 'E_NAME'],
  ['EILSEQ', 'E_NAME'],
  ['EISDIR', 'E_GALLERY_FOREIGN'],
  ['ENOTDIR', 'E_GALLERY_FOREIGN'],
  ['EEXIST', 'E_GALLERY_FOREIGN'],
];

for (const [code, expected] of codes) {
  test(`${code} is ${expected}, without an absolute path`, async () => {
    const error = Object.assign(new Error(`${code}: what the disk says, open '/home/somebody/gallery/a.jpg'`), {
      code,
    });
    const problem = writeProblem(error, 'albums/trip/a.jpg');
    assert.equal(problem.code, expected);
    assert.equal(problem.path, 'albums/trip/a.jpg');
    assert.match(problem.message, new RegExp(`^albums/trip/a\\.jpg: ${code}: what the disk says\\. `, 'u'));
    assert.deepEqual(await settle('albums/trip/a.jpg', () => Promise.reject(error)), { ok: false, problem });
  });
}

test('a cancel is no fault of the disk', async () => {
  const cancelled = await settle('a.jpg', async () => {
    AbortSignal.abort().throwIfAborted();
    return { ok: true, value: undefined };
  });
  assert.equal(cancelled.ok ? '' : cancelled.problem.code, 'E_CANCELLED');
});

test('what this program does wrong stays an error', async () => {
  await assert.rejects(
    settle('a.jpg', () => Promise.reject(new TypeError('x is undefined'))),
    TypeError,
  );
});
