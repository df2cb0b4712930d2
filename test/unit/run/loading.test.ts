import assert from 'node:assert/strict';
import { test } from 'node:test';

/** What takes the tables of a language from the disk, which is tens of milliseconds for the first one. */
const CLASSES = ['Collator', 'DateTimeFormat', 'NumberFormat', 'PluralRules', 'RelativeTimeFormat'] as const;

test('loading the command line and the worker prepares no language', async ({ mock }) => {
  const made: string[] = [];
  for (const key of CLASSES) mock.method(Intl, key, () => made.push(key));
  await import('../../../src/run/commandLineMain.ts');
  await import('../../../src/syncWorker.ts');
  assert.deepEqual(made, []);
});
