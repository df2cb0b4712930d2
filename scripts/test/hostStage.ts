import process from 'node:process';
import { startBrowserEditor } from '../../test/harness/host/browserEditor.ts';
import { startDesktopEditor } from '../../test/harness/host/desktopEditor.ts';
import { runHostTests, type TestCounts } from '../../test/harness/host/runHostTests.ts';
import { HOST_LANES } from '../../test/host/lanes.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';

/**
 * Runs the host tests in the VS Code server, with `ALBUM_SYNC_DESKTOP=1` in the desktop editor as well, and with
 * `ALBUM_SYNC_DESKTOP=only` nowhere else.
 */
export async function runHostStage(filter: string): Promise<TestCounts> {
  const total = { passed: 0, failed: 0 };
  const desktop = process.env['ALBUM_SYNC_DESKTOP'];
  const editors = [
    ...(desktop === 'only' ? [] : [startBrowserEditor]),
    ...(desktop === '1' || desktop === 'only' ? [startDesktopEditor] : []),
  ];
  for (const startEditor of editors) {
    const { passed, failed } = await runHostTests({
      lanes: HOST_LANES,
      startEditor,
      filter,
      extension: extensionUnderTest(),
      print: (line) => console.log(line),
    });
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}
