import { appendFileSync } from 'node:fs';
import { makingFolder } from './makingFolder.ts';

/**
 * Adds lines to a file, which is made where there is none, with the folder that it lies in. Throws what the disk throws.
 * @param flush `later`: who asked flushes the file
 */
export function appendLines(file: string, lines: readonly string[], flush: 'now' | 'later'): void {
  // A line break comes first, so that a torn line before it costs only itself.
  const text = lines.map((line) => `\n${line}`).join('');
  makingFolder(file, () => appendFileSync(file, text, { flush: flush === 'now' }));
}
