import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleLibrary } from './sampleLibrary.ts';
import { sampleSettings } from './sampleSettings.ts';
import { writeSampleFiles } from './writeSampleFiles.ts';

/**
 * Makes a workspace folder with the sample photos and the settings that suit them. Every run gives the same bytes.
 * Files of the same name are overwritten; nothing else in the folder is touched. Fails when the folder cannot be written.
 */
export async function makeSampleLibrary(folder: string): Promise<void> {
  await writeSettings(folder);
  await writeSampleFiles(folder, sampleLibrary);
}

async function writeSettings(folder: string): Promise<void> {
  await mkdir(join(folder, '.vscode'), { recursive: true });
  await writeFile(join(folder, '.vscode', 'settings.json'), `${JSON.stringify(sampleSettings, undefined, 2)}\n`);
}
