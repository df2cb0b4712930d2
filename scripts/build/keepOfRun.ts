import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compileProgram, keepCompiled, runProgram } from '../../src/compiledProgram.ts';
import { createFolderLooker } from '../../src/local/looking/folderLooker.ts';
import { goAhead } from './hoursAhead.mjs';

/*
 * Runs the command line of a folder of built programs in a library that is in step, and again with changed photos and after
 * that, and keeps what V8 compiled of it.
 */

/** Another content of a photo; nobody decodes it. */
const CHANGED = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]);

const [dist = '', folder = '', ...args] = process.argv.slice(2);
const file = join(dist, 'commandLineMain.js');
const program = compileProgram(file);
const { commandLineMain } = runProgram(program, file) as typeof import('../../src/run/commandLineMain.ts');

await run();
for (const photo of globSync('photos/*/first.jpg', { cwd: folder })) writeFileSync(join(folder, photo), CHANGED);
await run();
await run();
keepCompiled(program, file);

async function run(): Promise<void> {
  goAhead();
  const looker = createFolderLooker(join(dist, 'folderWorker.js'));
  looker.prepare();
  const status = await commandLineMain(['sync', folder, ...args], dist, looker);
  if (status !== 0) throw new Error(`The command line ended with ${status}.`);
}
