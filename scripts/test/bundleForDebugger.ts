// Bundles the host tests of the trusted lane for the debugger (see .vscode/launch.json), with a fresh folder to open.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { bundleLane, laneFiles } from '../../test/harness/host/bundleLane.ts';
import { prepareWorkspace } from '../../test/harness/host/lane.ts';
import { HOST_LANES } from '../../test/host/lanes.ts';
import { runVisibly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';

const folder = join(repository, 'test-results', 'launch');
const lane = HOST_LANES.find(({ name }) => name === 'trusted');
if (!lane) throw new Error('There is no lane "trusted".');

process.exitCode = await runVisibly(process.execPath, ['esbuild.config.mjs'], { cwd: repository });
await rm(folder, { recursive: true, force: true });
await prepareWorkspace(lane.workspace, folder);
await bundleLane({
  files: await laneFiles(lane.name),
  into: folder,
  workspace: lane.workspace,
  results: { kind: 'console' },
});
