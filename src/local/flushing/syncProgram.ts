import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** The program of GNU that calls `syncfs`. Not looked for by its name alone: a program of the user may have the same one. */
export const PROGRAM = '/usr/bin/sync';

/**
 * A shell starts it for each path of its input. To start a program from here would copy the tables of all memory of this
 * process, which takes longer than the flush itself once that is some hundred megabytes. The shell ends at once where the program
 * is not that of GNU, since others of that name do not tell whether it went well.
 */
const SCRIPT = `case "$(${PROGRAM} --version)" in *"GNU coreutils"*) ;; *) exit 1 ;; esac
while IFS= read -r path; do ${PROGRAM} --file-system "$path" && echo done || echo failed; done`;

/** Flushes file systems, one after the other. */
export interface SyncProgram {
  /** Whether all that was written to the file system of this path is on the disk now; otherwise nobody knows. */
  sync(path: string): Promise<boolean>;
  /** Waits no longer for the disk; what is waited for ends as failed. */
  leave(): void;
}

type Shell = ChildProcessByStdio<Writable, Readable, null>;

/** Throws where the system has no room for another program. */
export function startSyncProgram(): SyncProgram {
  // Neither has anything to say in the language of a person.
  const env = { LC_ALL: 'C' };
  const shell: Shell = spawn('/bin/sh', ['-c', SCRIPT], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting: ((isDone: boolean) => void)[] = [];
  let isGone = false;

  function answer(isDone: boolean): void {
    waiting.shift()?.(isDone);
    keepRunning(shell, waiting.length > 0);
  }

  function end(): void {
    isGone = true;
    for (const tell of waiting.splice(0)) tell(false);
    keepRunning(shell, false);
  }

  shell.once('error', end);
  shell.once('exit', end);
  // A shell that has just ended takes nothing any more; its end is told above.
  shell.stdin.on('error', () => undefined);
  onLine(shell.stdout, (line) => answer(line === 'done'));
  keepRunning(shell, false);

  return {
    sync(path) {
      // The shell takes a path for each line.
      if (isGone || path.includes('\n')) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting.push(resolve);
        keepRunning(shell, true);
        shell.stdin.write(`${path}\n`);
      });
    },
    leave() {
      // The program itself ends when the disk has answered, which nobody has to wait for.
      shell.kill('SIGKILL');
      end();
    },
  };
}

/** Reads lines without what Node has for a person at a terminal, which takes longer to load than a flush. */
function onLine(input: Readable, tell: (line: string) => void): void {
  let begun = '';
  input.setEncoding('utf8').on('data', (text: string) => {
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) tell(line);
  });
}

/** Whether this process waits for the shell before it ends itself. */
function keepRunning(shell: Shell, isNeeded: boolean): void {
  for (const part of [shell, shell.stdin as Socket, shell.stdout as Socket]) {
    if (isNeeded) part.ref();
    else part.unref();
  }
}
