import process from 'node:process';
import { startBrowserEditor } from '../../test/harness/host/browserEditor.ts';
import { startDesktopEditor } from '../../test/harness/host/desktopEditor.ts';
import { runHostTests, type TestCounts } from '../../test/harness/host/runHostTests.ts';
import { HOST_LANES } from '../../test/host/lanes.ts';
import { repository } from '../tools/repository.ts';

/** Runs the host tests in the VS Code server, and with `ALBUM_SYNC_DESKTOP=1` in the desktop editor as well. */
export async function runHostStage(filter: string): Promise<TestCounts> {
  const total = { passed: 0, failed: 0 };
  const editors = [startBrowserEditor, ...(process.env['ALBUM_SYNC_DESKTOP'] === '1' ? [startDesktopEditor] : [])];
  for (const startEditor of editors) {
    const { passed, failed } = await runHostTests({
      lanes: HOST_LANES,
      startEditor,
      filter,
      extension: process.env['ALBUM_SYNC_EXTENSION'] ?? repository,
      print: (line) => console.log(line),
    });
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}
