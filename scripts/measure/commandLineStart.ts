import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { repository } from '../tools/repository.ts';

/*
 * Says how long the command line takes to start, beside a Node that does nothing:
 *
 *   node esbuild.config.mjs --production
 *   node scripts/bootstrap.mjs scripts/measure/commandLineStart.ts
 *
 * The commands take turns, so that what else this computer does falls on all of them.
 */

const ROUNDS = 15;

const folder = mkdtempSync(join(tmpdir(), 'album-sync-measure-'));
const program = join(repository, 'dist', 'cli.js');
const commands: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['Node alone', ['--eval', '0']],
  ['--version', [program, '--version']],
  ['preview of an empty folder', [program, 'preview', folder]],
];
const times = new Map<string, number[]>();
try {
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, args] of commands) times.set(name, [...(times.get(name) ?? []), timeOf(args)]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const [name, taken] of times) {
  const [least = 0, ...more] = taken.toSorted((a, b) => a - b);
  const median = more[Math.floor(ROUNDS / 2) - 1] ?? least;
  console.log(
    `${name.padEnd(28)} median ${median.toFixed(0).padStart(4)} ms, least ${least.toFixed(0).padStart(4)} ms`,
  );
}

function timeOf(args: readonly string[]): number {
  const env = { ...process.env, ALBUM_SYNC_STATE_DIR: join(folder, 'state') };
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stderr}`);
  return performance.now() - before;
}
