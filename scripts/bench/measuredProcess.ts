import { spawn } from 'node:child_process';
import process from 'node:process';
import { lastLines } from '../tools/command.ts';
import { createTally } from './processTally.ts';

/** A process that has run to its end. */
export interface Run {
  readonly seconds: number;
  /** User and system together, of it and of what it started; 0 where the system does not tell. */
  readonly cpuSeconds: number;
  /** The most memory that it and what it started had at once, or a little more; 0 where the system does not tell. */
  readonly peakBytes: number;
  readonly output: string;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What its output must say, so that nobody is praised for doing something else. */
  readonly says?: RegExp;
}

const LOOK_MS = 20;

/** Runs a whole process and looks at it from outside. Throws when it fails. */
export function measuredProcess({ program, args, env, says }: Command): Promise<Run> {
  return new Promise((resolve, reject) => {
    const tally = createTally();
    const begun = performance.now();
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setInterval(() => tally.look(child.pid ?? 0), LOOK_MS);
    let seconds = 0;
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('exit', () => {
      seconds = (performance.now() - begun) / 1000;
      clearInterval(timer);
    });
    child.once('close', (code) => {
      const what = [program, ...args].join(' ');
      if (code !== 0) reject(new Error(`${what} ended with ${String(code)}\n${lastLines(output + errors, 10)}`));
      else if (says && !says.test(output)) reject(new Error(`${what} did not say ${String(says)}\n${output}`));
      else resolve({ seconds, ...tally.sum(), output });
    });
  });
}
