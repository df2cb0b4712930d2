import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sampleLibrary } from './sampleLibrary.ts';
import type { SampleFile } from './samplePhoto.ts';
import { setCaptureTime, writePhoto } from './writePhoto.ts';

/**
 * Makes a workspace folder with the sample photos and the settings that suit them. Every run gives the same bytes.
 * Files of the same name are overwritten; nothing else in the folder is touched. Fails when the folder cannot be written.
 */
export async function makeSampleLibrary(folder: string): Promise<void> {
  await writeSettings(folder);
  await writeSampleFiles(folder, sampleLibrary);
}

/** Writes the given files of the library, copies last. */
export async function writeSampleFiles(folder: string, files: readonly SampleFile[]): Promise<void> {
  for (const file of files) {
    if ('scene' in file) await writePhoto(folder, file, sampleLibrary.indexOf(file));
  }
  for (const file of files) {
    if ('copyOf' in file) await writeCopy(folder, file.path, file.copyOf);
  }
}

async function writeCopy(folder: string, path: string, original: string): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(folder, original), target);
  const photo = sampleLibrary.find((file) => file.path === original);
  if (photo && 'scene' in photo) await setCaptureTime(target, photo.capturedAt);
}

async function writeSettings(folder: string): Promise<void> {
  const settings = {
    'albumSync.naming.templates': ['{0}', '{1} ({0})'],
    'albumSync.naming.rootAlbum': 'Favourites',
  };
  await mkdir(join(folder, '.vscode'), { recursive: true });
  await writeFile(join(folder, '.vscode', 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
}
