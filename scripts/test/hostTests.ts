import process from 'node:process';
import { startBrowserEditor } from '../../test/harness/host/browserEditor.ts';
import { runHostTests } from '../../test/harness/host/runHostTests.ts';
import { HOST_LANES } from '../../test/host/lanes.ts';
import { repository } from '../tools/repository.ts';

const counts = await runHostTests({
  lanes: HOST_LANES,
  startEditor: startBrowserEditor,
  filter: process.argv[2] ?? '',
  extension: process.env['ALBUM_SYNC_EXTENSION'] ?? repository,
  print: (line) => console.log(line),
});
console.log(`${String(counts.passed)} passed, ${String(counts.failed)} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
