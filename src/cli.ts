import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * Starts the command line, a program of its own, on a Node that can run it. `node:sqlite` came without a flag with Node
 * 22.13; on an older one the Node that this package installed beside itself is used, where it is there.
 */
function start(dist: string): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) runHere(dist);
  else void runUnder(path.join(dist, '..', 'node_modules', 'node', 'bin', 'node'));
}

function runHere(dist: string): void {
  // The first program ends with its parent, so that killing the parent kills the run.
  if (process.send) process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  runMain(dist).then(
    (status) => process.exit(status),
    (error: unknown) => {
      const about = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`Album Sync made a mistake: ${about}\n`);
      process.exit(1);
    },
  );
}

async function runMain(dist: string): Promise<number> {
  // A Node that cannot run the program only starts another one, and needs nothing of this.
  const { earlyLooker } = await import('./earlyLooker.ts');
  const { compileProgram, runProgram } = await import('./compiledProgram.ts');
  const args = process.argv.slice(2);
  const looker = earlyLooker(args, dist);
  const file = path.join(dist, 'commandLineMain.js');
  const { commandLineMain } = runProgram(compileProgram(file), file) as CommandLineProgram;
  return commandLineMain(args, dist, { looker });
}

type CommandLineProgram = typeof import('./run/commandLineMain.ts');

async function runUnder(node: string): Promise<void> {
  if (!existsSync(node)) {
    process.stderr.write(`Album Sync needs Node 22.13 or newer; this is ${process.versions.node}.\n`);
    process.exit(2);
  }
  const { spawn } = await import('node:child_process');
  const child = spawn(node, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
}

start(path.dirname(realpathSync(process.argv[1] ?? '.')));
