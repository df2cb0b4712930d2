import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import type { ErrorCode } from '../../../src/engine/model.ts';
import { fail } from '../../../src/engine/result.ts';
import { Library } from '../../harness/library.ts';
import { hostWith } from '../../harness/between.ts';

const COUNT = 12;
const FILES = Object.fromEntries(Array.from({ length: COUNT }, (_, index) => [`Trip/${index}.jpg`, `${index}`]));

/** A code with which the service answers each upload, and how often it is then asked to upload and to remove. */
const TABLE: readonly (readonly [code: ErrorCode, uploads: number, removals: number])[] = [
  ['E_QUOTA', 1, 0],
  ['E_RATE_LIMIT', 1, 0],
  ['E_SIGN_IN', 1, 0],
  ['E_SCOPE_MISSING', 1, 0],
  ['E_API_DISABLED', 1, 0],
  ['E_STORAGE_FULL', 1, 1],
  ['E_REFUSED', COUNT, 1],
  ['E_UNREACHABLE', 8, 0],
];

for (const [code, uploads, removals] of TABLE) {
  test(`after ${code}, the service is asked for ${uploads} uploads and ${removals} removals`, async (t) => {
    const library = new Library(t, { 'Trip/gone.jpg': 'gone', 'Rome/kept.jpg': 'kept' });
    await library.run();
    library.remove('Trip/gone.jpg');
    library.write(FILES);
    const asked = { uploads: 0, removals: 0 };
    const host = hostWith({
      service: (real) => ({
        upload: async () => {
          asked.uploads++;
          return fail(problem(code, phrase`today`));
        },
        remove: async (...args) => {
          asked.removals++;
          return real.remove(...args);
        },
      }),
    });
    const settings = { mode: 'syncUpload', allowDelete: 'remote', concurrency: 1 };
    const report = await library.run({ host, settings });
    assert.deepEqual(asked, { uploads, removals });
    assert.deepEqual(
      report.items
        .filter(({ action }) => action === 'UPLOAD_LOCAL')
        .map(({ outcome, error }) => [outcome, error?.code]),
      Array(COUNT).fill(['failed', code]),
    );
    // What ails the service has one line, which is not about the photo that met it first.
    const about = code === 'E_REFUSED' ? 'Trip/0.jpg' : undefined;
    assert.deepEqual(
      report.problems.filter((each) => each.code === code).map(({ path }) => path),
      [about],
    );
  });
}
