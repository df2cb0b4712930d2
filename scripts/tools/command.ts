import { spawn } from 'node:child_process';
import process from 'node:process';

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface CommandEnd {
  /** 0 is success; 127 is a command that could not be started. */
  readonly status: number;
  /** Both output streams in the order in which they came. */
  readonly output: string;
}

/** Runs a command to its end without showing its output. */
export function runQuietly(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows npm and code are scripts, which only a shell can start.
      shell: process.platform === 'win32' && (command === 'npm' || command === 'code'),
      windowsHide: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (error) => resolve({ status: 127, output: error.message }));
    child.once('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

/** Runs a command in this terminal and returns its exit status. */
export function runVisibly(command: string, args: readonly string[], options: CommandOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...options.environment };
    const child = spawn(command, args, { cwd: options.cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** The last lines of an output, for an error message. */
export function lastLines(output: string, count: number): string {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
