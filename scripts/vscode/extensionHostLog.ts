import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const KEPT_CHARACTERS = 8_000;

/** The end of the newest extension host log below a folder of VS Code logs; empty when there is none. */
export async function newestExtensionHostLog(logs: string): Promise<string> {
  const names = await readdir(logs, { recursive: true }).catch(() => []);
  // Log folders are named after their date and then numbered, so the last name is the newest.
  const newest = names
    .filter((name) => /^(remote)?exthost\.log$/.test(basename(name)))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
  if (newest === undefined) return '';
  const lines = (await readFile(join(logs, newest), 'utf8')).split('\n');
  // One harmless warning lists every extension of the editor.
  return lines
    .filter((line) => !line.startsWith('\tfile://'))
    .join('\n')
    .slice(-KEPT_CHARACTERS);
}
