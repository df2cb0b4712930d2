import { join } from 'node:path';
import process from 'node:process';
import { compileProgram, keepCompiled, runProgram } from '../../src/compiledProgram.ts';

/* Runs the command line of a folder of built programs with some arguments, and keeps what V8 compiled of it. */

const [dist = '', ...args] = process.argv.slice(2);
const file = join(dist, 'commandLineMain.js');
const program = compileProgram(file);
const { commandLineMain } = runProgram(program, file) as typeof import('../../src/run/commandLineMain.ts');
process.exitCode = await commandLineMain(args, dist);
keepCompiled(program, file);
