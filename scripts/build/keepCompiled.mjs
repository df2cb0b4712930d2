import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Lets the command line do what it does most, and keeps beside it what V8 has compiled of it then (`src/compiledProgram.ts`).
 * It is of use for the version of Node that builds, and for no other.
 * @param {string} outdir the folder of the built programs
 */
export async function keepCompiled(outdir) {
  // Older ones cannot read the types of the sources, and are not what the command line runs on.
  if (!process.features.typescript) return;
  const folder = await mkdtemp(join(tmpdir(), 'album-sync-build-'));
  try {
    for (const album of ['Forum', 'Harbour']) {
      await mkdir(join(folder, 'photos', album), { recursive: true });
      await writeFile(join(folder, 'photos', album, 'photo.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
    }
    const args = ['sync', folder, '--set', 'folders=["photos"]', '--set', 'gallery.thumbnails=false'];
    const state = join(folder, 'state');
    // The first one sends the photos, the second one remembers how they look, and the third one is as most of them are.
    await run(state, join(outdir, 'cli.js'), ...args);
    await run(state, join(outdir, 'cli.js'), ...args);
    await run(state, fileURLToPath(new URL('keepOfRun.ts', import.meta.url)), resolve(outdir), ...args);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} state the directory of the ledgers
 * @param {string[]} args
 */
async function run(state, ...args) {
  // TypeScript runs as it is; Node warns that it had to look whether a file is a module.
  const flag = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
  const env = { ...process.env, ALBUM_SYNC_STATE_DIR: state };
  const child = spawn(process.execPath, [flag, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`The command line ended with ${String(status)}: ${args.join(' ')}`);
}
