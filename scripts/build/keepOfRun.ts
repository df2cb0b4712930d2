import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compileProgram, keepCompiled, runProgram } from '../../src/compiledProgram.ts';
import { findProgram, type FolderTeller } from '../../src/local/looking/findProgram.ts';
import { createFolderLooker } from '../../src/local/looking/folderLooker.ts';
import { goAhead } from './hoursAhead.mjs';

/*
 * Runs the command line of a folder of built programs in a library that is in step, and again with changed photos and after
 * that, and keeps what V8 compiled of it. Most libraries are much larger, so it is told how the files of these look as well.
 */

/** Another content of a photo; nobody decodes it. */
const CHANGED = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]);

const [dist = '', folder = '', ...args] = process.argv.slice(2);
const file = join(dist, 'commandLineMain.js');
const program = compileProgram(file);
const { commandLineMain } = runProgram(program, file) as typeof import('../../src/run/commandLineMain.ts');

await run();
await run(teller());
for (const photo of globSync('photos/*/first.jpg', { cwd: folder })) writeFileSync(join(folder, photo), CHANGED);
await run(teller());
await run(teller());
keepCompiled(program, file);

/** The clock is ahead of that of the files: for those that changed all are marked. */
function teller(): FolderTeller | undefined {
  const find = findProgram(process.platform, 2);
  return find && { least: 0, tell: (folders, onTold, { signal }) => find.tell(folders, onTold, { signal, since: 0 }) };
}

async function run(told?: FolderTeller): Promise<void> {
  goAhead();
  const looker = createFolderLooker(join(dist, 'folderWorker.js'));
  looker.prepare();
  const status = await commandLineMain(['sync', folder, ...args], dist, { looker, teller: told });
  if (status !== 0) throw new Error(`The command line ended with ${status}.`);
}
