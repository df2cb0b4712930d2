import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { benchProgram } from './benchProgram.ts';
import type { GoogleHere } from './programs/google.ts';

/** Runs `use` with an emulator of Google in a process of its own, whose memory is empty. */
export async function withGoogle<T>(stateDirectory: string, use: (google: GoogleHere) => Promise<T>): Promise<T> {
  const { program, args } = benchProgram('google', stateDirectory);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (done === true) throw new Error('The emulator did not start.');
    return await use(JSON.parse(value) as GoogleHere);
  } finally {
    child.kill();
    await ended;
  }
}
