import path from 'node:path';
import process from 'node:process';
import type { Command } from './measuredProcess.ts';

/** A program of `scripts/bench/programs`, which runs in a process of its own. */
export function benchProgram(file: string, ...args: readonly string[]): Command {
  const script = path.join(import.meta.dirname, 'programs', file);
  // TypeScript runs as it is; Node warns that it had to look whether a file is a module.
  return { program: process.execPath, args: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', script, ...args] };
}
