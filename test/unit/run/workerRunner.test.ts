import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { createWorkerRunner } from '../../../src/run/workerRunner.ts';
import { Library } from '../../harness/library.ts';
import { memorySecretStore } from '../../harness/memorySecretStore.ts';

const COUNTS = [0, 1, 500, 501, 1_200];

for (const count of COUNTS) {
  test(`a report of ${count} items comes from the worker whole and in its order`, async (t) => {
    const names = Array.from({ length: count }, (_, index) => `photos/Rome/${String(index).padStart(5, '0')}.jpg`);
    const library = new Library(t, {
      'photos/Rome/notes.txt': { bytes: 'no photo' },
      ...Object.fromEntries(names.map((name) => [name, name])),
    });
    const runner = createWorkerRunner({
      workerPath: path.resolve('src/syncWorker.ts'),
      secrets: memorySecretStore(new Map()),
    });
    t.after(() => runner.dispose());
    const report = await runner.run(
      {
        folder: library.folder,
        settings: { folders: ['photos'] },
        kind: 'preview',
        all: true,
        confirmed: [],
        stateDirectory: path.join(library.home, 'state'),
      },
      { onEvent: () => undefined, signal: new AbortController().signal },
    );
    assert.deepEqual(
      report.items.map((item) => item.path),
      names,
    );
    assert.equal(report.totals.actions.UPLOAD_LOCAL, count);
  });
}
