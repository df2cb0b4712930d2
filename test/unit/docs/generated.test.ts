import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatedPages } from '../../../scripts/docs/generatedPages.ts';
import { PICASAWEBSYNC_OPTIONS } from '../../../scripts/docs/picasawebsyncOptions.ts';
import { SETTING_NAMES } from '../../../src/settings/schema.ts';
import { documentation } from './documentation.ts';

test('the pages that are made from the code are up to date: run `npm run docs`', async () => {
  const written = new Map(documentation().map(({ path, text }) => [path, text]));
  for (const { path, text } of await generatedPages()) assert.equal(written.get(path), text, path);
});

test('the options of picasawebsync stand beside settings that exist', () => {
  const unknown = Object.keys(PICASAWEBSYNC_OPTIONS).filter((name) => !SETTING_NAMES.includes(name));
  assert.deepEqual(unknown, []);
});
