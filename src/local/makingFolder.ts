import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** Does something with a file, and once more when the folder that it lies in had to be made for that. Throws what the disk throws. */
export function makingFolder(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(path.dirname(file), { recursive: true });
    work();
  }
}
