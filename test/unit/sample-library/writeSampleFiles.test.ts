import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { glob, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sampleLibrary } from '../../../scripts/sample-library/sampleLibrary.ts';
import { writeSampleFiles } from '../../../scripts/sample-library/writeSampleFiles.ts';

const some = sampleLibrary.filter((file) =>
  ['2025/Kyoto in autumn/紅葉.png', '2025/Garden/DSCF2815.jpg', "Family/Grandma's 80th/DSCF2815.jpg"].includes(
    file.path,
  ),
);

/** Path, date and content of every file below a folder. */
async function fingerprints(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const entry of glob('**/*.*', { cwd: folder })) {
    const path = join(folder, entry);
    const content = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    found[entry.replaceAll('\\', '/')] = `${(await stat(path)).mtime.toISOString()} ${content}`;
  }
  return found;
}

test('the same files come out byte for byte every time, and a copy equals its original', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'sample library '));
  try {
    await writeSampleFiles(join(parent, 'first'), some);
    await writeSampleFiles(join(parent, 'second'), some);
    const first = await fingerprints(join(parent, 'first'));
    assert.deepEqual(first, await fingerprints(join(parent, 'second')));
    assert.deepEqual(Object.keys(first).sort(), some.map((file) => file.path).sort());
    assert.equal(first["Family/Grandma's 80th/DSCF2815.jpg"], first['2025/Garden/DSCF2815.jpg']);
    assert.match(first['2025/Kyoto in autumn/紅葉.png'] ?? '', /^2025-11-19T00:10:00\.000Z /);
  } finally {
    await rm(parent, { recursive: true });
  }
});

test('a copy without its original is refused', async () => {
  const copies = sampleLibrary.filter((file) => 'copyOf' in file);
  await assert.rejects(writeSampleFiles(join(tmpdir(), 'never made'), copies), /is not among the files to write/);
});
