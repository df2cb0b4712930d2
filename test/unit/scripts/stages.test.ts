import assert from 'node:assert/strict';
import { glob } from 'node:fs/promises';
import { sep } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../../scripts/tools/repository.ts';
import { STAGES } from '../../../scripts/test/stages.ts';
import { HOST_LANES } from '../../host/lanes.ts';

test('npm test runs every folder that holds tests', async () => {
  const stages = STAGES.map(({ name }) => name);
  assert.deepEqual(
    (await foldersWithTests('test')).filter((folder) => !stages.includes(folder)),
    [],
  );
});

test('every folder of host tests is a lane', async () => {
  assert.deepEqual(await foldersWithTests('test/host'), HOST_LANES.map(({ name }) => name).sort());
});

async function foldersWithTests(parent: string): Promise<readonly string[]> {
  const folders = new Set<string>();
  for await (const path of glob(`${parent}/*/**/*.test.ts`, { cwd: repository })) {
    folders.add(path.split(sep)[parent.split('/').length] ?? '');
  }
  return [...folders].sort();
}
