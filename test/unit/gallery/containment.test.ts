import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createContainment } from '../../../src/services/gallery/containment.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

test('the folders above many photos are looked at once for those that come together, and again for the next ones', async (t) => {
  const root = path.join(temporaryFolder(t), 'gallery');
  const folder = path.join(root, 'albums', 'rome');
  const other = path.join(root, 'albums', 'oslo');
  const ensureFolder = createContainment(root);
  assert.deepEqual(await ensureFolder(folder), { ok: true, value: undefined });
  await turn();
  const looks = t.mock.method(fs, 'lstatSync');
  syncBuiltinESMExports();
  t.after(() => {
    looks.mock.restore();
    syncBuiltinESMExports();
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) => ensureFolder(number % 2 === 0 ? folder : other)),
  );
  assert.ok(answers.every((answer) => answer.ok));
  // The gallery and the folders below it, and once more the one that was made.
  assert.equal(looks.mock.callCount(), 5);
  await turn();
  fs.rmdirSync(folder);
  fs.symlinkSync(temporaryFolder(t), folder);
  const refused = await ensureFolder(folder);
  assert.equal(refused.ok ? 'ok' : refused.problem.code, 'E_GALLERY_FOREIGN');
});
