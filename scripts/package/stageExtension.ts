import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { lastLines, runQuietly } from '../tools/command.ts';
import { repository } from '../tools/repository.ts';
import { lockedFolder, type LockFile } from './nativeLock.ts';
import type { Target } from './targets.ts';

/** What is copied as it is; `.vscodeignore` has the last word on what of it is shipped. */
const COPIED = ['media/**', 'l10n/**', 'package.nls*.json', '*.md', 'LICENSE', '.vscodeignore'];

/** What of package.json is of use only in a checkout. */
const AT_HOME = new Set(['private', 'scripts', 'devDependencies', 'allowScripts']);

/** Fills a folder with all that is the same for every target. */
export async function stageExtension(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const args = ['esbuild.config.mjs', '--production', `--outdir=${join(folder, 'dist')}`];
  await must('The build', runQuietly(process.execPath, args, { cwd: repository }));
  for await (const path of glob(COPIED, { cwd: repository, exclude: ['node_modules', 'test-results'] })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(repository, path), join(folder, path), { recursive: true });
  }
  const { manifest, lock } = lockedFolder(
    'sharp',
    await shippedManifest(),
    await readJson<LockFile>('package-lock.json'),
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock, null, 2));
}

/** Puts the native packages of a target into a staged folder, in the place of those of another one. */
export async function stageNativePackages(folder: string, { name, os, cpu, libc }: Target): Promise<void> {
  const foreign = [`--os=${os}`, `--cpu=${cpu}`, ...(libc === undefined ? [] : [`--libc=${libc}`])];
  // Nothing of them is run: their install scripts would build for this computer.
  const args = ['ci', '--ignore-scripts', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', ...foreign];
  await must(`Fetching the packages of ${name}`, runQuietly('npm', args, { cwd: folder }));
}

async function shippedManifest(): Promise<object> {
  const manifest = await readJson<Record<string, unknown>>('package.json');
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !AT_HOME.has(key)));
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(repository, file), 'utf8')) as T;
}

async function must(what: string, ending: ReturnType<typeof runQuietly>): Promise<void> {
  const { status, output } = await ending;
  if (status !== 0) throw new Error(`${what} failed:\n${lastLines(output, 30)}`);
}
