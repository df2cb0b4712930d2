import path from 'node:path';
import process from 'node:process';
import { repository } from '../tools/repository.ts';
import type { Command } from './measuredProcess.ts';

/** The command line as people have it: built, minified, and on the Node that runs this. */
export function albumSync({
  command,
  folder,
  state,
  settings = {},
  env = {},
  says,
}: {
  readonly command: 'preview' | 'sync';
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  /** Absolute path of the directory of the ledgers. */
  readonly state: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly says: RegExp;
}): Command {
  const values = { folders: ['photos'], 'gallery.thumbnails': false, ...settings };
  const set = Object.entries(values).flatMap(([key, value]) => ['--set', `${key}=${JSON.stringify(value)}`]);
  return {
    program: process.execPath,
    args: [path.join(repository, 'dist', 'cli.js'), command, folder, ...set],
    env: { ...env, ALBUM_SYNC_STATE_DIR: state },
    says,
  };
}

/** A command as somebody would type it in a folder of their own. */
export function typed({ program, args }: Command): string {
  const shown = args.filter((word) => !word.startsWith('--disable-warning'));
  const words = [program === process.execPath ? 'node' : program, ...shown].map((word) =>
    word.startsWith(`${repository}${path.sep}`)
      ? path.relative(repository, word)
      : path.isAbsolute(word) && word.includes('bench-scratch')
        ? word.slice(word.indexOf('bench-scratch') + 'bench-scratch'.length + 1)
        : word,
  );
  return words.map((word) => (/^[\w./=%@:-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}
