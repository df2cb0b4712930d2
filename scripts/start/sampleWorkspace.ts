import { createHash } from 'node:crypto';
import { access, cp, glob, mkdir, mkdtemp, readFile, realpath, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { makeSampleLibrary } from '../sample-library/makeSampleLibrary.ts';
import { cacheDirectory } from '../tools/cacheDirectory.ts';
import { repository } from '../tools/repository.ts';

/** A fresh copy of the sample library, for one `npm start`. Paths are absolute. */
export interface SampleWorkspace {
  /** The folder to open. */
  readonly folder: string;
  /** Where the ledger of it is, so that trying things out leaves nothing in the user's own state. */
  readonly stateDirectory: string;
  /** Where the result of the first sync will be. */
  readonly reportFile: string;
}

/** Copies the sample library into a temporary folder, which stays there for the user to look at. */
export async function makeSampleWorkspace(): Promise<SampleWorkspace> {
  const library = await provideSampleLibrary();
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'album-sync-')));
  const folder = join(parent, 'Photos');
  // A photo's date is part of what is synced.
  await cp(library, folder, { recursive: true, preserveTimestamps: true });
  return {
    folder,
    stateDirectory: process.env['ALBUM_SYNC_STATE_DIR'] ?? join(parent, 'state'),
    reportFile: join(parent, 'first-sync.json'),
  };
}

/** The library in the user's cache, painted when it is not there; painting takes a while and always gives the same photos. */
async function provideSampleLibrary(): Promise<string> {
  const library = join(cacheDirectory(), `sample-library-${await generatorVersion()}`);
  const there = await access(library).then(
    () => true,
    () => false,
  );
  if (there) return library;

  console.log('Painting the sample photos (once) …');
  await mkdir(cacheDirectory(), { recursive: true });
  const partial = await mkdtemp(`${library}.partial-`);
  try {
    await makeSampleLibrary(partial);
    // Renamed when it is whole. When another run was faster, its photos are the same ones.
    await rename(partial, library).catch(async (error: unknown) => {
      await access(library).catch(() => Promise.reject(error as Error));
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return library;
}

/** Changes whenever the generator does. */
async function generatorVersion(): Promise<string> {
  const sources: string[] = [];
  for await (const path of glob('scripts/sample-library/**/*.ts', { cwd: repository })) sources.push(path);
  const hash = createHash('sha256');
  for (const path of sources.sort()) hash.update(await readFile(join(repository, path)));
  return hash.digest('hex').slice(0, 12);
}
