import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { inEnglish } from '../../../src/engine/phrase.ts';
import { compiledSettings } from '../../../scripts/build/compiledSettings.mjs';
import { repository } from '../../../scripts/tools/repository.ts';
import * as source from '../../../src/settings/schema.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';

/** Values of every kind: each is right for some settings and wrong for most, at its top or inside. */
const VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 2.5, 3_000_000_000, '', ' ', 'sync', '50%', '120%', '2024-02-30', 'yesterday', 'ä|b'],
  ...[[], [3], [''], ['a', 'a'], ['date', 'size'], ['{0}'], {}, { a: 1 }, { a: '' }, { Trips: 'Trip' }],
  ...[{ SAME: 'SILENT' }, { SAME: 'EXPLODE' }, { NEWER: 'REPORT' }],
];

test('the built programs know the same settings, and say the same of every value', async (t) => {
  const outfile = path.join(temporaryFolder(t), 'schema.js');
  await build({
    ...{ entryPoints: [path.join(repository, 'src/settings/schema.ts')], outfile, bundle: true },
    ...{ format: 'cjs', platform: 'node', logLevel: 'silent', plugins: [compiledSettings] },
  });
  const built = createRequire(outfile)(outfile) as typeof source;
  assert.deepEqual(built.withDefaults({}), source.withDefaults({}));
  assert.deepEqual(faults(built), faults(source));
});

function faults({ SETTING_NAMES, schemaFault }: typeof source): readonly string[] {
  return [...SETTING_NAMES, 'folder'].flatMap((name) =>
    VALUES.map((value) => {
      const fault = schemaFault(name, value);
      return `${name} = ${JSON.stringify(value)}: ${fault === undefined ? 'good' : inEnglish(fault)}`;
    }),
  );
}
