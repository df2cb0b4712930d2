import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** So many that changes in them wait for the disk together, and threads look at them. */
const ALBUMS = 40;

/** As much of a photo as tells that it is one. */
const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

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
    for (let album = 0; album < ALBUMS; album++) {
      await mkdir(join(folder, 'photos', `${album}`), { recursive: true });
      for (const name of ['first.jpg', 'second.jpg']) await writeFile(join(folder, 'photos', `${album}`, name), PHOTO);
    }
    const args = ['--set', 'folders=["photos"]', '--set', 'gallery.thumbnails=false', '--set', 'mode="syncUpload"'];
    const state = join(folder, 'state');
    const clock = ['--import', new URL('hoursAhead.mjs', import.meta.url).href];
    // The first one sends the photos, the second one remembers how they look, and the others are as most of them are.
    await run({ state, hours: 0 }, ...clock, join(outdir, 'cli.js'), 'sync', folder, ...args);
    await run({ state, hours: 1 }, ...clock, join(outdir, 'cli.js'), 'sync', folder, ...args);
    await run(
      { state, hours: 2 },
      fileURLToPath(new URL('keepOfRun.ts', import.meta.url)),
      resolve(outdir),
      folder,
      ...args,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {{ state: string, hours: number }} at the directory of the ledgers, and how far the clock is ahead
 * @param {string[]} args
 */
async function run({ state, hours }, ...args) {
  // TypeScript runs as it is; Node warns that it had to look whether a file is a module.
  const flag = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
  const env = { ...process.env, ALBUM_SYNC_STATE_DIR: state, HOURS_AHEAD: `${hours}` };
  const child = spawn(process.execPath, [flag, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`The command line ended with ${String(status)}: ${args.join(' ')}`);
}
